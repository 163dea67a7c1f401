import { describe, expect, it } from "vitest";
import { costAt } from "../../src/cost/costAt.js";
import { type FittedOperation, fitCacheSteps } from "../../src/cost/fitCacheSteps.js";
import { fitHashMap } from "../../src/cost/fitHashMap.js";
import { measuredHashMap } from "../../src/cost/measuredHashMap.js";
import { quietest } from "../../src/cost/quietest.js";
import { hasSharedData } from "../sharedData.js";
import { allMapSizes, mean, quantile, quietMapSizes, stretches, timed } from "./data.js";
import { overRecords } from "./evaluate.js";

const insert = overRecords(measuredHashMap.operations.insert.nanoseconds);
const lookup = overRecords(measuredHashMap.operations.lookup.nanoseconds);
const lookupAndDelete = overRecords(measuredHashMap.operations.lookupAndDelete.nanoseconds);
const sizes = [0, 1, ...Array.from({ length: 25 }, (_, power) => 2 ** power)];

const lookups = ["hash lookup"];
// The caches that the two loops leave are the same.
const loops = ["hash insert+delete", "hash insert+lookup+delete"];

const predict = ({ nanoseconds }: FittedOperation, records: number): number => costAt(nanoseconds, { records });

const largest = (values: readonly number[]): number => Math.round(100 * Math.max(...values.map(Math.abs)));
const average = (values: readonly number[]): number => Math.round(100 * mean(values.map(Math.abs)));

const quietestMapSizes = (operation: string): Map<number, number> => quietest(quietMapSizes(operation));

/** The relative error at each size when it is left out of the fit, one list per operation. */
function leftOut(operations: readonly string[], truth = quietestMapSizes): number[][] {
  const costs = operations.map(quietMapSizes);
  const measuredSizes = [...costs[0]!.keys()];
  return operations.map((operation, index) =>
    measuredSizes.map((size) => {
      const fit = fitCacheSteps(
        costs.map((cost) => quietest(new Map([...cost].filter(([entries]) => entries !== size)))),
      );
      return predict(fit[index]!, size) / truth(operation).get(size)! - 1;
    }),
  );
}

