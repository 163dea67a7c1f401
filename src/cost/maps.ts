import type { MapCost } from "./cost.js";
import { hashMap } from "./hashMap.js";
import { measuredHashMap } from "./measuredHashMap.js";
import { measuredTaskStorage } from "./measuredTaskStorage.js";
import { taskStorage } from "./taskStorage.js";

// A new one is one line here.
const known: readonly MapCost[] = [hashMap, taskStorage, measuredHashMap, measuredTaskStorage];

/** Every map cost by its name. */
export const mapCosts: ReadonlyMap<string, MapCost> = new Map(known.map((cost) => [cost.name, cost]));

/** @throws RangeError that lists the names where there is no map of this one. */
export function mapCost(name: string): MapCost {
  const cost = mapCosts.get(name);
  if (!cost) throw new RangeError(`map: unknown map "${name}"; known: ${[...mapCosts.keys()].join(", ")}`);
  return cost;
}
