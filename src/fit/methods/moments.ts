import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import type { FitResult } from "../result.js";
import { outlineOf, type Survey } from "../survey.js";
import { byEquations, needsExact } from "./byEquations.js";

/**
 * The method of moments: the law with the mean of the data, and with their variance (divisor n) where two parameters are free.
 * A parameter that does not move the mean is found from the variance.
 */
export function moments(family: FittedFamily, survey: Survey, knowledge: Knowledge): FitResult {
  return byEquations(family, survey, knowledge, "moments", ({ unit }) => {
    const obstacle = needsExact(survey, true);
    if (obstacle) return obstacle;
    const { mean, variance } = outlineOf(survey, unit);
    if (!(variance > 0)) return "all values are equal: they have no variance to match";
    const spread = Math.sqrt(variance);
    return [
      { name: "the mean", residual: (law) => (law.mean - mean) / spread },
      { name: "the variance", residual: (law) => Math.log(law.variance / variance) },
    ];
  });
}
