import { gammaQuantile } from "../distribution/special/gammaQuantile.js";
import { studentT } from "../distribution/studentT.js";

/** A ratio of sums with its interval. */
export interface Ratio {
  readonly value: number;
  /** NaN where one pair says nothing of its own spread. */
  readonly low: number;
  readonly high: number;
  /** σ² / R, the variance of counts beside Poisson's; null for fewer than two pairs, or of no counts. */
  readonly dispersion: number | null;
}

/**
 * R = Σ y / Σ x where the variance of y grows with x, as that of what happens in a time grows with its length: the best linear unbiased
 * estimate, with Student's interval R ± t(n - 1) √(σ² / Σ x), σ² = Σ (y - R x)² / x / (n - 1). It is never below 0. Counts vary at least as
 * Poisson's do, σ² = R: where Garwood's interval of their sum is the longer, it is that one.
 *
 * Source: regression through the origin with weights 1 / x; F. Garwood, Biometrika 28, 1936.
 *
 * @param x positive
 * @param counts whether y are counts
 */
export function ratioInterval(y: readonly number[], x: readonly number[], confidence: number, counts: boolean): Ratio {
  const n = y.length;
  const sum = y.reduce((total, each) => total + each, 0);
  const whole = x.reduce((total, each) => total + each, 0);
  const value = sum / whole;
  const variance = y.reduce((total, each, index) => total + (each - value * x[index]!) ** 2 / x[index]!, 0) / (n - 1);
  const away =
    n > 1 ? studentT(n - 1, 0, 1).upperQuantile((1 - confidence) / 2) * Math.sqrt(variance / whole) : Number.NaN;
  const spread = [Math.max(0, value - away), value + away] as const;
  if (!counts) return { value, low: spread[0], high: spread[1], dispersion: null };
  const [low, high] = countInterval(sum, confidence).map((end) => end / whole) as [number, number];
  const ends = high - low > 2 * away || Number.isNaN(away) ? ([low, high] as const) : spread;
  return { value, low: ends[0], high: ends[1], dispersion: n > 1 && sum > 0 ? variance / value : null };
}

/** Garwood's interval for the mean of a Poisson law of which k events were counted: P(K >= k | low) = P(K <= k | high) = α/2. */
export function countInterval(k: number, confidence: number): readonly [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  return [k > 0 ? gammaQuantile(k, tail, false) : 0, gammaQuantile(k + 1, tail, true)];
}
