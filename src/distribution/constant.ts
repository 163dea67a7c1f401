import { type Family, family, requireFinite } from "./distribution.js";

/**
 * A constant as a distribution: all probability at `value`. Its `pdf` is the probability of `x`, as for every discrete
 * family.
 *
 * @param value the only value, in the unit of x
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const constant: Family<[value: number]> = family("constant", ["value"], (value) => {
  requireFinite("constant", "value", value);
  return {
    kind: "discrete",
    support: [value, value],
    mean: value,
    variance: 0,
    pdf: () => 1,
    logPdf: () => 0,
    cdf: () => 1,
    logCdf: () => 0,
    survival: () => 0,
    logSurvival: () => -Infinity,
    quantile: () => value,
    upperQuantile: () => value,
    sample: () => value,
  };
});
