import type { Domain } from "../distribution/estimation.js";

/** The ends of what a family can produce. */
export function domainRange(domain: Domain): readonly [low: number, high: number] {
  return domain === "real" ? [-Infinity, Infinity] : domain === "unit" ? [0, 1] : [0, Infinity];
}
