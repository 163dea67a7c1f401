import type { MapCost } from "./cost.js";

const factor = "1 + (records / 1024)^2";

/**
 * The article's hash map: factor 1 + (records / 1024)². It has no bound: the article's author calls it an approximation, chosen
 * so that the cost is felt from about a thousand records on. For what a hash map was measured to cost see `measuredHashMap`.
 *
 * To insert is all that the program does at a wake-up, 400 ns times the factor; to look up and delete all that it does at a
 * switch, 200 ns times the factor. The article's figure runs up to 2,000 processes.
 */
export const hashMap: MapCost = {
  kind: "map",
  name: "hash",
  factor,
  operations: {
    insert: { nanoseconds: `400 * (${factor})` },
    lookupAndDelete: { nanoseconds: `200 * (${factor})` },
  },
  validity: { records: [0, 2000] },
  conditions: "an assumption: the whole bookkeeping of the program, not the map alone",
  source: "D. Dolgov, Running Fast and Slow: Experiments with BPF Program Performance, P99 CONF 2023",
};
