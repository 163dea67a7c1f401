import { type CacheStep, cacheSteps } from "./cacheSteps.js";
import type { MapCost } from "./cost.js";
import { measured } from "./measured.js";

/**
 * The entries at which half of a step is taken: 7,360 and 125,000. An entry takes 64 bytes and its share of the buckets 16 to 32, so
 * they are 0.6 MiB, within the 1 MiB of L2 that a core has, and 10 MiB, a share of L3 or the reach of the TLB: the data do not tell.
 */
const steps = (near: number, far: number): CacheStep[] => [
  { middle: 7360, rise: near },
  { middle: 125_000, rise: far },
];

/** From `hash lookup`: 24.8 ns, and 14.2 and 153 ns on the way out of the caches. */
const lookupSteps = steps(14.2, 153);

/**
 * 88.7 ns as timed one by one at 1,024 entries, growing as the loop of insert, lookup and delete does, by 52.3 and 165 ns: in that loop
 * only the insertion meets a bucket that is not in the cache.
 */
const insert = cacheSteps(88.7, steps(52.3, 165));

/** 99.9 ns as timed one by one at 1,024 entries, growing as a lookup does, since the deletion finds what the lookup brought in. */
const lookupAndDelete = cacheSteps(99.9, lookupSteps);

/**
 * A preallocated BPF hash map `u32 -> u64` with uniformly random keys, fitted to map-size.csv (14 sizes, the least of five runs,
 * without the empty loop): base + Σ rise · records² / (records² + middle²), see `cacheSteps`.
 *
 * | ns | few records | 64 Ki | 1 Mi | bound |
 * |---|---|---|---|---|
 * | insert | 89 | 176 | 304 | 306 |
 * | lookup | 25 | 72 | 190 | 192 |
 * | look up and delete | 100 | 147 | 265 | 267 |
 *
 * So the factor ends at 3.0, where the article's square is at 1,048,577. The fit is within 7 % of the lookups on average (22 % at 8 Ki
 * entries, where no run was quiet) and 4 % of the loops; a size left out of the fit is predicted within 13 % and 6 % on average.
 * Timed one by one in a map of 1 Mi entries an insertion takes 263 ns and a lookup 344 ns: a program that does one thing per event
 * cannot hide one miss behind another, as the loop does with its lookups.
 *
 * Intervals: nine in ten of the runs, busy neighbours included, and what was timed one by one. The lower end for looking up and
 * deleting is a record in a large map that its insertion has left in the cache.
 *
 * Published for other machines, loops included: lookups that rise from 48 ns at 10 entries to 329 ns at 4 Mi, 7 times where this
 * is 8 times (D. Marchevsky's bench of local storage,
 * quoted at lore.kernel.org/bpf on 2022-06-21); 20 ns at 4,096 entries on a Ryzen 9 3950X (lore.kernel.org/bpf,
 * 20230213091519.1202813-8-aspsk); hot in the cache of a Core Ultra 7 258V 10 ns a lookup and 51 ns an update (bpftime's benchmarks).
 */
export const measuredHashMap: MapCost<"lookup"> = {
  kind: "map",
  name: "measured-hash",
  // Their sum by what it is with no records.
  factor: `(${insert} + ${lookupAndDelete}) / 188.6`,
  operations: {
    insert: { nanoseconds: insert, interval: [0.86, 1.45] },
    lookup: { nanoseconds: cacheSteps(24.8, lookupSteps), interval: [0.95, 3.3] },
    lookupAndDelete: { nanoseconds: lookupAndDelete, interval: [0.37, 1.45] },
  },
  validity: { records: [16, 2 ** 20] },
  conditions: "u32 -> u64, preallocated for 1,024 entries more than it holds, uniformly random keys",
  ...measured,
};
