import type { OutputCost } from "./cost.js";
import { measured } from "./measured.js";

/**
 * `bpf_ringbuf_output`: 32.4 ns; the quietest tenth of ringbuf-output.csv.gz, 15,000 calls timed one by one, without the timer's own
 * cost (30.0 ns, timer.csv.gz) and the slowest hundredth.
 *
 * Interval: the ten tenths of the run, which agree within 1 %; the loops of a calibration, 34.3 to 37.4 ns
 * (notebooks/data/calibration.jsonl); and 53 ns published for a Xeon E5-2680 v4, back to back (A. Nakryiko, BPF ringbuf and perfbuf
 * benchmarks, 2020). The loop of 200,000 in techniques.csv, 31.1 ns, is none of them: its buffer of 1 MiB was full after 26,214 records of
 * 40 bytes, and the other calls failed.
 *
 * Published for a Ryzen 9 7950X: 664 ns where each record wakes the reader
 * (lore.kernel.org/bpf/20230719013552.3476856-1-awerner32@gmail.com): to wake the reader is not part of this cost, see `wakingEvery`,
 * nor are other CPUs that write to the same buffer: with eight of them each record took 165 ns in all where one took 22.5 (same source).
 */
export const ringBuffer: OutputCost = {
  kind: "output",
  name: "ring-buffer",
  operations: { output: { nanoseconds: 32.4, interval: [1, 1.63] } },
  conditions: "records of 32 bytes that are written, no reader woken, one writer",
  ...measured,
};
