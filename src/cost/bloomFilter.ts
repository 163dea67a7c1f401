import { requireObject } from "../argument/argument.js";
import type { Cost, MapCost, OperationCost } from "./cost.js";
import { factorOf } from "./factor.js";
import { measured } from "./measured.js";
import { requireCount } from "./named.js";

/** A `BPF_MAP_TYPE_BLOOM_FILTER`. */
export interface BloomFilter {
  /** What it was made for. */
  readonly maxEntries: number;
  /** Hash functions, from 1 to 15; 5 unless given, the kernel's default. */
  readonly hashes?: number;
  /** Distinct elements that were pushed; `maxEntries` unless given. None ever leaves. */
  readonly held?: number;
}

/**
 * What a filter with 5 hashes takes:
 *
 * - push: `bloom push` of techniques.csv, a filter made for 10,240, without the loop. One mean alone, so no interval.
 * - peek: `bloom filter peek` of map-size.csv, the least of five runs, the median over sizes, without the loop; it does not grow with
 *   them.
 */
export const bloomOperations: Cost<"push" | "peek"> = {
  name: "bloom-filter",
  operations: { push: { nanoseconds: 69.7 }, peek: { nanoseconds: 54.7, interval: [0.96, 1.46] } },
  conditions: "5 hashes, elements of 4 bytes",
  ...measured,
};

/**
 * The share of elements that were never pushed which it takes for pushed: (1 - e^(-k n / m))^k with k hashes, n elements held and m
 * bits, as the kernel sizes it: 7/5 k maxEntries, rounded up to a power of 2.
 *
 * @throws RangeError for a number out of range
 */
export function falsePositiveRate(filter: BloomFilter): number {
  requireObject("falsePositiveRate", "a filter, such as { maxEntries: 1000 }", filter);
  const { maxEntries, hashes = 5, held = maxEntries } = filter;
  requireCount("bloom.maxEntries", maxEntries);
  if (!(Number.isInteger(hashes) && hashes >= 1 && hashes <= 15))
    throw new RangeError(`bloom.hashes: expected a whole number from 1 to 15, got ${hashes}`);
  if (!(held >= 0)) throw new RangeError(`bloom.held: expected a number from 0, got ${held}`);
  const bits = 2 ** Math.ceil(Math.log2(Math.max(64, Math.floor((maxEntries * hashes) / 5) * 7)));
  return (-Math.expm1((-hashes * held) / bits)) ** hashes;
}

/**
 * A map with a Bloom filter in front of it: an insertion pushes too (69.7 ns), a lookup peeks first (54.7 ns), and goes on to the map only
 * where the filter says that it may hold the element, so one that finds nothing costs peek + falsePositiveRate · miss.
 *
 * It pays where most lookups find nothing and the map is large: a miss of `measuredHashMap` is dearer than a peek from some 50,000
 * records on. Published for 8 threads with 5 hashes: lookups 30 % faster at 10,000 entries, 2.5 times as fast at 5,000,000
 * (lore.kernel.org/bpf/20211027234504.30744-6-joannekoong@fb.com), with a share of misses that is not given.
 *
 * Measured with 5 hashes; others are taken in proportion. Both were measured on one machine, `peek` with an interval of all runs.
 *
 * @param own what the filter itself takes
 */
export function bloomFilter(map: MapCost, filter: BloomFilter, own = bloomOperations): MapCost {
  requireObject("bloomFilter", "the cost of a map", map, "operations");
  const rate = falsePositiveRate(filter);
  const share = (filter.hashes ?? 5) / 5;
  const { insert, lookupAndDelete, miss = lookupAndDelete, ...others } = map.operations;
  const after = (first: OperationCost, rest: OperationCost, times = 1): OperationCost => ({
    nanoseconds: `${share} * ${first.nanoseconds} + ${times} * (${rest.nanoseconds})`,
    ...(rest.interval ? { interval: rest.interval } : {}),
  });
  // Without what they were made of, which is no longer all of it.
  const asTheyAre = Object.entries(others).map(([name, { cached: _, ...rest }]) => [name, rest]);
  const operations = {
    ...(Object.fromEntries(asTheyAre) as typeof others),
    insert: after(own.operations.push, insert),
    lookupAndDelete: after(own.operations.peek, lookupAndDelete),
    miss: after(own.operations.peek, miss, rate),
  };
  return {
    kind: "map",
    name: `${map.name}-behind-bloom-filter`,
    factor: factorOf(operations),
    operations,
    ...(map.maxEntries === undefined ? {} : { maxEntries: map.maxEntries }),
    ...(map.validity ? { validity: map.validity } : {}),
    conditions: `${map.conditions ?? ""}; a filter for ${filter.maxEntries} that holds ${filter.held ?? filter.maxEntries}`,
    source: `${map.source}; the filter ${own.source}`,
  };
}
