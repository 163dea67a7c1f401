import { describe, expect, it } from "vitest";
import { measuredHashMap } from "../../src/cost/measuredHashMap.js";
import { hasSharedData } from "../sharedData.js";
import { allMapSizes, mean, published, quantile, quietMapSizes, stretches, timed } from "./data.js";
import { overRecords } from "./evaluate.js";
import { fitSteps, predict, type StepsFit } from "./fitSteps.js";

const loops = ["hash lookup", "hash insert+delete", "hash insert+lookup+delete"];
const insert = overRecords(measuredHashMap.operations.insert.nanoseconds);
const lookup = overRecords(measuredHashMap.operations.lookup.nanoseconds);
const lookupAndDelete = overRecords(measuredHashMap.operations.lookupAndDelete.nanoseconds);
const sizes = [0, 1, ...Array.from({ length: 25 }, (_, power) => 2 ** power)];

/** Relative errors of the fit, one list per loop, at the sizes given. */
const errors = (fit: StepsFit, costs: ReadonlyMap<number, number>[], entries: readonly number[]): number[][] =>
  costs.map((cost, index) => entries.map((size) => predict(fit, fit.operations[index]!, size) / cost.get(size)! - 1));

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));
const average = (values: readonly number[]): number => mean(values.map(Math.abs));

describe.skipIf(!hasSharedData)("the measured hash map", () => {
  const costs = hasSharedData ? loops.map(quietMapSizes) : [];
  const measuredSizes = [...(costs[0]?.keys() ?? [])];
  const fit = hasSharedData ? fitSteps(costs) : undefined!;

  it("is the fit to map-size.csv, within 1 %", () => {
    const [lookups, , triple] = fit.operations;
    const insertBase = timed("hash-insert-1k");
    const deleteBase = timed("hash-lookup-delete-1k");
    for (const records of sizes) {
      const grownLookup = predict(fit, lookups!, records) - lookups!.base;
      const grownInsert = predict(fit, triple!, records) - triple!.base;
      expect(lookup(records) / predict(fit, lookups!, records)).toBeCloseTo(1, 2);
      expect(insert(records) / (insertBase + grownInsert)).toBeCloseTo(1, 2);
      expect(lookupAndDelete(records) / (deleteBase + grownLookup)).toBeCloseTo(1, 2);
    }
  });

  it("leaves no more over than it says", () => {
    const [lookups, pair, triple] = errors(fit, costs, measuredSizes);
    expect([average(lookups!), average(pair!), average(triple!)].map((error) => Math.round(100 * error))).toEqual([
      7, 2, 4,
    ]);
    expect([largest(lookups!), largest(pair!), largest(triple!)].map((error) => Math.round(100 * error))).toEqual([
      22, 9, 12,
    ]);
  });

  it("predicts a size that was left out", () => {
    const leftOut = measuredSizes.map((size) => {
      const kept = costs.map((cost) => new Map([...cost].filter(([entries]) => entries !== size)));
      return errors(fitSteps(kept), costs, [size]).map(([error]) => error!);
    });
    const of = (index: number): number[] => leftOut.map((errorsOfSize) => errorsOfSize[index]!);
    expect([0, 1, 2].map((index) => Math.round(100 * average(of(index))))).toEqual([13, 3, 6]);
    expect([0, 1, 2].map((index) => Math.round(100 * largest(of(index))))).toEqual([32, 8, 19]);
  });

  it("predicts the other half of the sizes from every second one", () => {
    const isKept = (index: number): boolean => index % 2 === 1 || index === 0;
    const kept = measuredSizes.filter((_, index) => isKept(index));
    const other = measuredSizes.filter((_, index) => !isKept(index));
    const half = fitSteps(costs.map((cost) => new Map(kept.map((size) => [size, cost.get(size)!]))));
    const [lookups, pair, triple] = errors(half, costs, other);
    expect([average(lookups!), average(pair!), average(triple!)].map((error) => Math.round(100 * error))).toEqual([
      12, 3, 5,
    ]);
  });

  it("agrees with what was timed one by one and with the loop of all three", () => {
    // One insertion, one lookup and one deletion, timed apart, are the loop of the three.
    expect((insert(1024) + lookupAndDelete(1024)) / costs[2]!.get(1024)!).toBeCloseTo(1, 1);
    // Not used in the fit.
    expect(timed("hash-lookup-1k") / lookup(1024)).toBeCloseTo(1.05, 1);
    expect(timed("hash-insert-1m") / insert(2 ** 20)).toBeCloseTo(0.86, 1);
    expect(timed("hash-lookup-1m") / lookup(2 ** 20)).toBeCloseTo(1.81, 1);
  });

  it("has the intervals of the runs and of what was timed", () => {
    const runs = (loop: number): number[] =>
      allMapSizes(loops[loop]!).map(([entries, run]) => run / predict(fit, fit.operations[loop]!, entries));
    const middle = (values: number[]): [number, number] => [quantile(values, 0.05), quantile(values, 0.95)];
    const [lookups, triples] = [middle(runs(0)), middle(runs(2))];
    const { operations } = measuredHashMap;
    expect(operations.lookup.interval![0]).toBeCloseTo(lookups[0], 1);
    expect(operations.lookup.interval![1]).toBeCloseTo(lookups[1], 1);
    expect(stretches("hash-lookup-1m").every((value) => value / lookup(2 ** 20) < lookups[1])).toBe(true);
    expect(operations.insert.interval![0]).toBeCloseTo(timed("hash-insert-1m") / insert(2 ** 20), 2);
    expect(operations.insert.interval![1]).toBeCloseTo(triples[1], 2);
    expect(operations.lookupAndDelete.interval![0]).toBeCloseTo(lookupAndDelete(0) / lookupAndDelete(2 ** 40), 2);
    expect(operations.lookupAndDelete.interval![1]).toBeCloseTo(triples[1], 2);
  });

  it("grows with the entries as another machine does", () => {
    const other = published("c005") / published("c001");
    expect(other).toBeCloseTo(6.9, 1);
    expect(lookup(2 ** 22) / lookup(10)).toBeCloseTo(7.7, 1);
    expect([published("c011"), published("c014"), published("c015")]).toEqual([19.71, 9.81, 50.81]);
  });
});

it("is what the documentation says", () => {
  expect([insert, lookup, lookupAndDelete].map((of) => [0, 2 ** 16, 2 ** 20].map((n) => Math.round(of(n))))).toEqual([
    [89, 176, 304],
    [25, 72, 190],
    [100, 147, 265],
  ]);
  expect(overRecords(measuredHashMap.factor)(2 ** 40)).toBeCloseTo(3.04, 2);
});
