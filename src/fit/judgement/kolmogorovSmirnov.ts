import type { Distribution } from "../../distribution/distribution.js";

/**
 * The Kolmogorov-Smirnov statistic: the largest distance between P(X <= x) and the share of the values up to x, from 0 to 1.
 * Where values of the law have a probability of their own, the law steps there too, and what is compared is what both were
 * before the step and after it.
 *
 * @param sorted the values, rising
 */
export function kolmogorovSmirnov(sorted: ArrayLike<number>, distribution: Distribution): number {
  const n = sorted.length;
  let largest = 0;
  for (let index = 0; index < n; ) {
    const x = sorted[index]!;
    let next = index + 1;
    while (next < n && sorted[next] === x) next += 1;
    const upTo = distribution.cdf(x);
    const below = distribution.isAtom(x) ? upTo - distribution.pdf(x) : upTo;
    largest = Math.max(largest, Math.abs(next / n - upTo), Math.abs(below - index / n));
    index = next;
  }
  return largest;
}
