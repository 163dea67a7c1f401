import { leastInteger } from "./leastInteger.js";

/** How far a probability may be off and still count as reached: what the tails themselves are good to. */
const slack = 1e-14;

/**
 * The smallest whole number k with P(X <= k) >= p, or for the upper tail with P(X > k) <= p.
 *
 * @param guess near the answer; it decides the time, not the result
 */
export function discreteQuantile(
  cdf: (k: number) => number,
  survival: (k: number) => number,
  p: number,
  upper: boolean,
  guess: number,
): number {
  if (p === (upper ? 0 : 1)) return Infinity;
  const low = upper ? p > 0.5 : p <= 0.5;
  const least = low === upper ? 1 - p : p;
  return leastInteger(low ? (k) => cdf(k) >= least * (1 - slack) : (k) => survival(k) <= least * (1 + slack), guess);
}
