import { gammaTail, logGammaTerm } from "./gammaTail.js";
import { logGammaOnePlus } from "./logGammaOnePlus.js";
import { normalQuantile } from "./normalQuantile.js";
import { solveTail } from "./solveTail.js";

/** The x at which the lower tail of the gamma law with scale 1, or its upper tail, is p. */
export function gammaQuantile(shape: number, p: number, upper: boolean): number {
  if (p === (upper ? 1 : 0)) return 0;
  if (p === (upper ? 0 : 1)) return Infinity;
  // 1 - p is exact where p > ½, and the smaller tail is the better conditioned.
  if (p > 0.5) return gammaQuantile(shape, 1 - p, !upper);
  const logP = Math.log(p);
  return solveTail(
    (x) => gammaTail(shape, x, upper, true),
    (x) => logGammaTerm(shape, x) + Math.log(shape / x),
    logP,
    !upper,
    guess(shape, upper ? Math.log1p(-p) : logP, p, upper),
  );
}

function guess(shape: number, logLower: number, p: number, upper: boolean): number {
  const z = upper ? -normalQuantile(p) : normalQuantile(p);
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  // Wilson and Hilferty's (1931) where it holds, else the first term of the lower tail.
  if (shape > 0.5 && cube > 0.3) return shape * cube * cube * cube;
  return Math.exp((logLower + logGammaOnePlus(shape)) / shape);
}
