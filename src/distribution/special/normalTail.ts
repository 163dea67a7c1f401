import erfc from "@stdlib/math-base-special-erfc";
import { scaledErfc } from "./scaledErfc.js";

/** P(Z <= z) of the standard normal Z. */
export function normalTail(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

/** log P(Z <= z). */
export function logNormalTail(z: number): number {
  if (z > 0) return Math.log1p(-normalTail(-z));
  if (z > -1) return Math.log(normalTail(z));
  return Math.log(0.5 * scaledErfc(-z * Math.SQRT1_2)) - 0.5 * z * z;
}
