import { cacheSteps } from "./cacheSteps.js";
import type { MapCost } from "./cost.js";
import { factorOf } from "./factor.js";
import { calibrated } from "./measured.js";
import { measuredHashMap } from "./measuredHashMap.js";

const { lookupAndDelete, insert } = measuredHashMap.operations;

/** What the hash map's insertion takes times 1.445, with the same misses. */
const base = 128.2;
const steps = insert.cached!.steps;
const inserted = { nanoseconds: cacheSteps(base, steps), interval: [0.32, 1.51], cached: { base, steps } } as const;

/**
 * A per-CPU hash map, from how it compares with a hash map where both were measured in turn: to insert a new key 140.5 ns where that takes
 * 97.2, 1.445 times (notebooks/data/calibration.jsonl, the least of nine loops each). A new key has the values of all CPUs that the machine
 * may have set, of two there, so more of them cost more. Here: the insertion of `measuredHashMap` times 1.445 with its misses,
 * and its other operation as it is; that took 116.4 ns where the hash map's took 114.3.
 *
 * Interval: the slowest of the loops, 1.51 times; updates of a key that is there, published with 0.65 times and 0.53 times (Core Ultra 7
 * 258V, Linux 6.11; bpftime, benchmark/uprobe/example_results.md; github.com/eunomia-bpf/bpftime/issues/335); and what is known of
 * the hash map's own. A record that one CPU writes and another wants to read is not found: for a program whose two ends run on
 * different CPUs it is of use only for sums.
 */
export const perCpuHash: MapCost = {
  kind: "map",
  name: "per-cpu-hash",
  factor: factorOf({ insert: inserted, lookupAndDelete }),
  operations: { insert: inserted, lookupAndDelete },
  validity: { records: [16, 2 ** 20] },
  conditions: "as the hash map that it is derived from; new keys, records that are read on the CPU that wrote them",
  source: `ratio ${calibrated.source}, times the hash map ${measuredHashMap.source}`,
  memory: measuredHashMap.memory!,
};
