import { families } from "../distribution/families.js";
import { shifted } from "../distribution/shifted.js";
import type { Sample } from "./data.js";
import type { FittedFamily, Knowledge } from "./fittedFamily.js";
import { type FitResult, resultOf } from "./result.js";
import { type Survey, surveyOf } from "./survey.js";

/**
 * The limit of the family that is at least as likely as what was found inside.
 *
 * @param height the log-likelihood found inside
 * @param k how many parameters are free
 * @param maximum of the likelihood of a family
 */
export function limitOf(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  height: number,
  k: number,
  maximum: (family: FittedFamily, survey: Survey, knowledge: Knowledge) => FitResult,
): FitResult | undefined {
  if (Object.keys(knowledge.fixed).length > 0 || Object.keys(knowledge.bounds).length > 0) return undefined;
  const threshold = survey.sample.lower;
  for (const limit of family.estimation.limits ?? []) {
    const law = families.get(limit.family) as FittedFamily | undefined;
    if (!law?.estimation || (limit.threshold && threshold === -Infinity)) continue;
    const from = limit.threshold === "from";
    if (from && !(threshold > 0)) continue;
    const seen = limit.threshold === "excess" ? surveyOf(excessesOf(survey.sample)) : survey;
    const found = maximum(law, seen, {
      fixed: { ...limit.held, ...(from && { xm: threshold }) },
      bounds: {},
    });
    if (!found.distribution || !(found.logLikelihood >= height - 1e-6 * Math.max(1, Math.abs(height)))) continue;
    const distribution = limit.threshold === "excess" ? shifted(found.distribution, threshold) : found.distribution;
    return resultOf({
      family,
      method: "mle",
      status: "boundary",
      values: limit.parameters(Object.values(found.parameters ?? {}), threshold),
      distribution,
      logLikelihood: found.logLikelihood,
      k,
      n: found.n,
      warnings: [{ code: "boundary", message: limit.reason }, ...found.warnings],
      summary: `${family.family} in its limit: ${found.summary}. ${limit.reason}`,
    });
  }
  return undefined;
}

/** What of each value is above the threshold. */
function excessesOf(sample: Sample): Sample {
  const { lower, upper, exact, leftCensored, rightCensored, intervals } = sample;
  const above = (value: number): number => value - lower;
  return {
    ...sample,
    exact: exact.map(above),
    leftCensored: leftCensored.map(above),
    rightCensored: rightCensored.map(above),
    intervals: intervals.map(([low, high, count]) => [Math.max(0, above(low)), above(high), count]),
    lower: upper === Infinity ? -Infinity : 0,
    upper: above(upper),
    complete: sample.exact.length === sample.size && upper === Infinity,
  };
}
