import { describe, expect, it } from "vitest";
import { factorial } from "../../../src/experiment/design/factorial.js";
import { latinHypercube } from "../../../src/experiment/design/latinHypercube.js";
import { levels } from "../../../src/experiment/design/levels.js";
import { points } from "../../../src/experiment/design/points.js";
import { axisOf, type Range } from "../../../src/experiment/design/range.js";
import { pointsOf } from "./pointsOf.js";

describe("factorial", () => {
  it("combines every value with every other, the last parameter changing fastest", () => {
    expect(pointsOf(factorial({ cpus: [1, 2], map: ["a", "b"], batched: [true] }))).toEqual([
      { cpus: 1, map: "a", batched: true },
      { cpus: 1, map: "b", batched: true },
      { cpus: 2, map: "a", batched: true },
      { cpus: 2, map: "b", batched: true },
    ]);
  });

  it("makes durations ns, unless words stand beside them", () => {
    expect(pointsOf(factorial({ lifetime: ["1.5 us", "2 ms", 7] })).map(({ lifetime }) => lifetime)).toEqual([
      1500, 2_000_000, 7,
    ]);
    expect(pointsOf(factorial({ lifetime: ["5 ms", "exp:5 ms"] })).map(({ lifetime }) => lifetime)).toEqual([
      "5 ms",
      "exp:5 ms",
    ]);
    expect(pointsOf(factorial({ seed: ["10", "-3"], x: [-3.5] }))).toEqual([
      { seed: "10", x: -3.5 },
      { seed: "-3", x: -3.5 },
    ]);
  });

  it("refuses what is no list of values", () => {
    expect(() => factorial({ cpus: [] })).toThrow("design.cpus: expected at least one value");
    expect(() => factorial({ cpus: 3 as never })).toThrow("design.cpus: expected a list of values, got 3");
    expect(() => factorial({ cpus: [Number.NaN] })).toThrow(
      "design.cpus: a value is a finite number, a word or a boolean, got NaN",
    );
    expect(() => factorial({ cpus: [null as never] })).toThrow("design.cpus: a value is a finite number");
  });
});

describe("points", () => {
  it("takes them as they are, with durations as ns and without what a point does not name", () => {
    const design = points([{ lifetime: "1 ms", map: "hash" }, { lifetime: 5 }]);
    expect(design.parameters).toEqual(["lifetime", "map"]);
    expect(pointsOf(design)).toEqual([{ lifetime: 1_000_000, map: "hash" }, { lifetime: 5 }]);
    expect(() => points([])).toThrow("expected at least one point");
  });
});

