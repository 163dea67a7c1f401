import betaincinv from "@stdlib/math-base-special-betaincinv";

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
  const all = Float64Array.from(values);
  if (all.length === 0) throw new RangeError("an interval needs at least one value");
  const wrong = all.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new RangeError(`value ${wrong} is ${all[wrong]}; an interval needs finite values`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: expected a number between 0 and 1, got ${confidence}`);
  const n = all.length;
  const mean = all.reduce((sum, value) => sum + value, 0) / n;
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const halfWidth = n > 1 ? studentQuantile(1 - confidence, n - 1) * Math.sqrt(variance / n) : Number.NaN;
  return { mean, low: mean - halfWidth, high: mean + halfWidth, halfWidth, n };
}

/** The t that |T| exceeds with probability `alpha`, by the incomplete beta function: ν / (ν + T²) is beta(ν/2, 1/2). */
function studentQuantile(alpha: number, degreesOfFreedom: number): number {
  const x = betaincinv(alpha, degreesOfFreedom / 2, 0.5);
  return Math.sqrt((degreesOfFreedom * (1 - x)) / x);
}
