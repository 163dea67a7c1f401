import { finiteValues } from "./finiteValues.js";
import { meanOf } from "./moments.js";

/**
 * The autocorrelation function of a series, from lag 0 (always 1) to `maxLag`:
 * r(k) = Σ (x(i) - m)(x(i + k) - m) / Σ (x(i) - m)².
 *
 * The sums are not scaled up for the k pairs that lag k lacks, as usual (Box and Jenkins, Time Series Analysis, 2.1.5): what
 * is biased a little towards 0 is a proper autocorrelation function in return. Independent values have |r(k)| below
 * 1.96 / √n at 95 of 100 lags. NaN for a constant series. It takes n · maxLag steps.
 *
 * @param maxLag the lag at which n/4 pairs are left out unless given
 * @throws RangeError for fewer than 2 values, one that is not finite, or a lag that is no whole number below their number
 */
export function autocorrelation(values: Iterable<number>, maxLag?: number): Float64Array {
  const all = finiteValues(values, "an autocorrelation", 2);
  const last = maxLag ?? Math.floor(all.length / 4);
  if (!(Number.isInteger(last) && last >= 0 && last < all.length))
    throw new RangeError(`maxLag: expected a whole number from 0 to ${all.length - 1}, got ${last}`);
  const covariance = autocovariance(all);
  const variance = covariance(0);
  return Float64Array.from({ length: last + 1 }, (_, lag) => covariance(lag) / variance);
}

/** The sum of the products of deviations at a lag, as a function of the lag: worked out for those that are asked for. */
export function autocovariance(values: Float64Array): (lag: number) => number {
  const mean = meanOf(values);
  const deviations = values.map((value) => value - mean);
  return (lag) => {
    let sum = 0;
    for (let index = lag; index < deviations.length; index += 1) sum += deviations[index]! * deviations[index - lag]!;
    return sum;
  };
}
