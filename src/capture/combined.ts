import type { FitData, Sample } from "../fit/data.js";
import { time } from "../regime/words.js";
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

/** Values with weights, and buckets. */
interface Parts {
  readonly values: readonly (readonly [value: number, weight: number])[];
  readonly buckets: readonly Bucket[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

function joined(samples: readonly Sample[]): Parts {
  return {
    values: samples.flatMap(({ exact, weights }) =>
      Array.from(exact, (value, index) => [value, weights?.[index] ?? 1] as const),
    ),
    buckets: samples.flatMap(({ intervals }) => intervals),
    left: samples.flatMap(({ leftCensored }) => Array.from(leftCensored)),
    right: samples.flatMap(({ rightCensored }) => Array.from(rightCensored)),
  };
}

function dataOf({ values, buckets, left, right }: Parts): FitData {
  return {
    ...(values.length > 0 && { exact: Float64Array.from(values, ([value]) => value) }),
    ...(values.some(([, weight]) => weight !== 1) && { weights: Float64Array.from(values, ([, weight]) => weight) }),
    ...(buckets.length > 0 && { intervals: buckets }),
    ...(left.length > 0 && { leftCensored: left }),
    ...(right.length > 0 && { rightCensored: right }),
  };
}

function sizeOf({ values, buckets, left, right }: Parts): number {
  return (
    values.reduce((sum, [, weight]) => sum + weight, 0) +
    buckets.reduce((sum, [, , count]) => sum + count, 0) +
    left.length +
    right.length
  );
}

function refined(whole: Parts, cut: Parts, threshold: number): Combined {
  const warnings: CaptureWarning[] = [];
  const from = endOfBucketAt(threshold, whole.buckets);
  if (from > threshold)
    warnings.push({
      code: "threshold-inside-bucket",
      message: `the threshold of ${time(threshold)} lies inside a bucket: values count from its end at ${time(from)} on`,
    });
  const tail = cut.values.filter(([value]) => value > from);
  const slow = tail.reduce((sum, [, weight]) => sum + weight, 0);
  const isAbove = ([low]: Bucket): boolean => low >= from;
  const counted = sizeOf({ ...empty, values: above(whole.values, from), buckets: whole.buckets.filter(isAbove) });
  if (slow === 0 || counted === 0) {
    const which = slow === 0 ? "no single value" : "no count of the histogram";
    warnings.push({
      code: "no-tail",
      message: `${which} is above ${time(from)}: the threshold's capture adds nothing`,
    });
    return { data: dataOf(whole), warnings };
  }
  const weight = Math.min(1, counted / slow);
  const kept = 1 - (weight * slow) / counted;
  if (weight < 1)
    warnings.push({
      code: "weighed-tail",
      message: `${slow} single values above ${time(from)} count as the ${counted} that the histogram has there`,
    });
  const scale = (factor: number) => (factor > 0 ? factor : 0);
  return {
    data: dataOf({
      ...whole,
      values: [
        ...whole.values.map(([value, own]) => [value, value > from ? own * scale(kept) : own] as const),
        ...tail.map(([value, own]) => [value, own * weight] as const),
      ].filter(([, own]) => own > 0),
      buckets: whole.buckets
        .map((bucket): Bucket => (isAbove(bucket) ? [bucket[0], bucket[1], bucket[2] * scale(kept)] : bucket))
        .filter(([, , count]) => count > 0),
    }),
    warnings,
  };
}

const empty: Parts = { values: [], buckets: [], left: [], right: [] };

function above(values: Parts["values"], from: number): Parts["values"] {
  return values.filter(([value]) => value > from);
}

/** The least end of buckets from the threshold on that none reaches across. */
function endOfBucketAt(threshold: number, buckets: readonly Bucket[]): number {
  let from = threshold;
  for (const [low, high] of buckets.toSorted(([first], [second]) => first - second))
    if (low < from && high > from) from = high;
  return from;
}
