import { requireArray, requireObject } from "../../argument/argument.js";
import type { Distribution } from "../../distribution/distribution.js";

/**
 * The Cramér-von Mises statistic: 1/(12n) + Σ (P(X <= x_(i)) - (i - ½)/n)², the squared distance of the distribution functions,
 * summed over the whole range.
 *
 * @param sorted the values, rising
 */
export function cramerVonMises(sorted: ArrayLike<number>, distribution: Distribution): number {
  requireArray("cramerVonMises", "a list of values", sorted);
  requireObject("cramerVonMises", "a distribution", distribution, "cdf");
  const n = sorted.length;
  let sum = 1 / (12 * n);
  for (let index = 0; index < n; index += 1) sum += (distribution.cdf(sorted[index]!) - (index + 0.5) / n) ** 2;
  return sum;
}