describe.skipIf(!hasSharedData)("the measured hash map", () => {
  const fitOf = (operations: readonly string[]): FittedOperation[] => fitCacheSteps(operations.map(quietestMapSizes));
  const lookupFit = hasSharedData ? fitOf(lookups) : undefined!;
  const loopFit = hasSharedData ? fitOf(loops) : undefined!;

  it("is the fit to map-size.csv, within 1 %", () => {
    const fitted = fitHashMap(
      {
        lookup: quietMapSizes("hash lookup"),
        insertDelete: quietMapSizes("hash insert+delete"),
        insertLookupDelete: quietMapSizes("hash insert+lookup+delete"),
        insert: timed("hash-insert-1k"),
        lookupAndDelete: timed("hash-lookup-delete-1k"),
      },
      measuredHashMap.memory!,
    );
    for (const name of ["insert", "lookup", "lookupAndDelete"] as const) {
      const [known, found] = [measuredHashMap.operations[name], fitted[name]];
      for (const records of sizes)
        expect(overRecords(known.nanoseconds)(records) / overRecords(found.nanoseconds)(records)).toBeCloseTo(1, 2);
      expect(found.cached!.steps.map(({ leaves }) => leaves)).toEqual(known.cached!.steps.map(({ leaves }) => leaves));
    }
  });

  it("predicts a size that was left out within 20 %, and within 10 % on average", () => {
    const [ofLookups, ofPairs, ofTriples] = [...leftOut(lookups), ...leftOut(loops)];
    expect([ofLookups!, ofPairs!, ofTriples!].map(largest)).toEqual([19, 5, 11]);
    expect([ofLookups!, ofPairs!, ofTriples!].map(average)).toEqual([6, 2, 4]);
  });

  it("so it does against the runs of that size alone, but for 8,192 entries, where none of the five was quiet", () => {
    const errors = leftOut(lookups, quietMapSizes)[0]!;
    const entries = [...quietMapSizes("hash lookup").keys()];
    expect(entries.filter((_, index) => Math.abs(errors[index]!) > 0.2)).toEqual([8192]);
    expect([largest(errors), average(errors)]).toEqual([26, 7]);
    const quiet = quietMapSizes("hash lookup");
    expect(quiet.get(8192)! / quiet.get(16_384)!).toBeGreaterThan(1.15);
  });

  it("predicts the other half of the sizes from every second one", () => {
    const error = (operations: readonly string[]): number[][] => {
      const costs = operations.map(quietMapSizes);
      const all = [...costs[0]!.keys()];
      const kept = all.filter((_, index) => index % 2 === 1 || index === 0);
      const half = fitCacheSteps(costs.map((cost) => quietest(new Map(kept.map((size) => [size, cost.get(size)!])))));
      return operations.map((operation, index) =>
        all
          .filter((size) => !kept.includes(size))
          .map((size) => predict(half[index]!, size) / quietestMapSizes(operation).get(size)! - 1),
      );
    };
    const errors = [...error(lookups), ...error(loops)];
    expect(errors.map(average)).toEqual([9, 2, 4]);
    expect(errors.map(largest)).toEqual([21, 6, 11]);
  });

  it("agrees with what was timed one by one and with the loop of all three", () => {
    // One insertion, one lookup and one deletion, timed apart, are the loop of the three.
    const triple = quietMapSizes("hash insert+lookup+delete").get(1024)!;
    expect((insert(1024) + lookupAndDelete(1024)) / triple).toBeCloseTo(1, 1);
    // Not used in the fit.
    expect(timed("hash-lookup-1k") / lookup(1024)).toBeCloseTo(1, 1);
    expect(timed("hash-insert-1m") / insert(2 ** 20)).toBeCloseTo(0.87, 1);
    expect(timed("hash-lookup-1m") / lookup(2 ** 20)).toBeCloseTo(1.74, 1);
  });

  it("has the intervals of the runs and of what was timed", () => {
    const runs = (name: string, fit: FittedOperation[], operation: number): [number, number] => {
      const ratios = allMapSizes(name).map(([entries, run]) => run / predict(fit[operation]!, entries));
      return [quantile(ratios, 0.05), quantile(ratios, 0.95)];
    };
    const ofLookups = runs("hash lookup", lookupFit, 0);
    const ofTriples = runs("hash insert+lookup+delete", loopFit, 1);
    const { operations } = measuredHashMap;
    expect(operations.lookup.interval![0]).toBeCloseTo(ofLookups[0], 1);
    expect(operations.lookup.interval![1]).toBeCloseTo(ofLookups[1], 1);
    expect(stretches("hash-lookup-1m").every((value) => value / lookup(2 ** 20) < ofLookups[1])).toBe(true);
    expect(operations.insert.interval![0]).toBeCloseTo(timed("hash-insert-1m") / insert(2 ** 20), 2);
    expect(operations.insert.interval![1]).toBeCloseTo(ofTriples[1], 1);
    expect(operations.lookupAndDelete.interval![0]).toBeCloseTo(lookupAndDelete(0) / lookupAndDelete(2 ** 40), 2);
    expect(operations.lookupAndDelete.interval![1]).toBeCloseTo(ofTriples[1], 1);
  });
});

it("is what the documentation says", () => {
  expect([insert, lookup, lookupAndDelete].map((of) => [0, 2 ** 16, 2 ** 20].map((n) => Math.round(of(n))))).toEqual([
    [89, 183, 303],
    [23, 71, 198],
    [100, 147, 275],
  ]);
  expect(overRecords(measuredHashMap.factor)(2 ** 40)).toBeCloseTo(3.07, 2);
});
