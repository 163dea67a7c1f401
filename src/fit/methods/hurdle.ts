import { truncated } from "../../distribution/truncated.js";
import { zeroInflated } from "../../distribution/zeroInflated.js";
import { maximumLikelihood } from "../estimate.js";
import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import { type FitResult, withoutEstimate } from "../result.js";
import { type Survey, surveyOf } from "../survey.js";
import { needsExact } from "./byEquations.js";
import { compositeResult } from "./composite.js";

/**
 * A hurdle model by maximum likelihood: values are 0 with probability `pZero`, the share of zeros in the data, and follow the family
 * above 0 otherwise; of a family of counts, the part of it above 0.
 */
export function hurdle(family: FittedFamily, survey: Survey, knowledge: Knowledge): FitResult {
  const n = survey.sample.size;
  const parts = withoutZeros(family, survey);
  if (typeof parts === "string") return withoutEstimate(family.family, "hurdle", "invalid-data", `hurdle: ${parts}`, n);
  const { zeros, rest, isCount } = parts;
  const above = maximumLikelihood(family, rest, knowledge);
  if (!above.distribution || !above.parameters) return { ...above, method: "hurdle" };
  const pZero = zeros / n;
  const others = n - zeros;
  const { order, matrix } = above.covariance ?? { order: [], matrix: [] };
  return compositeResult({
    family,
    method: "hurdle",
    status: above.converged ? "converged" : "boundary",
    distribution: zeroInflated(pZero, isCount ? truncated(above.distribution, 0, Infinity) : above.distribution),
    parameters: { pZero, ...above.parameters },
    // The two parts of the likelihood have nothing in common.
    covariance: above.covariance && {
      order: ["pZero", ...order],
      matrix: [[(pZero * (1 - pZero)) / n, ...order.map(() => 0)], ...matrix.map((row) => [0, ...row])],
    },
    logLikelihood: zeros * Math.log(pZero) + others * Math.log(others / n) + above.logLikelihood,
    k: above.k + 1,
    n,
    warnings: above.warnings,
    words: `0 with probability ${Number(pZero.toPrecision(4))}, otherwise above 0:`,
  });
}

/** The zeros of a sample, and a survey of the rest. */
export function withoutZeros(
  { estimation }: FittedFamily,
  survey: Survey,
): { zeros: number; rest: Survey; isCount: boolean } | string {
  const { sample } = survey;
  const obstacle = needsExact(survey, true);
  if (obstacle || !sample.complete) return obstacle ?? "it needs complete data, without censoring or truncation";
  const isZero = (value: number): boolean => value === 0;
  const weightOf = (index: number): number => sample.weights?.[index] ?? 1;
  let zeros = 0;
  for (const [index, value] of sample.exact.entries()) if (isZero(value)) zeros += weightOf(index);
  if (zeros === 0) return "there is no 0 among the values";
  if (zeros === sample.size) return "every value is 0";
  const isCount = estimation.domain === "counts";
  const rest = surveyOf({
    ...sample,
    exact: sample.exact.filter((value) => !isZero(value)),
    weights: sample.weights?.filter((_, index) => !isZero(sample.exact[index]!)),
    lower: isCount ? 0 : -Infinity,
    size: sample.size - zeros,
    complete: !isCount,
  });
  return { zeros, rest, isCount };
}
