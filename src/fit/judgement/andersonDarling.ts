import { requireArray, requireObject } from "../../argument/argument.js";
import type { Distribution } from "../../distribution/distribution.js";

/**
 * The Anderson-Darling statistic: -n - Σ (2i - 1)/n (log P(X <= x_(i)) + log P(X > x_(n + 1 - i))), the squared distance of the
 * distribution functions in units of its own spread, so that the tails count as much as the middle. Infinity where a value lies at
 * an end of the support, as the smallest does in a Pareto law fitted to it.
 *
 * @param sorted the values, rising
 */
export function andersonDarling(sorted: ArrayLike<number>, distribution: Distribution): number {
  requireArray("andersonDarling", "a list of values", sorted);
  requireObject("andersonDarling", "a distribution", distribution, "cdf");
  const n = sorted.length;
  let sum = 0;
  for (let index = 0; index < n; index += 1) {
    const x = sorted[index]!;
    // Each value is the i-th from below and the (n + 1 - i)-th from above.
    sum += (2 * index + 1) * distribution.logCdf(x) + (2 * (n - index) - 1) * distribution.logSurvival(x);
  }
  return -n - sum / n;
}
