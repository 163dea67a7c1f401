import gammaln from "@stdlib/math-base-special-gammaln";

const eulerGamma = 0.5772156649015329;

/** log Γ(1 + x), accurate where 1 + x rounds x away. */
export function logGammaOnePlus(x: number): number {
  const sum = 1 + x;
  if (Math.abs(x) > 0.5) return gammaln(sum);
  const near = sum - 1;
  // What was lost in the sum, times the slope there, digamma(1 + x).
  return gammaln(sum) + (x - near) * (-eulerGamma + near * 1.6449340668482264);
}
