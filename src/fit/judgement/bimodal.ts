import type { FitWarning } from "../result.js";
import { dip } from "./dip.js";
import { dipSurvival } from "./dipLaw.js";

/** The level of the test, low because it is applied to every set of data. */
const level = 0.01;

/**
 * Warns where values have more than one mode, by Hartigans' dip test at 1 %: a single family then describes none of the groups.
 *
 * @param sorted the values, rising
 */
export function bimodal(sorted: ArrayLike<number>): FitWarning | undefined {
  if (sorted.length < 10) return undefined;
  const depth = dip(sorted);
  const pValue = dipSurvival(sorted.length, depth);
  if (pValue > level) return undefined;
  return {
    code: "bimodal",
    message: `the values have more than one mode (dip ${depth.toPrecision(3)}, p ${pValue <= 0.001 ? "≤ 0.001" : `= ${pValue.toPrecision(2)}`}): consider a mixture, as in fitMixture`,
  };
}
