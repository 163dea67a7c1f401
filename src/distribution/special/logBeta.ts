import gammaln from "@stdlib/math-base-special-gammaln";
import { halfLogTwoPi } from "./halfLogTwoPi.js";
import { logGammaRatio } from "./logGammaRatio.js";
import { stirlingError } from "./stirlingError.js";

/** log B(a, b) = log(Γ(a) Γ(b) / Γ(a + b)). */
export function logBeta(a: number, b: number): number {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  if (low < 10) return gammaln(low) - logGammaRatio(high, low);
  return (
    halfLogTwoPi -
    0.5 * Math.log(high) +
    (low - 0.5) * Math.log(low / (low + high)) -
    high * Math.log1p(low / high) +
    stirlingError(low) +
    stirlingError(high) -
    stirlingError(low + high)
  );
}
