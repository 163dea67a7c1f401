import { meanOf } from "../measure/moments.js";

/** A straight line through values at the places 0 … n - 1, by least squares. */
export interface Line {
  /** At the place 0. */
  readonly intercept: number;
  /** Per place. */
  readonly slope: number;
  /** What the line leaves. */
  readonly residuals: Float64Array;
  /** Σ residual². */
  readonly squares: number;
  /** Σ (place - mean place)². */
  readonly spread: number;
}

/** @param values at least 2 */
export function lineThrough(values: Float64Array): Line {
  const n = values.length;
  const middle = (n - 1) / 2;
  // Exact for equal values, so that a constant leaves residuals of 0.
  const mean = meanOf(values);
  let product = 0;
  for (let index = 0; index < n; index += 1) product += (index - middle) * (values[index]! - mean);
  const spread = (n * (n * n - 1)) / 12;
  const slope = product / spread;
  const intercept = mean - slope * middle;
  const residuals = values.map((value, index) => value - intercept - slope * index);
  let squares = 0;
  for (const residual of residuals) squares += residual * residual;
  return { intercept, slope, residuals, squares, spread };
}