describe("a range", () => {
  const values = (range: Range, count = 4): unknown[] => {
    const axis = axisOf("x", range);
    return Array.from({ length: count + 1 }, (_, index) => axis.at(index / count));
  };

  it("goes from its low to its high bound on its scale", () => {
    expect(values([0.5, 2.5])).toEqual([0.5, 1, 1.5, 2, 2.5]);
    expect(values([0.01, 100, "log"]).map((value) => Number((value as number).toPrecision(12)))).toEqual([
      0.01, 0.1, 1, 10, 100,
    ]);
    expect(values(["1 us", "10 ms", "log"])).toEqual([1000, 10_000, 100_000, 1_000_000, 10_000_000]);
  });

  it("keeps whole numbers whole where there are any between its bounds", () => {
    expect(values([10, 20])).toEqual([10, 13, 15, 18, 20]);
    expect(values([0, 1])).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(values({ low: 0, high: 2, whole: false })).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it("samples every whole number as often as every other, and no other", () => {
    const axis = axisOf("x", [3, 6]);
    const counts = new Map<unknown, number>();
    for (let index = 0; index < 4000; index += 1) {
      const value = axis.sample((index + 0.5) / 4000);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts]).toEqual([3, 4, 5, 6].map((value) => [value, 1000]));
    expect([axis.sample(0), axis.sample(1 - 2 ** -53)]).toEqual([3, 6]);
  });

  it("is a list of values where it is not two bounds", () => {
    expect(axisOf("map", ["hash", "task-storage"]).values).toEqual(["hash", "task-storage"]);
    expect(axisOf("cpus", [1, 2, 4]).values).toEqual([1, 2, 4]);
    expect(axisOf("cpus", { values: [8, 16] }).values).toEqual([8, 16]);
    const share = axisOf("cpus", [1, 2, 4]);
    expect([0, 0.33, 0.34, 0.67, 1].map((at) => share.sample(at))).toEqual([1, 1, 2, 4, 4]);
  });

  it.each<[Range, string]>([
    [[10, 1], "ranges.x: low must be below high, got 10 and 1"],
    [[0, 1, "log"], "ranges.x: a logarithmic scale begins above 0, got 0"],
    [[1, 2, "lgo" as "log"], 'ranges.x: a scale is "linear" or "log", got "lgo"'],
    [[Number.NaN, 1], "ranges.x: low: expected a finite number or a duration"],
    [{ low: 0.5, high: 9, whole: true }, "ranges.x: whole values lie between whole bounds, got 0.5 and 9"],
    [{ low: "many", high: 9 }, 'ranges.x: low: expected a finite number or a duration such as "3 ms", got "many"'],
    [[], "ranges.x: expected at least one value"],
    [7 as never, "ranges.x: expected [low, high]"],
  ])("refuses %j", (range, sentence) => {
    expect(() => axisOf("x", range)).toThrow(sentence);
  });
});

describe("levels", () => {
  it("are equally far apart on the scale, with both bounds", () => {
    expect(levels([10, 1000, "log"], 3)).toEqual([10, 100, 1000]);
    expect(levels(["10 us", "30 us"], 3)).toEqual([10_000, 20_000, 30_000]);
    expect(levels([1, 4], 9)).toEqual([1, 2, 3, 4]);
    expect(() => levels([1, 4], 1)).toThrow("count: expected a whole number from 2, got 1");
  });
});

describe("latinHypercube", () => {
  const count = 50;
  const design = latinHypercube(
    { load: [0, 1], rate: [1, 1024, "log"], map: ["a", "b"], x: { low: -3, high: 5, whole: false } },
    count,
    {
      seed: "lhs",
    },
  );
  const list = pointsOf(design);

  it("has one point in each part of each range", () => {
    const parts = (share: (point: Record<string, unknown>) => number) =>
      new Set(list.map((point) => Math.floor(share(point) * count)));
    expect(parts(({ load }) => load as number).size).toBe(count);
    expect(parts(({ x }) => ((x as number) + 3) / 8).size).toBe(count);
    expect(list.filter(({ map }) => map === "a").length).toBe(count / 2);
    expect(list.every(({ rate }) => Number.isInteger(rate))).toBe(true);
    // Half of the points of a logarithmic range from 1 to 1024 lie below 32.
    expect(list.filter(({ rate }) => (rate as number) < 32).length).toBe(count / 2);
  });

  it("pairs the parts at random, and each parameter under a stream of its own", () => {
    const x = list.map((point) => point.x as number);
    const load = list.map(({ load }) => load as number);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = (values: number[]) => values.map((value) => value - mean(values));
    const product = (first: number[], second: number[]) =>
      first.reduce((sum, value, index) => sum + value * second[index]!, 0);
    const [a, b] = [deviation(x), deviation(load)];
    // Of 50 random pairs: four standard deviations of the correlation.
    expect(Math.abs(product(a, b) / Math.sqrt(product(a, a) * product(b, b)))).toBeLessThan(4 / Math.sqrt(count));
    const alone = pointsOf(latinHypercube({ load: [0, 1] }, count, { seed: "lhs" }));
    expect(alone.map(({ load }) => load)).toEqual(load);
    const other = pointsOf(latinHypercube({ load: [0, 1] }, count, { seed: 2 }));
    expect(other.map(({ load }) => load)).not.toEqual(load);
  });
});
