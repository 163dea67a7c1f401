import erfcinv from "@stdlib/math-base-special-erfcinv";
import { halfLogTwoPi } from "./halfLogTwoPi.js";
import { logNormalTail } from "./normalTail.js";

/** The z with P(Z <= z) = p of the standard normal Z. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return -Infinity;
  const start = -Math.SQRT2 * erfcinv(2 * p);
  // One step of Newton on the logarithm mends the last digits, which erfcinv leaves open to 6e-14.
  if (p > 0.25) return start;
  const logTail = logNormalTail(start);
  return start - (logTail - Math.log(p)) * Math.exp(logTail + 0.5 * start * start + halfLogTwoPi);
}
