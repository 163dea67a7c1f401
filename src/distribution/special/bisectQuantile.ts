import type { Law } from "../distribution.js";
import { leastNumber } from "./leastNumber.js";

/** How far a probability may be off and still count as reached where there are jumps: what the tails are good to. */
const slack = 1e-14;

/** The quantile of a law that has only its tails, or its upper quantile, within a bracket that is known to hold it. */
export function bisectQuantile(
  law: Pick<Law, "cdf" | "survival" | "support" | "kind">,
  p: number,
  upper: boolean,
  low: number = law.support[0],
  high: number = law.support[1],
): number {
  if (p === (upper ? 1 : 0)) return law.support[0];
  if (p === (upper ? 0 : 1)) return law.support[1];
  const byLowerTail = upper ? p > 0.5 : p <= 0.5;
  const least = byLowerTail === upper ? 1 - p : p;
  const play = law.kind === undefined || law.kind === "continuous" ? 0 : slack;
  return byLowerTail
    ? leastNumber((x) => law.cdf(x) >= least * (1 - play), low, high)
    : leastNumber((x) => law.survival(x) <= least * (1 + play), low, high);
}
