import { gammaQuantile } from "../distribution/special/gammaQuantile.js";
import { meanInterval } from "../measure/interval.js";

/** A ratio of sums with its interval. */
export interface Ratio {
  readonly value: number;
  /** NaN where one pair says nothing of its own spread. */
  readonly low: number;
  readonly high: number;
  /** Σ (y - R x)² / (R x) / (n - 1): the variance of counts y beside Poisson's; null for fewer than two pairs, or of no counts. */
  readonly dispersion: number | null;
}

/**
 * R = Σ y / Σ x with Student's interval from the spread of y - R x, which has the mean 0: R ± t(n - 1) s / √n / mean x. It is never below
 * 0. Counts vary at least as Poisson's do: where Garwood's interval of their sum is the longer, it is that one.
 *
 * Source: W. G. Cochran, Sampling Techniques, 3rd edition, 1977, section 6.3; F. Garwood, Biometrika 28, 1936.
 *
 * @param x positive
 * @param counts whether y are counts
 */
export function ratioInterval(y: readonly number[], x: readonly number[], confidence: number, counts: boolean): Ratio {
  const n = y.length;
  const sum = y.reduce((total, each) => total + each, 0);
  const whole = x.reduce((total, each) => total + each, 0);
  const value = sum / whole;
  const deviations = y.map((each, index) => each - value * x[index]!);
  const away = (meanInterval(deviations, confidence).halfWidth * n) / whole;
  const spread = [Math.max(0, value - away), value + away] as const;
  if (!counts) return { value, low: spread[0], high: spread[1], dispersion: null };
  const dispersion =
    n > 1 && sum > 0
      ? deviations.reduce((total, each, index) => total + each ** 2 / (value * x[index]!), 0) / (n - 1)
      : null;
  const [low, high] = countInterval(sum, confidence).map((end) => end / whole) as [number, number];
  const ends = high - low > 2 * away || Number.isNaN(away) ? ([low, high] as const) : spread;
  return { value, low: ends[0], high: ends[1], dispersion };
}

/** Garwood's interval for the mean of a Poisson law of which k events were counted: P(K >= k | low) = P(K <= k | high) = α/2. */
export function countInterval(k: number, confidence: number): readonly [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  return [k > 0 ? gammaQuantile(k, tail, false) : 0, gammaQuantile(k + 1, tail, true)];
}
