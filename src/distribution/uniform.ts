import { type Family, family, requireFinite } from "./distribution.js";

/**
 * The uniform distribution: pdf(x) = 1 / (max - min), for min <= x <= max.
 *
 * @param min the smallest value, in the unit of x
 * @param max the largest value, above `min`
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const uniform: Family<[min: number, max: number]> = family(
  "uniform",
  ["min", "max"],
  (min, max) => {
    requireFinite("uniform", "min", min);
    requireFinite("uniform", "max", max);
    const width = max - min;
    if (!(width > 0 && width < Infinity))
      throw new RangeError(`uniform: max must be above min (${min}) by a finite amount, got ${max}`);
    return {
      support: [min, max],
      mean: 0.5 * min + 0.5 * max,
      variance: (width * width) / 12,
      pdf: () => 1 / width,
      logPdf: () => -Math.log(width),
      cdf: (x) => (x - min) / width,
      logCdf: (x) => logShare(x - min, max - x, width),
      survival: (x) => (max - x) / width,
      logSurvival: (x) => logShare(max - x, x - min, width),
      quantile: (p) => (p < 0.5 ? min + p * width : max - (1 - p) * width),
      upperQuantile: (p) => (p < 0.5 ? max - p * width : min + (1 - p) * width),
      sample: (stream) => min + width * stream.uniform(),
    };
  },
  {
    roles: ["location", "location"],
    domain: "real",
    starts: ({ minimum, maximum }) => [[minimum, maximum]],
    closedForm: ({ minimum, maximum }) => [minimum, maximum],
    edges: { min: "minimum", max: "maximum" },
  },
);

/** log(part / whole), from what is left where that is less. */
function logShare(part: number, rest: number, whole: number): number {
  return rest < part ? Math.log1p(-rest / whole) : Math.log(part / whole);
}
