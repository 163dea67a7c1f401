import type { Cost, OperationCost } from "./cost.js";
import { measured } from "./measured.js";

/** What one element takes of its batch, each + call / batch, ns. */
export interface BatchedCost extends OperationCost {
  readonly each: number;
  readonly call: number;
}

export const batchedCost = (each: number, call: number, interval: readonly [number, number]): BatchedCost => ({
  nanoseconds: `${each} + ${call} / batch`,
  interval,
  each,
  call,
});

/**
 * Reading and writing a hash map from user space with the batched calls, each element of a `batch` of so many: what an element takes
 * and its share of the call, each + call / batch. A lookup takes 296 ns and the call 992 ns, an update 525 ns and 837 ns.
 *
 * From techniques.csv, each the best of three: an element is the median of the batches of 64 and more, the call what a batch of
 * one takes beside it. Interval: all batches measured, from 1 to 65,536. Published for another machine: 1,346 ns
 * for a lookup alone, 342 ns in a batch of 10, 295 ns in one of 1,000 (lore.kernel.org/bpf/20190829064517.2751629-1-yhs@fb.com).
 */
export const batching: Cost & { readonly operations: Readonly<Record<"lookup" | "update", BatchedCost>> } = {
  name: "batching",
  operations: {
    lookup: batchedCost(295.9, 991.7, [0.72, 1.53]),
    update: batchedCost(525.3, 836.9, [0.89, 1.31]),
  },
  validity: { batch: [1, 65_536] },
  conditions: "a hash map u32 -> u64, read from its beginning or written in any order",
  ...measured,
};
