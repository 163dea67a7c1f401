import type { MapCost } from "./cost.js";

/** Task-local storage: the record hangs on the task itself, so its cost does not depend on how many there are; factor 1. */
export const taskStorage: MapCost = {
  name: "task-storage",
  factor: 1,
  source: "D. Dolgov, Running Fast and Slow: Experiments with BPF Program Performance, P99 CONF 2023",
};
