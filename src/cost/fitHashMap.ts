import { requireObject } from "../argument/argument.js";
import { type CacheStep, cacheSteps, type Memory } from "./cacheSteps.js";
import type { OperationCost } from "./cost.js";
import { type FittedOperation, fitCacheSteps } from "./fitCacheSteps.js";
import { quietest } from "./quietest.js";

/** What was measured of a hash map, ns without the empty loop: the least of the runs, by number of entries. */
export interface HashMapTimes {
  readonly lookup: ReadonlyMap<number, number>;
  /** Loops of these operations on one key. */
  readonly insertDelete: ReadonlyMap<number, number>;
  readonly insertLookupDelete: ReadonlyMap<number, number>;
  /** Of a map of some 1,000 entries, each for itself. */
  readonly insert: number;
  readonly lookupAndDelete: number;
}

/** The operations of a hash map, their formulas made of what was measured. */
export type HashMapFit = Readonly<
  Record<"insert" | "lookup" | "lookupAndDelete", Required<Pick<OperationCost, "nanoseconds" | "cached">>>
>;

/**
 * The costs of a hash map by `cacheSteps`, fitted to loops over many sizes by `fitCacheSteps`.
 *
 * A lookup is the fit to the loop of lookups. To insert costs what it was timed at, growing as the loop of all three does: only
 * the insertion meets a bucket there that is not in the cache. To look up and delete costs what it was timed at, growing as a
 * lookup does, since the deletion finds what the lookup has brought in. The two loops with insertions leave the same caches, so they
 * have the places of their steps in common.
 */
export function fitHashMap(times: HashMapTimes, memory: Memory): HashMapFit {
  requireObject("fitHashMap", "times of operations", times, "lookup", "insertDelete", "insertLookupDelete");
  const [lookups] = fitCacheSteps([quietest(times.lookup)], memory);
  const [, triples] = fitCacheSteps([quietest(times.insertDelete), quietest(times.insertLookupDelete)], memory);
  const lookupSteps = stepsOf(lookups!, memory);
  return {
    insert: operation(times.insert, stepsOf(triples!, memory)),
    lookup: operation(lookups!.base, lookupSteps),
    lookupAndDelete: operation(times.lookupAndDelete, lookupSteps),
  };
}

/** A cost of a base and steps, to four digits. */
function operation(measured: number, steps: readonly CacheStep[]): HashMapFit["insert"] {
  const base = Number(measured.toPrecision(4));
  return { nanoseconds: cacheSteps(base, steps), cached: { base, steps } };
}

/**
 * The near step is out of L1 or L2, whichever holds nearer to as many entries. The far one is out of L3 and out of the reach of the TLB:
 * sizes alone do not tell the two apart, so half of the rise is taken as each.
 */
function stepsOf({ steps: [near, far] }: FittedOperation, memory: Memory): CacheStep[] {
  const away = (cache: number): number => Math.abs(Math.log(near.entries / (cache / memory.entry)));
  const step = (leaves: CacheStep["leaves"], entries: number, rise: number): CacheStep => ({
    leaves,
    entries: Number(entries.toPrecision(3)),
    rise: Number(rise.toPrecision(4)),
  });
  return [
    step(away(memory.l1) < away(memory.l2) ? "l1" : "l2", near.entries, near.rise),
    step("tlb", far.entries, far.rise / 2),
    step("l3", far.entries, far.rise / 2),
  ];
}
