import { autocovariance } from "./autocorrelation.js";
import { finiteValues } from "./finiteValues.js";

/**
 * How many independent values would tell the mean of a stationary series as well as its n correlated ones do: n / τ with
 * τ = 1 + 2 Σ r(k), the integrated autocorrelation time, so that var(mean) = s² / (effective size).
 *
 * The sum ends where noise takes over, by Geyer's initial monotone sequence (C. J. Geyer, "Practical Markov chain Monte
 * Carlo", Statistical Science 7, 1992): pairs r(2j) + r(2j + 1), which are positive and falling in theory for a reversible
 * chain, are added as long as they are positive, each cut to the one before. Series with a correlation that swings below 0 over
 * long stretches are cut too early. At most n log10 n, which bounds it for a series that alternates. NaN for a constant series. It takes n steps for each lag of the sum.
 *
 * @throws RangeError for fewer than 4 values or one that is not finite
 */
export function effectiveSampleSize(values: Iterable<number>): number {
  const all = finiteValues(values, "an effective sample size", 4);
  const n = all.length;
  const covariance = autocovariance(all);
  const variance = covariance(0);
  if (variance === 0) return Number.NaN;
  let time = -1;
  let least = Infinity;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = (covariance(lag) + covariance(lag + 1)) / variance;
    if (pair <= 0) break;
    least = Math.min(least, pair);
    time += 2 * least;
  }
  return n / Math.max(time, 1 / Math.log10(n));
}
