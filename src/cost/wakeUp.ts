import type { OperationCost, OutputCost } from "./cost.js";
import { requireCount } from "./named.js";

/**
 * To wake the reader of a buffer: 651 ns, what a ring buffer takes more for a record when each one wakes it, 664 ns, than when one in 1,000
 * does, 13.3 ns (AMD Ryzen 9 7950X; lore.kernel.org/bpf/20230719013552.3476856-1-awerner32@gmail.com).
 *
 * Interval: 973 ns for the perf buffer of a Xeon E5-2680 v4, 1,074 ns against 101 ns (A. Nakryiko, BPF ringbuf and perfbuf benchmarks,
 * 2020). The reader's own time is not in it.
 */
export const wakeUp = { nanoseconds: 651, interval: [1, 1.5] } as const satisfies OperationCost;

const source = "lore.kernel.org/bpf/20230719013552.3476856-1-awerner32@gmail.com for the wake-up";

/**
 * A buffer whose reader is woken once in so many records: output + wake-up / records. A buffer with default settings wakes its reader
 * for each record that finds it asleep, `every` 1: whoever reports seldom, as `runqslower` does, pays that each time.
 *
 * @throws RangeError for what is not a whole number from 1
 */
export function wakingEvery(output: OutputCost, records: number): OutputCost {
  requireCount("wakingEvery", records);
  const { nanoseconds, interval = [1, 1] } = output.operations.output;
  if (typeof nanoseconds !== "number")
    throw new RangeError(`wakingEvery: expected an output with a constant cost, got ${nanoseconds}`);
  const total = Number((nanoseconds + wakeUp.nanoseconds / records).toPrecision(6));
  const end = (side: 0 | 1): number =>
    (nanoseconds * interval[side] + (wakeUp.nanoseconds / records) * wakeUp.interval[side]) / total;
  return {
    kind: "output",
    name: `${output.name}-wake-up${records === 1 ? "" : `:${records}`}`,
    operations: { output: { nanoseconds: total, interval: [Math.min(1, end(0)), Math.max(1, end(1))] } },
    conditions: `records of 32 bytes, one in ${records} wakes the reader, whose own time is not in it`,
    source: `${output.source}; ${source}`,
  };
}
