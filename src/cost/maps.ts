import type { MapCost } from "./cost.js";
import { hashMap } from "./hashMap.js";
import { taskStorage } from "./taskStorage.js";

/** Every map cost by its name. A new one is one line here. */
export const mapCosts: ReadonlyMap<string, MapCost> = new Map([hashMap, taskStorage].map((cost) => [cost.name, cost]));

/** @throws RangeError that lists the names where there is no map of this one. */
export function mapCost(name: string): MapCost {
  const cost = mapCosts.get(name);
  if (!cost) throw new RangeError(`map: unknown map "${name}"; known: ${[...mapCosts.keys()].join(", ")}`);
  return cost;
}
