import { autocorrelation } from "./autocorrelation.js";
import { finiteValues } from "./finiteValues.js";
import { type MeanInterval, meanInterval } from "./interval.js";
import { meanOf } from "./moments.js";
import { vonNeumann } from "./vonNeumann.js";

export interface BatchMeansOptions {
  /** A fixed number of batches from 3, instead of the one that is found. */
  readonly batches?: number;
  /** 0.95 unless given. */
  readonly confidence?: number;
}

/** The interval for the mean of a series, and what it rests on. */
export interface BatchMeans {
  /** Of the mean; its `n` is the number of batches. */
  readonly interval: MeanInterval;
  /** The mean of each batch, in order. */
  readonly means: Float64Array;
  readonly batches: number;
  /** Values in each. */
  readonly batchSize: number;
  /** Values at the begin that fill no batch and are left out: the begin is nearest to what is left of a transient. */
  readonly omitted: number;
  /** The correlation of a batch mean with the next. */
  readonly lag1: number;
  /** Von Neumann's ratio of the batch means: near 2 when they are independent, lower when neighbours are alike. */
  readonly vonNeumann: number;
  /** The probability of a ratio so low, were the batch means independent. */
  readonly pValue: number;
  /** Whether that is at least 5 %. Where not, the series is too short for its correlation and the interval too narrow. */
  readonly independent: boolean;
}

/**
 * Beyond 30 batches an interval gains next to nothing, and below 10 it grows long (B. Schmeiser, "Batch size effects in the
 * analysis of simulation output", Operations Research 30, 1982).
 */
const choices = [30, 20, 10];
const significance = 0.05;
/** So that what fills no batch is less than a tenth of the series. */
const leastBatchSize = 10;

/**
 * The interval for the mean of a stationary, correlated series, by non-overlapping batch means.
 *
 * The series is cut into batches of equal length; when they are much longer than its memory their means are nearly independent
 * and normal, and Student's interval of the means holds: mean ± t(1 - α/2, b - 1) s / √b. Without a number given it is
 * the largest of 30, 20 and 10 for which von Neumann's test finds the means independent, or 10 with `independent: false`. A
 * test of so few means sees only strong correlation, so what counts is the length of the series in terms of its memory: of
 * 2,000 AR(1) series each, intervals of 95 % held the mean in 95 % where the effective sample size (see
 * {@link effectiveSampleSize}) was 150 and more, in 94 % at 77, 90 % at 30 and 88 % at 15. Below 100 prefer a longer run to a
 * passed test. Warm-up must have been removed, by {@link mser5} for example.
 *
 * @throws RangeError for fewer than 20 values or two a batch, one that is not finite, or an option out of range
 */
export function batchMeans(
  values: Iterable<number>,
  { batches, confidence = 0.95 }: BatchMeansOptions = {},
): BatchMeans {
  if (batches !== undefined && !(Number.isInteger(batches) && batches >= 3))
    throw new RangeError(`batches: expected a whole number from 3, got ${batches}`);
  const all = finiteValues(values, "an interval by batch means", 2 * (batches ?? choices.at(-1)!));
  if (batches !== undefined) return cutInto(batches, all, confidence);
  const worthTrying = choices.filter((count) => all.length >= count * leastBatchSize);
  let found: BatchMeans | undefined;
  for (const count of worthTrying.length > 0 ? worthTrying : choices.slice(-1)) {
    found = cutInto(count, all, confidence);
    if (found.independent) break;
  }
  return found!;
}

function cutInto(batches: number, values: Float64Array, confidence: number): BatchMeans {
  const batchSize = Math.floor(values.length / batches);
  const omitted = values.length - batches * batchSize;
  const means = Float64Array.from({ length: batches }, (_, batch) => {
    const begin = omitted + batch * batchSize;
    return meanOf(values.subarray(begin, begin + batchSize));
  });
  const { ratio, pValue } = vonNeumann(means);
  return {
    interval: meanInterval(means, confidence),
    means,
    batches,
    batchSize,
    omitted,
    lag1: autocorrelation(means, 1)[1]!,
    vonNeumann: ratio,
    pValue,
    // Nothing speaks against the batches of a constant series, whose p-value is NaN.
    independent: !(pValue < significance),
  };
}
