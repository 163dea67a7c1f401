import type { MapCost } from "./cost.js";

/**
 * The article's hash map: factor 1 + (records / 1024)². It has no bound: the article's author calls it an approximation, chosen
 * so that the cost is felt from about a thousand records on.
 */
export const hashMap: MapCost = {
  name: "hash",
  factor: "1 + (records / 1024)^2",
  source: "D. Dolgov, Running Fast and Slow: Experiments with BPF Program Performance, P99 CONF 2023",
};
