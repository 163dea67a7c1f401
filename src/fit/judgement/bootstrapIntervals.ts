import { families } from "../../distribution/families.js";
import { gammaSampler } from "../../distribution/sampler/gamma.js";
import { type Seed, type Stream, stream } from "../../random/stream.js";
import { isSample, type Measurements, type Sample, sampleOf } from "../data.js";
import { type FittedFamily, maximumLikelihood } from "../estimate.js";
import { sampleQuantile } from "../methods/sampleQuantile.js";
import type { FitResult } from "../result.js";
import { surveyOf } from "../survey.js";

export interface BootstrapIntervalOptions {
  /** How often the data are weighed and fitted again; 999 unless given. */
  readonly replicates?: number;
  readonly seed?: Seed;
  /** Parameters that were held when the law was fitted. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Between 0 and 1; 0.95 unless given. */
  readonly confidence?: number;
  /** The tick of the clock, if the fit was told of one. */
  readonly resolution?: number;
  /** Ends it early, with what is done by then. */
  readonly signal?: AbortSignal;
  /** Called every 50 ms or so. */
  readonly onProgress?: (progress: { readonly done: number; readonly replicates: number }) => void;
}

export interface BootstrapIntervals {
  /** By parameter: from the α/2 to the 1 - α/2 quantile of the estimates. */
  readonly intervals: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** Replicates done, and how many of them had no estimate. */
  readonly replicates: number;
  readonly failed: number;
  readonly stopped: "done" | "aborted";
}

/** The event loop has a turn after so many milliseconds. */
const turn = 50;

/**
 * Intervals of the parameters of a fit by maximum likelihood from the data alone, not from the law: every observation, exact, censored
 * or in a bucket, is given a random weight and the family is fitted again. The weights are exponential with mean 1, those of a bucket
 * the sum of as many (the Bayesian bootstrap of D. B. Rubin, Annals of Statistics 9, 1981): as resampling, but no set of data
 * loses what the estimate needs. They hold where the family is wrong too, for the parameters nearest to the data.
 *
 * Each replicate has a stream of its own: the same seed gives the same intervals, bit for bit, in any order.
 *
 * @param data of any kind but aggregates, the ones that `result` was fitted to
 * @throws RangeError for a result without an estimate, data that cannot be weighed, or an option out of range
 */
export async function bootstrapIntervals(
  data: Measurements,
  result: FitResult,
  options: BootstrapIntervalOptions = {},
): Promise<BootstrapIntervals> {
  const { replicates = 999, seed = "bootstrap", fixed = {}, confidence = 0.95, signal, onProgress } = options;
  if (!(Number.isSafeInteger(replicates) && replicates >= 2))
    throw new RangeError(`bootstrap: replicates is a whole number from 2, got ${replicates}`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: expected a number between 0 and 1, got ${confidence}`);
  const family = families.get(result.family) as FittedFamily | undefined;
  if (!result.parameters || !family?.estimation || result.method !== "mle")
    throw new RangeError(`bootstrap: needs a fit by maximum likelihood with an estimate, got ${result.summary}`);
  const sample = sampleOf(data, options.resolution);
  if (!isSample(sample)) throw new RangeError(`bootstrap: ${sample.message}`);
  if (sample.aggregates.length > 0) throw new RangeError("bootstrap: totals cannot be weighed one by one");
  const source = stream(seed).child("weights");
  const found: (Readonly<Record<string, number>> | undefined)[] = [];
  let rested = Date.now();
  while (found.length < replicates && !signal?.aborted) {
    const weighed = surveyOf(weighedAnew(sample, source.at(found.length)));
    found.push(maximumLikelihood(family, weighed, { fixed, bounds: {} }).parameters);
    if (Date.now() - rested < turn) continue;
    onProgress?.({ done: found.length, replicates });
    await new Promise<void>((resolve) => setTimeout(resolve));
    rested = Date.now();
  }
  onProgress?.({ done: found.length, replicates });
  const estimates = found.filter((each) => each !== undefined);
  const tail = 0.5 * (1 - confidence);
  const intervalOf = (name: string): readonly [low: number, high: number] => {
    const sorted = Float64Array.from(estimates, (parameters) => parameters[name]!).sort();
    return [sampleQuantile(sorted, tail), sampleQuantile(sorted, 1 - tail)];
  };
  const free = Object.keys(result.parameters).filter((name) => fixed[name] === undefined);
  return {
    intervals: estimates.length > 1 ? Object.fromEntries(free.map((name) => [name, intervalOf(name)])) : {},
    replicates: found.length,
    failed: found.length - estimates.length,
    stopped: found.length < replicates ? "aborted" : "done",
  };
}

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
