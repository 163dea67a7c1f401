import { stirlingError } from "./stirlingError.js";

/** log(Γ(x + step) / Γ(x)) for x > 0 and x + step > 0: small when the step is, however large the two are. */
export function logGammaRatio(x: number, step: number): number {
  let from = x;
  let product = 0;
  for (; from < 10 || from + step < 10; from += 1) product -= Math.log1p(step / from);
  const to = from + step;
  // Γ(z) = Γ(z + 1) / z turns Stirling's formula, written for z + 1, into one for z.
  const difference =
    (from - 0.5) * Math.log1p(step / from) + step * (Math.log(to) - 1) + stirlingError(to) - stirlingError(from);
  return product + difference;
}
