import { families } from "../../distribution/families.js";
import { gammaSampler } from "../../distribution/sampler/gamma.js";
import type { Job } from "../../job/job.js";
import { type Seed, type Stream, stream } from "../../random/stream.js";
import type { Sample } from "../data.js";
import { maximumLikelihood } from "../estimate.js";
import type { FittedFamily } from "../fittedFamily.js";
import { surveyOf } from "../survey.js";
import type { Estimates } from "./bootstrapReplicates.js";

/** What the replicates of a Bayesian bootstrap share. */
export interface Weighed {
  readonly sample: Sample;
  /** The name of the family that is fitted to it. */
  readonly family: string;
  readonly fixed: Readonly<Record<string, number>>;
  readonly seed: Seed;
}

/** The estimates for data with random weights, from the replicate's number; null where there are none. */
export const bootstrapWeights: Job<Weighed, number, Estimates | null> = {
  name: "bootstrapWeights",
  module: import.meta.url,
  begin({ sample, family: name, fixed, seed }) {
    const family = families.get(name) as FittedFamily;
    const source = stream(seed).child("weights");
    return (index) => {
      const weighed = surveyOf(weighedAnew(sample, source.at(index)));
      return maximumLikelihood(family, weighed, { fixed, bounds: {} }).parameters ?? null;
    };
  },
};

/** The sample with random weights, as many in all as it has observations; censored values become buckets with an open end. */
function weighedAnew(sample: Sample, source: Stream): Sample {
  const { exact, leftCensored, rightCensored, intervals, lower, upper, size } = sample;
  const draw = (count: number): number => (count === 1 ? source.exponential() : gammaSampler(count)(source));
  const weights = Float64Array.from(exact, (_, index) => draw(sample.weights?.[index] ?? 1));
  const buckets = [
    ...Array.from(leftCensored, (value) => [lower, value, draw(1)] as const),
    ...Array.from(rightCensored, (value) => [value, upper, draw(1)] as const),
    ...intervals.map(([low, high, count]) => [low, high, draw(count)] as const),
  ];
  const total = weights.reduce((sum, weight) => sum + weight, 0) + buckets.reduce((sum, [, , count]) => sum + count, 0);
  return {
    ...sample,
    weights: weights.map((weight) => (weight * size) / total),
    leftCensored: new Float64Array(),
    rightCensored: new Float64Array(),
    intervals: buckets.map(([low, high, count]) => [low, high, (count * size) / total] as const),
  };
}
