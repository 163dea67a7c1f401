import { requireArray } from "../../argument/argument.js";
import { gpd } from "../../distribution/gpd.js";
import { fit as fitFamilies } from "../fit.js";
import type { FitResult } from "../result.js";

/** The tail of data beyond a threshold. */
export interface TailFit {
  readonly threshold: number;
  /** How many values exceed it, and how many there are. */
  readonly exceedances: number;
  readonly n: number;
  /** A generalised Pareto law of the excesses x - threshold. */
  readonly excess: FitResult;
  /** The x that a value of all data, not only of the tail, exceeds with probability 1 - p; NaN for p below the threshold's or without a fit. */
  quantile(p: number): number;
  /** The same for an upper probability too small to be told from 0 in 1 - p. */
  upperQuantile(p: number): number;
  /** P(X > x) for x from the threshold on, NaN below it. */
  survival(x: number): number;
}

/**
 * Peaks over threshold: excesses over a high threshold follow a generalised Pareto law, whatever the law below (A. A. Balkema, L. de
 * Haan, 1974; J. Pickands, 1975). P(X > x) = exceedances / n · P(excess > x - threshold) gives quantiles of all data far in the
 * tail, with its standard errors in `excess`.
 *
 * @param values exact, in any order
 * @param threshold in their unit: high enough that the shape settles, low enough to leave some dozens beyond
 * @throws RangeError where nothing exceeds the threshold or a value is not finite
 */
export function peaksOverThreshold(values: ArrayLike<number>, threshold: number): TailFit {
  requireArray("peaksOverThreshold", "a list of values", values);
  const all = Float64Array.from(values);
  const wrong = all.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new RangeError(`peaks over threshold: value ${wrong} is ${all[wrong]}, not a finite number`);
  const beyond = all.filter((value) => value > threshold).map((value) => value - threshold);
  if (beyond.length === 0)
    throw new RangeError(`peaks over threshold: none of ${all.length} values exceeds ${threshold}`);
  const [excess] = fitFamilies(beyond, { families: [gpd] });
  const law = excess?.distribution;
  const share = beyond.length / all.length;
  const upperQuantile = (p: number): number =>
    law && p >= 0 && p <= share ? threshold + law.upperQuantile(p / share) : Number.NaN;
  return {
    threshold,
    exceedances: beyond.length,
    n: all.length,
    excess: excess!,
    quantile: (p) => upperQuantile(1 - p),
    upperQuantile,
    survival: (x) => (law && x >= threshold ? share * law.survival(x - threshold) : Number.NaN),
  };
}
