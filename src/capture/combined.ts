import type { FitData, Sample } from "../fit/data.js";
import { time } from "../table/words.js";
import type { CaptureWarning } from "./finding.js";

/** Captures as one set of data, and what was lost in putting them together. */
export interface Combined {
  readonly data: FitData;
  readonly warnings: readonly CaptureWarning[];
}

type Bucket = readonly [low: number, high: number, count: number];

/**
 * Captures of one quantity as data for one fit.
 *
 * Those that hold everything, as histograms do, are added up. Of one that holds only what exceeds a threshold T, as runqslower's do, m
 * values are above T where the others count n: the values, which are exact, take the place of as many of these counts, w = min(1, n / m)
 * each, and the buckets above T keep their share 1 - w m / n. So the tail weighs what was counted, whether both tools watched the same
 * time or not, and no wait counts twice. A T inside a bucket is moved up to its end, for nobody knows how much of the bucket is above it.
 *
 * With the number of all, the rest of a truncated capture is known to be between 0 and T.
 *
 * @param total how many there were in all, where a truncated capture stands alone
 * @throws RangeError for data that do not go together, or a total below what was recorded
 */
export function combined(samples: readonly Sample[], total?: number): Combined {
  const whole = samples.filter(({ lower }) => lower === -Infinity);
  const cut = samples.filter(({ lower }) => lower > -Infinity);
  const thresholds = new Set(cut.map(({ lower }) => lower));
  if (thresholds.size > 1)
    throw new RangeError(`fullLaw: captures above one threshold go together, got ${[...thresholds].join(" and ")} ns`);
  if (samples.some(({ upper, aggregates }) => upper < Infinity || aggregates.length > 0))
    throw new RangeError("fullLaw: expected latencies or histograms, got sums or what is cut off from above");
  const values = joined(cut);
  const threshold = cut[0]?.lower ?? -Infinity;
  if (whole.length > 0 && total !== undefined)
    throw new RangeError("fullLaw: total is for a capture above a threshold alone; a histogram counts all by itself");
  if (cut.length === 0) return { data: dataOf(joined(whole)), warnings: [] };
  if (whole.length > 0) return refined(joined(whole), values, threshold);
  if (total === undefined) return { data: { ...dataOf(values), truncation: { lower: threshold } }, warnings: [alone] };
  const size = sizeOf(values);
  if (!(Number.isFinite(total) && total >= size))
    throw new RangeError(`total: expected at least the ${size} that were recorded above the threshold, got ${total}`);
  return { data: dataOf({ ...values, buckets: [[0, threshold, total - size], ...values.buckets] }), warnings: [] };
}

const alone: CaptureWarning = {
  code: "truncated-only",
  message:
    "only what exceeds the threshold was recorded: what share of all that is comes from the family alone, and cannot be trusted; " +
    "give a histogram of the same machine, or the number of all as total",
};

/** Values with their weights, and buckets: as a sample has them, of several. */
interface Parts {
  readonly exact: Float64Array;
  readonly weights: Float64Array;
  readonly buckets: readonly Bucket[];
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function joined(samples: readonly Sample[]): Parts {
  return {
    exact: concatenated(samples.map(({ exact }) => exact)),
    weights: concatenated(samples.map(({ exact, weights }) => weights ?? new Float64Array(exact.length).fill(1))),
    buckets: samples.flatMap(({ intervals }) => intervals),
    left: concatenated(samples.map(({ leftCensored }) => leftCensored)),
    right: concatenated(samples.map(({ rightCensored }) => rightCensored)),
  };
}

function concatenated(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

function dataOf({ exact, weights, buckets, left, right }: Parts): FitData {
  return {
    ...(exact.length > 0 && { exact }),
    ...(weights.some((weight) => weight !== 1) && { weights }),
    ...(buckets.length > 0 && { intervals: buckets }),
    ...(left.length > 0 && { leftCensored: left }),
    ...(right.length > 0 && { rightCensored: right }),
  };
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
}

const nothing: Pick<Parts, "left" | "right"> = { left: new Float64Array(), right: new Float64Array() };

function sizeOf({ weights, buckets, left, right }: Omit<Parts, "exact">): number {
  return sumOf(weights) + sumOf(buckets.map(([, , count]) => count)) + left.length + right.length;
}

/** Without what is not above a value. */
function above({ exact, weights, buckets }: Parts, from: number): Pick<Parts, "exact" | "weights" | "buckets"> {
  return {
    exact: exact.filter((value) => value > from),
    weights: weights.filter((_, index) => exact[index]! > from),
    buckets: buckets.filter(([low]) => low >= from),
  };
}

function refined(whole: Parts, cut: Parts, threshold: number): Combined {
  const warnings: CaptureWarning[] = [];
  const from = endOfBucketAt(threshold, whole.buckets);
  if (from > threshold)
    warnings.push({
      code: "threshold-inside-bucket",
      message: `the threshold of ${time(threshold)} lies inside a bucket: values count from its end at ${time(from)} on`,
    });
  const tail = above(cut, from);
  const slow = sumOf(tail.weights);
  const known = above(whole, from);
  const counted = sizeOf({ ...nothing, ...known });
  if (slow === 0 || counted === 0) {
    const which = slow === 0 ? "no single value" : "no count of the histogram";
    warnings.push({
      code: "no-tail",
      message: `${which} is above ${time(from)}: the threshold's capture adds nothing`,
    });
    return { data: dataOf(whole), warnings };
  }
  const weight = Math.min(1, counted / slow);
  const kept = Math.max(0, 1 - (weight * slow) / counted);
  if (weight < 1)
    warnings.push({
      code: "weighed-tail",
      message: `${slow} single values above ${time(from)} count as the ${counted} that the histogram has there`,
    });
  return {
    data: dataOf({
      ...whole,
      exact: concatenated([whole.exact, tail.exact]),
      weights: concatenated([
        whole.weights.map((own, index) => (whole.exact[index]! > from ? own * kept : own)),
        tail.weights.map((own) => own * weight),
      ]),
      buckets: whole.buckets.map(([low, high, count]) => [low, high, low >= from ? count * kept : count]),
    }),
    warnings,
  };
}

/** The least end of buckets from the threshold on that none reaches across. */
function endOfBucketAt(threshold: number, buckets: readonly Bucket[]): number {
  let from = threshold;
  for (const [low, high] of buckets.toSorted(([first], [second]) => first - second))
    if (low < from && high > from) from = high;
  return from;
}
