import type { Distribution } from "../distribution/distribution.js";
import type { FittedFamily } from "./fittedFamily.js";
import { type Evidence, logLikelihood, logLikelihoodOfPoints, type Points, type SumOf } from "./likelihood.js";
import { evidenceInUnit, outlineOf, type Survey } from "./survey.js";

/** The log-likelihood as a function of the family's parameters, of data in `unit`: by sums where they suffice. */
export function objectiveOf(
  family: FittedFamily,
  survey: Survey,
  points: () => Points,
  unit: number,
): (values: readonly number[]) => number {
  const { estimation } = family;
  if (survey.sample.complete && estimation.logLikelihood) {
    const sums = outlineOf(survey, unit);
    return (values) => estimation.logLikelihood!(sums, ...values);
  }
  const evidence = evidenceInUnit(survey, unit, points());
  return (values) => likelihoodAt(family, evidence, values);
}

/** The log-likelihood of all data as they came. */
export function exactly(family: FittedFamily, survey: Survey, values: readonly number[]): number {
  const { estimation } = family;
  if (survey.sample.complete && estimation.logLikelihood && survey.many)
    return estimation.logLikelihood(survey.outline, ...values);
  return likelihoodAt(family, survey.evidence, values);
}

function likelihoodAt(family: FittedFamily, evidence: Evidence, values: readonly number[]): number {
  const logDensity = family.estimation.logDensity?.(...values);
  if (logDensity && onlyPoints(evidence)) return logLikelihoodOfPoints(logDensity, evidence.points);
  const distribution = lawAt(family, values);
  if (!distribution) return -Infinity;
  return logLikelihood(distribution, evidence, sumOf(family, values), logDensity);
}

function onlyPoints({ intervals, aggregates, lower, upper }: Evidence): boolean {
  return intervals.length + aggregates.length === 0 && lower === -Infinity && upper === Infinity;
}

function sumOf(family: FittedFamily, values: readonly number[]): SumOf | undefined {
  const sum = family.estimation.sumOf;
  return sum && ((count) => sum(count, ...values));
}

/** The law at parameters that may not be allowed. */
function lawAt(family: FittedFamily, values: readonly number[]): Distribution | undefined {
  try {
    return family(...values);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}
