import type { MapCost } from "./cost.js";
import { measuredTaskStorage } from "./measuredTaskStorage.js";

/**
 * Task-local storage that has to be made: 2,027 ns for making and deleting a task's record, once in its life, beside the 16.2 ns of
 * each operation as in `measuredTaskStorage`. It is what short-lived processes pay: at 2,000 forks a second 4 ms in every second of
 * one CPU, as much as 250,000 operations.
 *
 * A loop of 200,000 with `BPF_LOCAL_STORAGE_GET_F_CREATE` and a deletion, 2,039.3 ns, without the 12.8 ns of the loop (techniques.csv).
 *
 * Interval: a calibration's nine loops of 25,000 on another machine with Linux 6.18, 632 to 1,090 ns
 * (notebooks/data/calibration.jsonl). Loops of 5,000 to 200,000 there took 1,060 to 1,630 ns a minute later, whatever their length:
 * it hangs on what else the kernel does. Nothing speaks against the one mean, so it stays.
 *
 * A program that deletes the record after each report pays it for each wait: give its own cost for that.
 */
export const createdTaskStorage: MapCost = {
  ...measuredTaskStorage,
  name: "created-task-storage",
  operations: { ...measuredTaskStorage.operations, create: { nanoseconds: 2026.5, interval: [0.31, 1] } },
  conditions: "records made for each new task, which stay on it until it ends; no other storage on the task",
};
