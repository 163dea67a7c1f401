import { requireArray } from "../../argument/argument.js";

/** The index of a power-law tail estimated from its largest values. */
export interface HillPoint {
  /** How many of the largest values were used. */
  readonly k: number;
  /** The tail index: P(X > x) falls like x^-alpha, and moments of order alpha and above are infinite. */
  readonly alpha: number;
  /** Of alpha, if the tail is a power law from there on: alpha / √k. */
  readonly standardError: number;
}

/**
 * Hill's estimator (Annals of Statistics 3, 1975) for each of the numbers `ks`: alpha = 1 / mean(log(x_(i) / x_(k + 1))) over the k
 * largest values. Drawn over k it is the Hill plot: where it is level, the tail is a power law.
 *
 * @param values positive at least among the largest, in any order
 * @param ks how many of the largest to use, each from 1 to n - 1; all of them unless given
 * @throws RangeError for a k out of range or a value among the k + 1 largest that is not positive
 */
export function hill(values: ArrayLike<number>, ks?: readonly number[]): HillPoint[] {
  requireArray("hill", "a list of values", values);
  const falling = Float64Array.from(values).sort().reverse();
  const n = falling.length;
  const positive = falling.findLastIndex((value) => value > 0) + 1;
  const wanted = ks ?? Array.from({ length: Math.max(0, positive - 1) }, (_, index) => index + 1);
  const sums = new Float64Array(positive + 1);
  for (let index = 0; index < positive; index += 1) sums[index + 1] = sums[index]! + Math.log(falling[index]!);
  return wanted.map((k) => {
    if (!(Number.isSafeInteger(k) && k >= 1 && k < n))
      throw new RangeError(`hill: k is a whole number from 1 to ${n - 1}, one less than the values; got ${k}`);
    if (k >= positive) throw new RangeError(`hill: only ${positive} values are positive; k = ${k} needs ${k + 1}`);
    const alpha = 1 / (sums[k]! / k - Math.log(falling[k]!));
    return { k, alpha, standardError: alpha / Math.sqrt(k) };
  });
}
