import type { Distribution } from "../../distribution/distribution.js";
import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import type { FitResult } from "../result.js";
import type { Survey } from "../survey.js";
import { byEquations, needsExact } from "./byEquations.js";
import { lMomentsOfLaw } from "./lMomentsOfLaw.js";
import { sampleLMoments } from "./sampleLMoments.js";

/**
 * The method of L-moments (J. R. M. Hosking, 1990): the law with the mean, the L-scale and, where three parameters are free, the
 * L-skewness of the data; of a symmetric law with a shape, the L-kurtosis. Like moments, but outliers move it little and the
 * law needs a finite mean only.
 */
export function lMoments(family: FittedFamily, survey: Survey, knowledge: Knowledge): FitResult {
  return byEquations(family, survey, knowledge, "l-moments", ({ unit }) => {
    const obstacle = needsExact(survey, false);
    if (obstacle) return obstacle;
    if (family.estimation.domain === "counts") return "the L-moments of counts are not worked out: use mle or moments";
    const { l1, l2, t3, t4 } = sampleLMoments(survey.sample.exact.slice().sort());
    if (!(l2 > 0)) return "all values are equal: they have no L-scale to match";
    const scale = l2 / unit;
    const of = remembered(lMomentsOfLaw);
    return [
      { name: "the mean", residual: (law) => (of(law).l1 - l1 / unit) / scale },
      { name: "the L-scale", residual: (law) => Math.log(of(law).l2 / scale) },
      ...(Number.isNaN(t3) ? [] : [{ name: "the L-skewness", residual: (law: Distribution) => of(law).t3 - t3 }]),
      ...(Number.isNaN(t4) ? [] : [{ name: "the L-kurtosis", residual: (law: Distribution) => of(law).t4 - t4 }]),
    ];
  });
}

/** A function of laws that keeps its last answer: every equation asks for the same one. */
function remembered<Answer>(of: (law: Distribution) => Answer): (law: Distribution) => Answer {
  let last: { readonly law: Distribution; readonly answer: Answer } | undefined;
  return (law) => {
    if (last?.law !== law) last = { law, answer: of(law) };
    return last.answer;
  };
}
