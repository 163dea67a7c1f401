import type { Model } from "../machine/model.js";
import { type MeanInterval, meanInterval, requireConfidence } from "./interval.js";
import { type ReplicationOptions, replications, requireReplications } from "./replications.js";

export interface ReplicateOptions extends ReplicationOptions {
  /** The wanted half-width of the interval as a share of the mean; 0.05 unless given. */
  readonly precision?: number;
  /** Replications before the first look at the interval, from 2; 10 unless given. */
  readonly minimum?: number;
  /** Replications after which it ends all the same, from `minimum`; 1,000 unless given. */
  readonly maximum?: number;
  /** Called after each replication. */
  readonly onProgress?: (progress: {
    readonly done: number;
    readonly maximum: number;
    readonly interval: MeanInterval;
  }) => void;
}

/** What replications of one model say. */
export interface Replications {
  /** Of the mean; all NaN where the signal was aborted before the first replication was done. */
  readonly interval: MeanInterval;
  /** What was measured, in the order of the replications: value r is of the run under `replicationSeed(seed, r)`. */
  readonly values: Float64Array;
  /** The interval was short enough, the maximum was reached, or the signal was aborted. */
  readonly stopped: "precision" | "maximum" | "aborted";
}

/**
 * Runs a model again and again under seeds of its own until its mean is known to a wanted relative precision:
 * halfWidth <= precision · |mean|, looked at after every replication from `minimum` on.
 *
 * Replications are independent, so Student's interval needs no more than that a run's measure is roughly normal. Stopping
 * when the interval looks short favours samples that happen to vary little: the interval then holds the true mean a little
 * less often than it says. The minimum guards against that, since the spread of ten values is rarely far too small. Measured
 * on normal values, intervals of 95 % held the mean in 93.7 % of 20,000 experiments that needed 35 replications, 94.7 % of those
 * that needed 139; with a minimum of 2 in 89.5 % and 93.4 %. It vanishes as the precision tightens (Y. S. Chow and H. Robbins,
 * Annals of Mathematical Statistics 36, 1965). For exact coverage fix the number: `minimum` equal to `maximum`.
 *
 * The same options give the same values, bit for bit. The event loop has a turn between runs at least every 30 ms and a run.
 *
 * @throws RangeError for an option out of range or a measure that is not finite; whatever {@link simulate} throws
 */
export async function replicate(
  model: Model,
  { precision = 0.05, minimum = 10, maximum = 1000, onProgress, ...options }: ReplicateOptions = {},
): Promise<Replications> {
  const { confidence = 0.95 } = options;
  if (!(precision > 0)) throw new RangeError(`precision: expected a positive share of the mean, got ${precision}`);
  requireConfidence(confidence);
  requireReplications("minimum", minimum, 2);
  requireReplications("maximum", maximum, minimum);
  const values: number[] = [];
  let interval: MeanInterval = { mean: Number.NaN, low: Number.NaN, high: Number.NaN, halfWidth: Number.NaN, n: 0 };
  for await (const [value] of replications([model], maximum, options)) {
    values.push(value!);
    interval = meanInterval(values, confidence);
    onProgress?.({ done: values.length, maximum, interval });
    if (values.length >= minimum && interval.halfWidth <= precision * Math.abs(interval.mean))
      return { interval, values: Float64Array.from(values), stopped: "precision" };
  }
  return {
    interval,
    values: Float64Array.from(values),
    stopped: values.length < maximum ? "aborted" : "maximum",
  };
}
