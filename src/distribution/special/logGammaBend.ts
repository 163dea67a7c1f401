import gammaln from "@stdlib/math-base-special-gammaln";
import trigamma from "@stdlib/math-base-special-trigamma";
import { integrate } from "./integrate.js";

/**
 * log(Γ(x - step) Γ(x + step) / Γ(x)²) for 0 <= step < x: variances of laws whose moments are gamma functions need it,
 * and it is far smaller than its parts when the step is.
 */
export function logGammaBend(x: number, step: number): number {
  if (step > 0.5 * x) return gammaln(x - step) + gammaln(x + step) - 2 * gammaln(x);
  const integrand = (t: number): number => (1 - t) * (trigamma(x - step * t) + trigamma(x + step * t));
  return step * step * integrate(integrand, 0, 1);
}
