import { requireArray } from "../../argument/argument.js";

/**
 * The quantile of sorted values by linear interpolation: x at position (n - 1) p, counted from 0 (type 7 of R. J. Hyndman and
 * Y. Fan, American Statistician 50, 1996; the default of R and NumPy).
 *
 * @param sorted the values, rising
 * @param p from 0 to 1
 * @throws RangeError for no values or a p outside [0, 1]
 */
export function sampleQuantile(sorted: ArrayLike<number>, p: number): number {
  requireArray("sampleQuantile", "a list of values", sorted);
  const n = sorted.length;
  if (n === 0) throw new RangeError("a quantile needs at least one value");
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability is between 0 and 1, got ${p}`);
  const position = (n - 1) * p;
  const index = Math.min(Math.floor(position), n - 1);
  const low = sorted[index]!;
  const high = sorted[Math.min(index + 1, n - 1)]!;
  return low + (position - index) * (high - low);
}
