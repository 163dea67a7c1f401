import type { Distribution, DistributionJson } from "../../distribution/distribution.js";
import { distributionFrom, families } from "../../distribution/families.js";
import type { Job } from "../../job/job.js";
import { type Seed, type Stream, stream } from "../../random/stream.js";
import { isSample, type Sample, sampleOf } from "../data.js";
import { maximumLikelihood } from "../estimate.js";
import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import { surveyOf } from "../survey.js";
import type { Estimates } from "./bootstrapReplicates.js";
import { asRecorded, type Statistics, statisticsOf } from "./goodnessOfFit.js";

/** What one replicate of a parametric bootstrap found: the values drawn from a law, and the family fitted to them. */
export interface Replicate {
  readonly parameters: Estimates;
  readonly statistics: Statistics;
}

/** What the replicates of a parametric bootstrap share. */
export interface Drawn {
  /** What values are drawn from: the fitted law, within the truncation. */
  readonly law: DistributionJson;
  /** How many, as the data had. */
  readonly n: number;
  /** The name of the family that is fitted to them. */
  readonly family: string;
  readonly fixed: Readonly<Record<string, number>>;
  readonly truncation: Pick<Sample, "lower" | "upper">;
  readonly seed: Seed;
}

/** A replicate of a parametric bootstrap, from its number; null where the family has no estimate for the values drawn. */
export const bootstrapReplicate: Job<Drawn, number, Replicate | null> = {
  name: "bootstrapReplicate",
  module: import.meta.url,
  begin({ law: json, n, family: name, fixed, truncation, seed }) {
    const law = distributionFrom(json);
    const family = families.get(name) as FittedFamily;
    const source = stream(seed).child("bootstrap");
    return (index) => replicateOf(law, n, family, { fixed, bounds: {} }, truncation, source.at(index)) ?? null;
  },
};

/**
 * Draws as many values from a law as the data had and fits the family to them again, under the same truncation.
 *
 * @param source a stream of this replicate's own, so that it is the same whichever worker does it and in any order
 * @returns undefined where the family has no estimate for the values drawn
 */
function replicateOf(
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
