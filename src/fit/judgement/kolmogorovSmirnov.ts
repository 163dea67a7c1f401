import { requireArray, requireObject } from "../../argument/argument.js";
import type { Distribution } from "../../distribution/distribution.js";

/** As much as a distribution function may fall where it should rise, by rounding. */
const rounding = 1e-9;

/**
 * The Kolmogorov-Smirnov statistic: the largest distance between P(X <= x) and the share of the values up to x, from 0 to 1.
 * Where values of the law have a probability of their own, the law steps there too, and what is compared is what both were
 * before the step and after it.
 *
 * Not every value is looked at: both functions rise, so between two values neither leaves the range that they have there, and where
 * that range holds no distance above the largest so far, nothing within does. Of n values about √n are left.
 *
 * @param sorted the values, rising
 */
export function kolmogorovSmirnov(sorted: ArrayLike<number>, distribution: Distribution): number {
  requireArray("kolmogorovSmirnov", "a list of values", sorted);
  requireObject("kolmogorovSmirnov", "a distribution", distribution, "cdf");
  const n = sorted.length;
  let largest = 0;
  /** Stretches of values not yet looked at, by fours: the first, the one after the last, P(X <= x) before and after them. */
  let stretches = [0, n, 0, 1];
  // Level by level, the widest first: so the largest distance is soon nearly known.
  while (stretches.length > 0) {
    const narrower: number[] = [];
    for (let each = 0; each < stretches.length; each += 4) {
      const from = stretches[each]!;
      const to = stretches[each + 1]!;
      const before = stretches[each + 2]!;
      const after = stretches[each + 3]!;
      if (Math.max(to / n - before, after - from / n) + rounding < largest) continue;
      const middle = (from + to) >>> 1;
      const x = sorted[middle]!;
      let first = middle;
      while (first > from && sorted[first - 1] === x) first -= 1;
      let next = middle + 1;
      while (next < to && sorted[next] === x) next += 1;
      const upTo = distribution.cdf(x);
      const below = distribution.isAtom(x) ? upTo - distribution.pdf(x) : upTo;
      largest = Math.max(largest, Math.abs(next / n - upTo), Math.abs(below - first / n));
      if (first > from) narrower.push(from, first, before, upTo);
      if (to > next) narrower.push(next, to, upTo, after);
    }
    stretches = narrower;
  }
  return largest;
}
