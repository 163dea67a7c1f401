import { requireObject } from "../../argument/argument.js";
import { families } from "../../distribution/families.js";
import type { ConfidenceIntervals } from "../confidence.js";
import { isSample, type Measurements, sampleOf } from "../data.js";
import type { FittedFamily } from "../fittedFamily.js";
import type { FitResult } from "../result.js";
import {
  type BootstrapOptions,
  basicIntervals,
  bootstrapReplicates,
  bootstrapSettings,
} from "./bootstrapReplicates.js";
import { bootstrapWeights } from "./bootstrapWeights.js";

export interface BootstrapIntervalOptions extends BootstrapOptions {
  /** The tick of the clock, if the fit was told of one. */
  readonly resolution?: number;
}

export interface BootstrapIntervals {
  /** By free parameter, from quantiles of the error of the estimate. */
  readonly intervals: ConfidenceIntervals;
  /** Replicates done, and how many of them had no estimate. */
  readonly replicates: number;
  readonly failed: number;
  readonly stopped: "done" | "aborted";
}

/**
 * Intervals of the parameters of a fit by maximum likelihood from the data alone, not from the law: every observation, exact, censored
 * or in a bucket, is given a random weight and the family is fitted again. The weights are exponential with mean 1, those of a bucket
 * the sum of as many (the Bayesian bootstrap of D. B. Rubin, Annals of Statistics 9, 1981): as resampling, but no set of data
 * loses what the estimate needs. They hold where the family is wrong too, for the parameters nearest to the data.
 *
 * Each replicate has a stream of its own: the same seed gives the same intervals, bit for bit, in any order and on any runner.
 *
 * @param data of any kind but aggregates, the ones that `result` was fitted to
 * @throws RangeError for a result without an estimate, data that cannot be weighed, or an option out of range
 */
export async function bootstrapIntervals(
  data: Measurements,
  result: FitResult,
  options: BootstrapIntervalOptions = {},
): Promise<BootstrapIntervals> {
  requireObject("bootstrapIntervals", "a result of fit", result, "family", "summary");
  const { replicates, seed, fixed, confidence } = bootstrapSettings(options, 2);
  const family = families.get(result.family) as FittedFamily | undefined;
  if (!result.parameters || !family?.estimation || result.method !== "mle")
    throw new RangeError(`bootstrap: needs a fit by maximum likelihood with an estimate, got ${result.summary}`);
  const sample = sampleOf(data, options.resolution);
  if (!isSample(sample)) throw new RangeError(`bootstrap: ${sample.message}`);
  if (sample.aggregates.length > 0) throw new RangeError("bootstrap: totals cannot be weighed one by one");
  const shared = { sample, family: family.family, fixed, seed };
  const { found, stopped } = await bootstrapReplicates(bootstrapWeights, shared, replicates, options);
  const estimates = found.filter((each) => each !== null);
  return {
    intervals: basicIntervals(estimates, family, result.parameters, fixed, confidence),
    replicates: found.length,
    failed: found.length - estimates.length,
    stopped,
  };
}
