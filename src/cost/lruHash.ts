import { cacheSteps } from "./cacheSteps.js";
import type { MapCost, OperationCost } from "./cost.js";
import { factorOf } from "./factor.js";
import { calibrated } from "./measured.js";
import { measuredHashMap } from "./measuredHashMap.js";

const { lookupAndDelete, insert } = measuredHashMap.operations;
const steps = insert.cached!.steps;

const published = "github.com/microsoft/ebpf-for-windows/issues/2789 and 2788 (Linux)";

/** An insertion with another base and the same misses. */
const operation = (base: number, interval: readonly [number, number]): OperationCost => ({
  nanoseconds: cacheSteps(base, steps),
  interval,
  cached: { base, steps },
});

/** What the hash map's insertion takes times 1.124. */
const inserted = operation(99.7, [0.87, 2.74]);

/** And times 2.125. */
const evicting = operation(188.5, [0.87, 2.14]);

/**
 * An LRU hash map, from how it compares with a hash map where both were measured in turn: to insert a new key 109.2 ns where that takes
 * 97.2, 1.124 times, while there is room (notebooks/data/calibration.jsonl, the least of nine loops each). Here: the insertion of
 * `measuredHashMap` times 1.124 with its misses, and its other operation as it is; that took 113.3 ns where the hash map's took 114.3.
 *
 * A full one does not fail: an insertion throws out an old record, so a wait is lost all the same, another one's. For that 2.125
 * times: where a full map is written by several CPUs, to delete and insert took 544 ns and in a hash map 256 (bpf_performance on
 * Linux, github.com/microsoft/ebpf-for-windows issues 2788 and 2789).
 *
 * Intervals: what is known of the hash map's own; for an insertion those 2.125 times, since it depends on how often the common list of the
 * CPUs is locked; for one that throws out another 3.1 times, an update at random there, 536 ns where the hash map's takes 171.
 */
export const lruHash: MapCost = {
  kind: "map",
  name: "lru-hash",
  factor: factorOf({ insert: inserted, lookupAndDelete }),
  operations: { insert: inserted, lookupAndDelete, failedInsert: evicting },
  validity: { records: [16, 2 ** 20] },
  conditions: "as the hash map that it is derived from; new keys",
  source: `ratio ${calibrated.source}, times the hash map ${measuredHashMap.source}; where it is full ${published}`,
  memory: measuredHashMap.memory!,
};
