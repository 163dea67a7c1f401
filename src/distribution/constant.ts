import { type Family, family, requireFinite, requireProbability } from "./distribution.js";

/**
 * A constant as a distribution: all probability at `value`. Its `pdf` is the probability of `x`, as for every discrete
 * family.
 *
 * @param value the only value, in the unit of x
 */
export const constant: Family<[value: number]> = family("constant", ["value"], (value) => {
  requireFinite("constant", "value", value);
  const step = (x: number): number => (x >= value ? 1 : 0);
  return {
    support: [value, value],
    mean: value,
    variance: 0,
    pdf: (x) => (x === value ? 1 : 0),
    logPdf: (x) => (x === value ? 0 : -Infinity),
    cdf: step,
    logCdf: (x) => Math.log(step(x)),
    survival: (x) => 1 - step(x),
    logSurvival: (x) => Math.log(1 - step(x)),
    quantile: (p) => {
      requireProbability(p);
      return value;
    },
    sample: () => value,
  };
});
