import type { OutputCost } from "./cost.js";
import { calibrated } from "./measured.js";

/**
 * `bpf_perf_event_output`: 198.9 ns; the least of nine loops of 20,000 without the empty loop, of records that were all written and read
 * after each loop (notebooks/data/calibration.jsonl; four calibrations of that day gave 193 to 199 ns).
 *
 * Interval: the loops, to 212 ns, and 101 ns published for a Xeon E5-2680 v4 where few records wake the reader (A. Nakryiko, BPF ringbuf
 * and perfbuf benchmarks, 2020). Where each does it was 1,074 ns there: to wake the reader is not part of this cost, see `wakingEvery`.
 *
 * perf-event-output.csv.gz has 81.6 ns and techniques.csv 107 ns, of calls for whose buffer no pages were mapped: such a call fails
 * before it copies the record.
 */
export const perfBuffer: OutputCost = {
  kind: "output",
  name: "perf-buffer",
  operations: { output: { nanoseconds: 198.9, interval: [0.51, 1.07] } },
  conditions: "records of 32 bytes that are written, no reader woken",
  ...calibrated,
};
