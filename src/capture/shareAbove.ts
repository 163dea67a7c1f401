import type { Sample } from "../fit/data.js";
import type { FitResult } from "../fit/result.js";
import { lawShareAbove } from "./lawShare.js";
import { proportionInterval } from "./proportion.js";

/** A share of what was captured, with its interval, and what it rests on. */
export type ShareAbove = {
  /** In the unit of the data, ns. */
  readonly x: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /**
   * `counted`: the values above x are known one by one or x is the end of a bucket. `within-bucket`: x is inside one; the interval
   * holds all of it and none, the share takes the law's part of it. `law`: beyond all that was recorded, so by the fitted laws alone.
   */
  readonly basis: "counted" | "within-bucket" | "law";
};

/** Laws with less of the evidence say nothing about what is uncertain. */
const leastEvidence = 0.05;

/**
 * The share above x of all, or of what is above `given`: counted where it can be, by Clopper and Pearson's interval, and by the laws with
 * at least 5 % of the evidence where nothing was recorded, from the least end of their intervals to the greatest.
 *
 * @param fits best first
 * @param given a value up to which everything is left out; -Infinity for all
 * @throws RangeError for a `given` inside a bucket
 */
export function shareAbove(
  { lower, ...sample }: Sample,
  fits: readonly FitResult[],
  x: number,
  given: number,
  confidence: number,
): ShareAbove {
  if (x < given) throw new RangeError(`above: of what is above ${given} ns, all is above ${x} ns`);
  if (given < lower) {
    const { certain, open } = countAbove(sample, x);
    const recorded = certain + open.length === 0 ? countAbove(sample, lower).certain : 0;
    return bounded(byLaw(fits, x, given, confidence), recorded, confidence);
  }
  const all = countAbove(sample, given);
  if (all.open.length > 0)
    throw new RangeError(
      `given: ${given} ns lies inside the bucket from ${all.open[0]![0]} to ${all.open[0]![1]} ns; give one of its ends`,
    );
  const { certain, open } = countAbove(sample, x);
  const size = all.certain;
  if (size === 0) return byLaw(fits, x, given, confidence);
  const most = certain + open.reduce((sum, [, , count]) => sum + count, 0);
  const low = proportionInterval(certain, size, confidence)[0];
  const high = proportionInterval(most, size, confidence)[1];
  if (most === 0) return bounded(byLaw(fits, x, given, confidence), size, confidence);
  const law = fits[0]?.distribution;
  const within = open.reduce((sum, [from, to, count]) => {
    const [above, whole] = law ? [law.cdf(to) - law.cdf(x), law.cdf(to) - law.cdf(from)] : [0, 0];
    const part = whole > 0 ? above / whole : to < Infinity ? (to - x) / (to - from) : 0.5;
    return sum + count * part;
  }, 0);
  return { x, share: (certain + within) / size, low, high, basis: open.length > 0 ? "within-bucket" : "counted" };
}

/** That none of so many was seen bounds a share, whatever the law. */
function bounded(law: ShareAbove, size: number, confidence: number): ShareAbove {
  const most = size > 0 ? proportionInterval(0, size, confidence)[1] : 1;
  return { ...law, share: Math.min(law.share, most), high: Math.min(law.high, most) };
}

type Counted = Omit<Sample, "lower">;

/** How many are above x for certain, and the buckets in which nobody knows. */
function countAbove(
  { exact, weights, leftCensored, rightCensored, intervals }: Counted,
  x: number,
): { readonly certain: number; readonly open: readonly (readonly [number, number, number])[] } {
  let certain = 0;
  for (let index = 0; index < exact.length; index++) if (exact[index]! > x) certain += weights?.[index] ?? 1;
  const ranges = [
    ...Array.from(leftCensored, (high) => [-Infinity, high, 1] as const),
    ...Array.from(rightCensored, (low) => [low, Infinity, 1] as const),
    ...intervals,
  ];
  for (const [low, , count] of ranges) if (low >= x) certain += count;
  return { certain, open: ranges.filter(([low, high]) => low < x && high > x) };
}

function byLaw(fits: readonly FitResult[], x: number, given: number, confidence: number): ShareAbove {
  const candidates = fits.filter(
    ({ distribution, akaikeWeight = 0 }, index) => distribution && (index === 0 || akaikeWeight >= leastEvidence),
  );
  if (candidates.length === 0)
    throw new RangeError(`above: no law could be fitted, and nothing was recorded at ${x} ns`);
  const shares = candidates.map((result) => {
    const all = given === -Infinity ? 1 : result.distribution!.survival(given);
    // Where a law ends is itself guessed from what was recorded, so that beyond it the law does not say that there is nothing.
    if (x >= result.distribution!.support[1]) return [0, 0, 1];
    return lawShareAbove(result, x, confidence).map((share) => Math.min(1, share / all));
  });
  return {
    x,
    share: shares[0]![0]!,
    low: Math.min(...shares.map((each) => each[1]!)),
    high: Math.max(...shares.map((each) => each[2]!)),
    basis: "law",
  };
}
