import type { MapCost } from "./cost.js";
import type { CostProfile } from "./costProfile.js";
import { createdTaskStorage } from "./createdTaskStorage.js";
import { hashMap } from "./hashMap.js";
import { lruHash } from "./lruHash.js";
import { measuredHashMap } from "./measuredHashMap.js";
import { measuredTaskStorage } from "./measuredTaskStorage.js";
import { byName, named } from "./named.js";
import { perCpuHash } from "./perCpuHash.js";
import { taskStorage } from "./taskStorage.js";

/** Every map cost by its name; a new one is one line here. */
export const mapCosts: ReadonlyMap<string, MapCost> = byName<MapCost>([
  hashMap,
  taskStorage,
  measuredHashMap,
  measuredTaskStorage,
  createdTaskStorage,
  lruHash,
  perCpuHash,
]);

/** @throws RangeError that lists the names where there is no map of this one. */
export function mapCost(choice: string | MapCost, profile?: CostProfile): MapCost {
  return named("map", mapCosts, choice, profile);
}
