import { describe, expect, test } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";
import { theoryBorder } from "../../src/theory/theoryBorder.js";

const program = ({ processes, lifetime }: Record<string, number>) =>
  article({ processes: processes!, lifetime: lifetime! });

describe("the article's borders with the hash map", () => {
  const between = (from: number, to: number) => ({
    x: { name: "processes", from, to, whole: true, points: 3 },
    y: { name: "lifetime", from: "10 us", to: "100 ms", points: 3 },
  });

  test("the overhead passes 1 % where it does in runs", () => {
    const [border] = theoryBorder(program, between(310, 800), { kinds: ["epsilon"] });
    // With lifetimes of 10 us nobody comes to a steady state; 1 ms are 12 turns.
    expect(border!.points.map(({ y }) => y)).toEqual([1e6, 1e8]);
    const { x } = border!.points[0]!;
    const level = (processes: number): number => {
      const { bpf, run } = simulate(program({ processes, lifetime: 1e8 }), {
        seed: 1,
        until: "8 ms",
        windows: 100,
      }).series;
      const late = (values: Float64Array): number =>
        values.slice(values.length >> 1).reduce((sum, each) => sum + each, 0);
      return late(bpf!) / late(run!);
    };
    expect(level(Math.round(0.95 * x))).toBeLessThan(0.01);
    expect(level(Math.round(1.05 * x))).toBeGreaterThan(0.01);
  });

  test("it begins to swing between 4,200 and 4,300 in runs, and here within 3 % of that", () => {
    const [border] = theoryBorder(program, between(3000, 5000), { kinds: ["hopf"] });
    expect(border!.points.map(({ y }) => y)).toEqual([1e6, 1e8]);
    for (const { x } of border!.points) expect(Math.abs(x / 4250 - 1)).toBeLessThan(0.03);
  });

  test("the work left begins to grow where it does in runs", () => {
    const [border] = theoryBorder(program, between(4500, 7000), { kinds: ["explosion"] });
    const { x } = border!.points.at(-1)!;
    const growth = (processes: number): number => {
      const { clock } = simulate(program({ processes, lifetime: 1e8 }), {
        seed: 1,
        until: "600 us",
        windows: 60,
      }).series;
      return clock!.at(-1)! - clock![clock!.length >> 1]!;
    };
    expect(growth(Math.round(0.95 * x))).toBeLessThan(0);
    expect(growth(Math.round(1.05 * x))).toBeGreaterThan(0);
  });
});

test("the scheduler's border of explosion without costs is load 1", () => {
  const borders = theoryBorder(
    ({ forks, lifetime }) => scheduler({ cpus: 16, lifetime: lifetime!, arrivals: { rate: forks! / 1e9 } }),
    {
      x: { name: "forks", from: 500, to: 20_000, points: 3 },
      y: { name: "lifetime", from: "1 ms", to: "10 ms", points: 3 },
    },
    { kinds: ["explosion"] },
  );
  expect(borders).toHaveLength(1);
  expect(borders[0]!.points).toHaveLength(3);
  for (const { x, y } of borders[0]!.points) expect(Math.abs((x * y) / 1e9 / 16 - 1)).toBeLessThan(0.005);
});
