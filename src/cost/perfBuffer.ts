import type { OutputCost } from "./cost.js";
import { measured } from "./measured.js";

/**
 * `bpf_perf_event_output`: 81.6 ns; the quietest tenth of perf-event-output.csv.gz, 5,000 calls timed one by one, without the timer's
 * own cost (30.0 ns, timer.csv.gz) and the slowest hundredth.
 *
 * What was timed wrote nothing: no pages were mapped for the buffer, and such a call fails before it copies the record. A record that is
 * written takes 198 ns on a machine of the same family (see `src/calibration`), which is beyond the interval: calibrate before you rely
 * on it.
 *
 * Interval: the ten tenths of the run, which agree within 1 %, and a loop of 200,000, 107 ns (techniques.csv).
 * Published for a Xeon E5-2680 v4: 101 ns where few records wake the reader, 1,074 ns where each does (A. Nakryiko, BPF ringbuf and
 * perfbuf benchmarks, 2020): to wake the reader is not part of this cost, see `wakingEvery`.
 */
export const perfBuffer: OutputCost = {
  kind: "output",
  name: "perf-buffer",
  operations: { output: { nanoseconds: 81.6, interval: [1, 1.32] } },
  conditions: "records of 32 bytes, no reader woken",
  ...measured,
};
