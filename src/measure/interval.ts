import betaincinv from "@stdlib/math-base-special-betaincinv";
import { finiteValues } from "./finiteValues.js";
import { deviationProduct, meanOf } from "./moments.js";

/** A mean with the interval that holds the true one with a given confidence. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Half the length of the interval; NaN for a single value, which says nothing about its own spread. */
  readonly halfWidth: number;
  /** The number of values. */
  readonly n: number;
}

/**
 * Student's interval for the mean of independent, roughly normal values: mean ± t(1 - α/2, n - 1) s / √n.
 *
 * @param confidence 1 - α, between 0 and 1; 0.95 unless given
 * @throws RangeError where there are no values, one of them is not finite, or the confidence is out of range
 */
export function meanInterval(values: Iterable<number>, confidence = 0.95): MeanInterval {
  const all = finiteValues(values, "an interval", 1);
  requireConfidence(confidence);
  const n = all.length;
  const mean = meanOf(all);
  const variance = deviationProduct(all, all) / (n - 1);
  const halfWidth = n > 1 ? studentQuantile(1 - confidence, n - 1) * Math.sqrt(variance / n) : Number.NaN;
  return { mean, low: mean - halfWidth, high: mean + halfWidth, halfWidth, n };
}

/** @throws RangeError for a confidence that is not between 0 and 1, such as one in percent */
export function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: expected a number between 0 and 1, got ${confidence}`);
}

/** The t that |T| exceeds with probability `alpha`, by the incomplete beta function: ν / (ν + T²) is beta(ν/2, 1/2). */
function studentQuantile(alpha: number, degreesOfFreedom: number): number {
  const x = betaincinv(alpha, degreesOfFreedom / 2, 0.5);
  return Math.sqrt((degreesOfFreedom * (1 - x)) / x);
}
