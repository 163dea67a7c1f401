import { batchedLookup, batching } from "./batching.js";
import type { OutputCost } from "./cost.js";
import { measuredHashMap } from "./measuredHashMap.js";
import { requireCount } from "./named.js";

const { cached, interval: inserted } = measuredHashMap.operations.insert;

/**
 * Reports that are put into a hash map, which user space reads `batch` elements at a time: an insertion into a small map and the
 * reading of the element, see `batching`. The reader's time is in it, unlike in that of a buffer.
 *
 * @throws RangeError for what is not a whole number from 1
 */
export function batchedMap(batch: number): OutputCost {
  requireCount("batch", batch);
  const insert = cached!.base;
  const read = batchedLookup(batch);
  const total = Number((insert + read).toPrecision(6));
  const end = (side: 0 | 1): number =>
    (insert * inserted![side] + read * batching.operations.lookup.interval![side]) / total;
  return {
    kind: "output",
    name: `batched-map${batch === 1 ? "" : `:${batch}`}`,
    operations: { output: { nanoseconds: total, interval: [end(0), end(1)] } },
    conditions: `a small map, read ${batch} elements at a time`,
    source: measuredHashMap.source,
    machine: measuredHashMap.machine!,
  };
}
