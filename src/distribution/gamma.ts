import gammaln from "@stdlib/math-base-special-gammaln";
import { type Family, family, requirePositive } from "./distribution.js";
import { gammaSampler } from "./sampler/gamma.js";
import { gammaQuantile } from "./special/gammaQuantile.js";
import { gammaTail, logGammaTerm } from "./special/gammaTail.js";
import { timesLog } from "./special/timesLog.js";

/**
 * The gamma distribution: pdf(x) = z^(shape - 1) e^-z / (scale Γ(shape)) with z = x / scale, for x > 0. Its mean is
 * shape · scale.
 *
 * @param shape positive; the number of exponential steps when it is whole
 * @param scale the mean of one such step, in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const gamma: Family<[shape: number, scale: number]> = family(
  "gamma",
  ["shape", "scale"],
  (shape, scale) => {
    requirePositive("gamma", "shape", shape);
    requirePositive("gamma", "scale", scale);
    const logScale = Math.log(scale);
    const logNormaliser = shape < 1 ? gammaln(shape) : 0;
    const logPdf = (x: number): number => {
      const z = x / scale;
      if (shape < 1 || z === 0) return timesLog(shape - 1, z) - z - logNormaliser - logScale;
      return logGammaTerm(shape - 1, z) - logScale;
    };
    const draw = gammaSampler(shape);
    return {
      support: [0, Infinity],
      mean: shape * scale,
      variance: shape * scale * scale,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => gammaTail(shape, x / scale, false, false),
      logCdf: (x) => gammaTail(shape, x / scale, false, true),
      survival: (x) => gammaTail(shape, x / scale, true, false),
      logSurvival: (x) => gammaTail(shape, x / scale, true, true),
      quantile: (p) => scale * gammaQuantile(shape, p, false),
      upperQuantile: (p) => scale * gammaQuantile(shape, p, true),
      sample: (stream) => scale * draw(stream),
    };
  },
  {
    roles: ["shape", "scale"],
    domain: "positive",
    starts: ({ mean, meanLog, variance }) => {
      // Minka's start for the shape, from log mean - mean log; then by moments.
      const gap = Math.max(Math.log(mean) - meanLog, 1e-12);
      const shape = (3 - gap + Math.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap);
      return [
        [shape, mean / shape],
        [(mean * mean) / variance, variance / mean],
        [1, mean],
        [0.3, 2 * mean],
      ];
    },
    logLikelihood: ({ size, mean, meanLog }, shape, scale) =>
      size * ((shape - 1) * meanLog - mean / scale - gammaln(shape) - shape * Math.log(scale)),
    sumOf: (count, shape, scale) => gamma(count * shape, scale),
  },
);
