import { requireArray } from "../argument/argument.js";

/** What memory is there for the entries of a map, and what an entry takes of it; bytes. */
export interface Memory {
  /** The caches that one CPU can use, the last one with what its neighbours leave of it. */
  readonly l1: number;
  readonly l2: number;
  readonly l3: number;
  /** What the pages in the second-level TLB cover. */
  readonly tlb: number;
  /** Of the cache, for one entry: its element and its share of the buckets. */
  readonly entry: number;
  /** Of the pages, for one entry; `entry` unless they lie far apart, one page each at most. */
  readonly spread?: number;
}

/** What an operation gains on its way out of a cache, or out of the reach of the TLB. */
export interface CacheStep {
  readonly leaves: "l1" | "l2" | "l3" | "tlb";
  /** Entries at which 1 - 1/e = 63 % of it is taken. */
  readonly entries: number;
  /** The whole of it, ns. */
  readonly rise: number;
}

/**
 * The cost of an operation on entries that are hit at random, as they outgrow one cache after another:
 *
 * base + Σ rise (1 - e^(-records / entries))
 *
 * It is flat while the entries fit, an S-shaped step in log(records) as they do not, and at most base + Σ rise. A machine with
 * k times the cache, or entries a k-th the size, takes a step at k times the entries: see `scale`.
 */
export function cacheSteps(base: number, steps: readonly Pick<CacheStep, "entries" | "rise">[]): string {
  requireArray("cacheSteps", "a list of steps", steps);
  return [base, ...steps.map(({ entries, rise }) => `${rise} * (1 - exp(-records / ${entries}))`)].join(" + ");
}
