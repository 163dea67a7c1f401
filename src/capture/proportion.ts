import betaincinv from "@stdlib/math-base-special-betaincinv";

/** From a low to a high value. */
export type Interval = readonly [low: number, high: number];

/**
 * The interval of Clopper and Pearson for the probability p behind k of n: P(K >= k | low) = P(K <= k | high) = α/2, by quantiles of
 * beta(k, n - k + 1) and beta(k + 1, n - k). It holds p at least as often as it says. Counts that were weighed need not be whole.
 *
 * Source: C. J. Clopper, E. S. Pearson, Biometrika 26, 1934.
 *
 * @param confidence 1 - α
 */
export function proportionInterval(k: number, n: number, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  const low = k <= 0 ? 0 : betaincinv(tail, k, n - k + 1);
  const high = k >= n ? 1 : betaincinv(1 - tail, k + 1, n - k);
  return [low, high];
}
