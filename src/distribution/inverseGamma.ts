import gammaln from "@stdlib/math-base-special-gammaln";
import { type Family, family, requirePositive } from "./distribution.js";
import { logGammaSampler } from "./sampler/gamma.js";
import { gammaQuantile } from "./special/gammaQuantile.js";
import { gammaTail, logGammaTerm } from "./special/gammaTail.js";

/**
 * The inverse gamma distribution, of scale / Y with Y gamma of scale 1: pdf(x) = z^shape e^-z / (x Γ(shape)) with
 * z = scale / x, for x > 0.
 *
 * @param shape the tail index, positive: moments of order shape and above are infinite
 * @param scale in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const inverseGamma: Family<[shape: number, scale: number]> = family(
  "inverse-gamma",
  ["shape", "scale"],
  (shape, scale) => {
    requirePositive("inverse-gamma", "shape", shape);
    requirePositive("inverse-gamma", "scale", scale);
    const logShape = Math.log(shape);
    const logScale = Math.log(scale);
    const logPdf = (x: number): number => {
      const z = scale / x;
      return z === Infinity ? -Infinity : logGammaTerm(shape, z) + logShape - Math.log(x);
    };
    const logDraw = logGammaSampler(shape);
    return {
      support: [0, Infinity],
      mean: shape > 1 ? scale / (shape - 1) : Infinity,
      variance: shape > 2 ? ((scale / (shape - 1)) * (scale / (shape - 1))) / (shape - 2) : Infinity,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => gammaTail(shape, scale / x, true, false),
      logCdf: (x) => gammaTail(shape, scale / x, true, true),
      survival: (x) => gammaTail(shape, scale / x, false, false),
      logSurvival: (x) => gammaTail(shape, scale / x, false, true),
      quantile: (p) => scale / gammaQuantile(shape, p, true),
      upperQuantile: (p) => scale / gammaQuantile(shape, p, false),
      sample: (stream) => Math.exp(logScale - logDraw(stream)),
    };
  },
  {
    roles: ["shape", "scale"],
    domain: "positive",
    starts: ({ meanInverse, meanLog, median }) => {
      // 1 / X is gamma distributed: Minka's start for its shape.
      const gap = Math.max(Math.log(meanInverse) + meanLog, 1e-12);
      const shape = (3 - gap + Math.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap);
      return [
        [shape, shape / meanInverse],
        [1, Math.LN2 * median],
      ];
    },
    logLikelihood: ({ size, meanLog, meanInverse }, shape, scale) =>
      size * (shape * Math.log(scale) - gammaln(shape) - (shape + 1) * meanLog - scale * meanInverse),
    limits: [
      {
        family: "pareto",
        threshold: "from",
        reason: "above the threshold the data fall like a power: scale goes to 0 and the law becomes a Pareto",
        parameters: ([, alpha]) => [alpha!, 0],
      },
    ],
  },
);
