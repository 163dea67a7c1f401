import { requireArray } from "../../argument/argument.js";

/** Mean, scale and shape from linear combinations of sorted values, which outliers move little. */
export interface LMoments {
  /** The mean, in the unit of the values. */
  readonly l1: number;
  /** Half the mean distance of two values, in their unit. */
  readonly l2: number;
  /** Skewness: the third over the second, from -1 to 1. */
  readonly t3: number;
  /** Kurtosis: the fourth over the second, from -1/4 to 1. */
  readonly t4: number;
}

/**
 * The unbiased L-moments of a sample, by probability-weighted moments b_r = mean of x_(i) C(i - 1, r) / C(n - 1, r)
 * (J. R. M. Hosking, Journal of the Royal Statistical Society B 52, 1990). A ratio that needs more values than there are is
 * NaN.
 *
 * @param sorted the values, rising
 * @throws RangeError for no values
 */
export function sampleLMoments(sorted: ArrayLike<number>): LMoments {
  requireArray("sampleLMoments", "a list of values", sorted);
  const n = sorted.length;
  if (n === 0) throw new RangeError("L-moments need at least one value");
  // Sums of distances to one value, since the higher moments do not depend on where 0 is.
  const origin = sorted[n >> 1]!;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let index = 0; index < n; index += 1) {
    const x = sorted[index]! - origin;
    const first = n > 1 ? index / (n - 1) : Number.NaN;
    const second = n > 2 ? (first * (index - 1)) / (n - 2) : Number.NaN;
    const third = n > 3 ? (second * (index - 2)) / (n - 3) : Number.NaN;
    b0 += x;
    b1 += first * x;
    b2 += second * x;
    b3 += third * x;
  }
  const l2 = (2 * b1 - b0) / n;
  return {
    l1: origin + b0 / n,
    l2,
    t3: (6 * b2 - 6 * b1 + b0) / n / l2,
    t4: (20 * b3 - 30 * b2 + 12 * b1 - b0) / n / l2,
  };
}
