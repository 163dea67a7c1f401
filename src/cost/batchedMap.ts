import { batching } from "./batching.js";
import type { MapCost, OutputCost } from "./cost.js";
import { type CostProfile, costOfProfile } from "./costProfile.js";
import { measuredHashMap } from "./measuredHashMap.js";
import { requireCount } from "./named.js";

/**
 * Reports that are put into a hash map, which user space reads `batch` elements at a time: an insertion into a small map and the
 * reading of the element, see `batching`. The reader's time is in it, unlike in that of a buffer.
 *
 * @param profile of the machine; that of the default costs unless given
 * @throws RangeError for what is not a whole number from 1
 */
export function batchedMap(batch: number, profile?: CostProfile): OutputCost {
  requireCount("batch", batch);
  const map = costOfProfile<MapCost>(profile, measuredHashMap.name) ?? measuredHashMap;
  const { lookup } = (costOfProfile<typeof batching>(profile, batching.name) ?? batching).operations;
  const { cached, interval: inserted = [1, 1] } = map.operations.insert;
  const insert = cached!.base;
  const read = lookup.each + lookup.call / batch;
  const total = Number((insert + read).toPrecision(6));
  const end = (side: 0 | 1): number => (insert * inserted[side] + read * (lookup.interval ?? [1, 1])[side]) / total;
  return {
    kind: "output",
    name: `batched-map${batch === 1 ? "" : `:${batch}`}`,
    operations: { output: { nanoseconds: total, interval: [end(0), end(1)] } },
    conditions: `a small map, read ${batch} elements at a time`,
    source: map.source,
    ...(map.machine === undefined ? {} : { machine: map.machine }),
  };
}
