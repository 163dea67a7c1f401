import { requireArray } from "../../argument/argument.js";

/**
 * The weight of evidence for each of several models by its AIC: exp(-Δ/2) over their sum, with Δ the distance to the lowest
 * (H. Akaike, 1978; K. P. Burnham and D. R. Anderson, 2002). A model without an AIC (NaN) has none.
 */
export function akaikeWeights(aics: readonly number[]): number[] {
  requireArray("akaikeWeights", "a list of AICs", aics);
  const best = aics.reduce((least, aic) => (aic < least ? aic : least), Infinity);
  const relative = aics.map((aic) => (Number.isNaN(aic) ? 0 : aic === best ? 1 : Math.exp((best - aic) / 2)));
  const sum = relative.reduce((total, each) => total + each, 0);
  return relative.map((each) => (sum > 0 ? each / sum : 0));
}
