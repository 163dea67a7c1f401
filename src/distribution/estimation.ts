import type { Distribution } from "./distribution.js";

/**
 * What a parameter does to the law, which says what values it may have and how it changes with the unit of x:
 * a `location`, `scale` or `inverse-scale` (1 / x) is measured in that unit, `log-location` in the logarithm of it;
 * a `shape` is positive, a `real` may be any number, a `probability` lies between 0 and 1, a `count` is positive and has
 * no unit because x has none.
 */
export type Role = "location" | "log-location" | "scale" | "inverse-scale" | "shape" | "real" | "probability" | "count";

/** The values that a family gives a positive density, whatever its parameters. */
export type Domain = "real" | "positive" | "non-negative" | "unit" | "counts";

/** Sums of complete data, worked out once for all families. Weighted data count by weight. */
export interface Sums {
  /** The sum of weights. */
  readonly size: number;
  readonly mean: number;
  /** With divisor `size`. */
  readonly variance: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Of log x, NaN unless all values are positive; so are the next two. */
  readonly meanLog: number;
  readonly varianceLog: number;
  /** The mean of 1 / x. */
  readonly meanInverse: number;
}

/** What a search starts from: the sums of the data, or of stand-ins for what is censored, with three quantiles. */
export interface Outline extends Sums {
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  /** The threshold below which nothing was recorded, -Infinity where there is none. */
  readonly truncatedBelow: number;
}

/** The law that a family comes to as a parameter goes to the end of its range. */
export interface Limit {
  /** The family it becomes. */
  readonly family: string;
  /** In words: which parameter goes where, and what it says about the data. */
  readonly reason: string;
  /** The family's own parameters in the limit, in their order, from the limit's and the threshold of truncation. */
  parameters(limit: readonly number[], threshold: number): readonly number[];
  /**
   * For a limit that only a lower truncation brings about: `from` when its first parameter is the threshold, `excess`
   * when it is the law of what is above the threshold.
   */
  readonly threshold?: "from" | "excess";
  /** Parameters of the limit that are given, by name. */
  readonly held?: Readonly<Record<string, number>>;
}

/** The `fit` part of a family: what is known of estimating its parameters. Arrays are in the order of the parameters. */
export interface Estimation {
  readonly roles: readonly Role[];
  readonly domain: Domain;
  /** Parameter values to begin a search at, the likeliest first; what is not allowed is passed over. */
  starts(outline: Outline): readonly (readonly number[])[];
  /** The maximum of the likelihood of complete data where it has a formula. */
  closedForm?(sums: Outline): readonly number[];
  /** The log-likelihood of complete data where the sums suffice for it. */
  logLikelihood?(sums: Sums, ...parameters: number[]): number;
  /**
   * The log density as a function of x and log x, where that is much quicker than the law's own `logPdf`: a likelihood
   * asks it for every value. Parameters are within the range of their roles, x within the domain.
   */
  logDensity?(...parameters: number[]): (x: number, logX: number) => number;
  /**
   * Parameters that the extreme values or the median of complete data set, and the mean distance from the median: the
   * likelihood has no slope there, so they have no standard error.
   */
  readonly edges?: Readonly<Record<string, "minimum" | "maximum" | "median" | "mean distance">>;
  /** The law of a sum of `count` independent values, where it is known. */
  sumOf?(count: number, ...parameters: number[]): Distribution;
  /** What the family becomes at the ends of its parameters. */
  readonly limits?: readonly Limit[];
  /** Bounds of parameters within what the family allows, for a likelihood without a maximum beyond them. */
  readonly bounds?: Readonly<Record<string, readonly [low: number, high: number]>>;
}
