import { describe, expect, it } from "vitest";
import { costAt } from "../../src/cost/costAt.js";
import { fitCacheSteps } from "../../src/cost/fitCacheSteps.js";
import { quietest } from "../../src/cost/quietest.js";

const sizes = Array.from({ length: 15 }, (_, power) => 2 ** (4 + power));
/** The law itself, with its steps on the grid. */
const lookup = (n: number) => 23 + 4 * (1 - Math.exp(-n / 512)) + 170 * (1 - Math.exp(-n / 2 ** 17.5));
const insert = (n: number) => 90 + 16 * (1 - Math.exp(-n / 512)) + 200 * (1 - Math.exp(-n / 2 ** 17.5));
const exactly = (law: (n: number) => number) => new Map(sizes.map((size) => [size, law(size)]));

describe("fitCacheSteps", () => {
  it("finds the steps that data were made with, in common for all operations", () => {
    const [first, second] = fitCacheSteps([exactly(lookup), exactly(insert)]);
    expect(first!.base).toBeCloseTo(23, 3);
    expect(first!.steps.map(({ entries }) => entries)).toEqual([512, 2 ** 17.5]);
    expect(first!.steps.map(({ rise }) => rise)).toEqual([expect.closeTo(4, 2), expect.closeTo(170, 2)]);
    expect(second!.steps.map(({ rise }) => rise)).toEqual([expect.closeTo(16, 2), expect.closeTo(200, 2)]);
    expect(costAt(first!.nanoseconds, { records: 1e5 })).toBeCloseTo(lookup(1e5), 2);
  });

  it("is bent little by one size that was disturbed", () => {
    const [fitted] = fitCacheSteps([exactly(lookup).set(8192, 2 * lookup(8192))]);
    for (const size of sizes) expect(costAt(fitted!.nanoseconds, { records: size }) / lookup(size)).toBeCloseTo(1, 1);
  });

  it("refuses what it cannot fit", () => {
    expect(() => fitCacheSteps([])).toThrow("at least one operation");
    expect(() => fitCacheSteps([new Map([[16, 20]])])).toThrow("operations[0]: expected 4 sizes or more, got 1");
    expect(() => fitCacheSteps([exactly(lookup).set(64, -1)])).toThrow("got -1 ns at 64 entries");
  });
});

describe("quietest", () => {
  it("is the least of the runs of a size and of larger ones, the smallest size first", () => {
    const runs = [
      [64, 25],
      [16, 30],
      [64, 24],
      [256, 27],
      [16, 24.5],
      [256, 26],
    ] as const;
    expect([...quietest(runs)]).toEqual([
      [16, 24],
      [64, 24],
      [256, 26],
    ]);
  });

  it("refuses no runs and numbers that are none", () => {
    expect(() => quietest([])).toThrow("at least one run");
    expect(() => quietest([[16, Number.NaN]])).toThrow("got NaN ns at 16 entries");
  });
});

it("costAt names what a formula has no value for", () => {
  expect(costAt(7)).toBe(7);
  expect(costAt("2 * records^2", { records: 3 })).toBe(18);
  expect(() => costAt("records + batch", { records: 3 })).toThrow("batch");
});
