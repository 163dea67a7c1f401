import type { Model } from "../machine/model.js";
import { type MeanInterval, meanInterval, requireConfidence } from "./interval.js";
import { deviationProduct } from "./moments.js";
import { type ReplicationOptions, replications, requireReplications } from "./replications.js";

export interface CompareOptions extends ReplicationOptions {
  /** Pairs of runs, from 3; 30 unless given. */
  readonly replications?: number;
  /** Called after each pair. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What pairs of runs of two designs say of their difference. */
export interface Comparison {
  /** Of the mean of the first minus the second: the designs differ where it does not hold 0. */
  readonly difference: MeanInterval;
  readonly first: MeanInterval;
  readonly second: MeanInterval;
  /** What was measured of each pair. */
  readonly values: { readonly first: Float64Array; readonly second: Float64Array };
  /** Of the two measures of a pair: what the common random numbers achieve. NaN where one of them never varies. */
  readonly correlation: number;
  /**
   * The variance of the difference between independent runs of the same spread, (s₁² + s₂²), over that of the pairs: as many times
   * more runs would be needed without common random numbers. Below 1 they do harm.
   */
  readonly varianceReduction: number;
  /** Whether all replications were run. */
  readonly stopped: "done" | "aborted";
}

/**
 * Compares two designs by paired differences under common random numbers.
 *
 * Replication r of both runs under the same seed. Every draw of a model has a stream named after it, so designs that share
 * their draws see the same luck, and var(X - Y) = var X + var Y - 2 cov(X, Y) shrinks as they respond to it alike; the
 * differences are independent from pair to pair, which is all that Student's interval of them needs (A. M. Law, Simulation
 * Modeling and Analysis, 10.2.1 and 11.2).
 *
 * @throws RangeError for an option out of range, a measure that is not finite, or fewer than 3 pairs when aborted;
 * whatever {@link simulate} throws
 */
export async function compareDesigns(
  first: Model,
  second: Model,
  { replications: total = 30, onProgress, ...options }: CompareOptions = {},
): Promise<Comparison> {
  const { confidence = 0.95 } = options;
  requireConfidence(confidence);
  requireReplications("replications", total, 3);
  const pairs: (readonly number[])[] = [];
  for await (const pair of replications([first, second], total, options)) {
    pairs.push(pair);
    onProgress?.({ done: pairs.length, total });
  }
  if (pairs.length < 3) throw new RangeError(`aborted after ${pairs.length} pairs; a comparison needs at least 3`);
  const x = Float64Array.from(pairs, ([value]) => value!);
  const y = Float64Array.from(pairs, ([, value]) => value!);
  const differences = x.map((value, index) => value - y[index]!);
  const xx = deviationProduct(x, x);
  const yy = deviationProduct(y, y);
  return {
    difference: meanInterval(differences, confidence),
    first: meanInterval(x, confidence),
    second: meanInterval(y, confidence),
    values: { first: x, second: y },
    correlation: deviationProduct(x, y) / Math.sqrt(xx * yy),
    varianceReduction: (xx + yy) / deviationProduct(differences, differences),
    stopped: pairs.length < total ? "aborted" : "done",
  };
}
