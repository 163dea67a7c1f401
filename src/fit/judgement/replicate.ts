import type { Distribution } from "../../distribution/distribution.js";
import type { Stream } from "../../random/stream.js";
import { isSample, type Sample, sampleOf } from "../data.js";
import type { FittedFamily, Knowledge } from "../estimate.js";
import { maximumLikelihood } from "../estimate.js";
import { surveyOf } from "../survey.js";
import { asRecorded, type Statistics, statisticsOf } from "./goodnessOfFit.js";

/** What one replicate of a parametric bootstrap found: the values drawn from a law, and the family fitted to them. */
export interface Replicate {
  readonly parameters: Readonly<Record<string, number>>;
  readonly statistics: Statistics;
}

/**
 * Draws as many values from a law as the data had and fits the family to them again, under the same truncation.
 *
 * @param law the fitted one, within the truncation
 * @param source a stream of this replicate's own, so that it is the same whichever worker does it and in any order
 * @returns undefined where the family has no estimate for the values drawn
 */
export function replicateOf(
  law: Distribution,
  n: number,
  family: FittedFamily,
  knowledge: Knowledge,
  truncation: Pick<Sample, "lower" | "upper">,
  source: Stream,
): Replicate | undefined {
  const values = Float64Array.from({ length: n }, () => law.sample(source)).sort();
  const sample = sampleOf({ exact: values, truncation });
  if (!isSample(sample)) return undefined;
  const found = maximumLikelihood(family, surveyOf(sample), knowledge);
  if (!found.distribution || !found.parameters) return undefined;
  return { parameters: found.parameters, statistics: statisticsOf(values, asRecorded(found.distribution, truncation)) };
}
