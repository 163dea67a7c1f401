import type { MapCost } from "./cost.js";

/**
 * The article's task-local storage: the record hangs on the task itself, so its cost does not depend on how many there are;
 * factor 1. The program's whole bookkeeping takes 400 ns at a wake-up and 200 ns at a switch, as with the article's hash map.
 * For what task-local storage was measured to cost see `measuredTaskStorage`.
 */
export const taskStorage: MapCost = {
  kind: "map",
  name: "task-storage",
  factor: 1,
  operations: { insert: { nanoseconds: 400 }, lookupAndDelete: { nanoseconds: 200 } },
  validity: { records: [0, 2000] },
  conditions: "an assumption: the whole bookkeeping of the program, not the storage alone",
  source: "D. Dolgov, Running Fast and Slow: Experiments with BPF Program Performance, P99 CONF 2023",
};
