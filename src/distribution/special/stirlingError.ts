import gammaln from "@stdlib/math-base-special-gammaln";
import { halfLogTwoPi } from "./halfLogTwoPi.js";

/** log Γ(x + 1) - (x + ½) log x + x - ½ log(2π): what Stirling's formula leaves out, for x > 0. */
export function stirlingError(x: number): number {
  if (x < 10) return gammaln(x + 1) - (x + 0.5) * Math.log(x) + x - halfLogTwoPi;
  const square = 1 / (x * x);
  let sum = -0.029550653594771242;
  sum = sum * square + 1 / 156;
  sum = sum * square - 691 / 360360;
  sum = sum * square + 1 / 1188;
  sum = sum * square - 1 / 1680;
  sum = sum * square + 1 / 1260;
  sum = sum * square - 1 / 360;
  sum = sum * square + 1 / 12;
  return sum / x;
}
