import { normalTail } from "../distribution/special/normalTail.js";
import { deviationProduct } from "./moments.js";

/** What von Neumann's test says of values in their order. */
export interface VonNeumann {
  /** Σ (x(i + 1) - x(i))² / Σ (x(i) - mean)²: near 2 for independent values, near 0 where neighbours are alike. */
  readonly ratio: number;
  /** The probability of a ratio so low or lower, were the values independent. */
  readonly pValue: number;
}

/**
 * Von Neumann's test of independence against positive correlation of neighbours (Annals of Mathematical Statistics 12, 1941),
 * as used for batch means by G. S. Fishman, "Grouping observations in digital simulation" (Management Science 24, 1978).
 *
 * Of b independent normal values, 1 - ratio/2 has mean 0 and variance (b - 2) / (b² - 1) and is close to normal from b = 8 on.
 * NaN for constant values.
 *
 * @param values at least 3
 */
export function vonNeumann(values: Float64Array): VonNeumann {
  const b = values.length;
  let steps = 0;
  for (let index = 1; index < b; index += 1) steps += (values[index]! - values[index - 1]!) ** 2;
  const ratio = steps / deviationProduct(values, values);
  const z = (1 - ratio / 2) * Math.sqrt((b * b - 1) / (b - 2));
  return { ratio, pValue: normalTail(-z) };
}
