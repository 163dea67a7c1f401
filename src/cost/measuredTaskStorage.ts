import type { MapCost } from "./cost.js";
import { measured } from "./measured.js";

/** One `bpf_task_storage_get` that finds its record. */
const get = { nanoseconds: 16.2, interval: [0.95, 1.54] } as const;

/**
 * Task-local storage: 16.2 ns for each operation, whatever the number of tasks; the quietest tenth of task-storage-get.csv.gz,
 * 50,000 calls timed one by one, without the timer's own cost (30.0 ns, timer.csv.gz) and the slowest hundredth.
 *
 * Each operation is one `bpf_task_storage_get` of a record that exists already: the `runqslower` of the kernel tree leaves it
 * on the task and writes over it at the next wake-up. A task's first record has to be made, and one that is deleted after it was
 * reported is made again: 2,027 ns for making and deleting one (techniques.csv).
 *
 * Interval: the ten tenths of the run, and the loops of map-size.csv with 16 to 1 Mi tasks, 15.9 ns in the quiet.
 * Published for another machine, loop included: 26 to 31 ns (lore.kernel.org/all/20240131141858.1149719-1-elver@google.com).
 */
export const measuredTaskStorage: MapCost = {
  kind: "map",
  name: "measured-task-storage",
  factor: 1,
  operations: { insert: get, lookupAndDelete: get },
  validity: { records: [16, 2 ** 20] },
  conditions: "records that exist and stay on their tasks; no other storage on the task",
  ...measured,
};
