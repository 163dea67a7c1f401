import gamma from "@stdlib/math-base-special-gamma";
import { type Family, family, requirePositive } from "./distribution.js";
import { logGammaBend } from "./special/logGammaBend.js";
import { logHazardToLogCdf } from "./special/logHazardToLogCdf.js";
import { timesLog } from "./special/timesLog.js";

/**
 * The Weibull distribution: P(X > x) = exp(-(x / scale)^shape), for x > 0. The failure rate falls with x for a shape
 * below 1 and grows for one above.
 *
 * @param shape positive
 * @param scale in the unit of x, positive; P(X > scale) = 1 / e
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const weibull: Family<[shape: number, scale: number]> = family(
  "weibull",
  ["shape", "scale"],
  (shape, scale) => {
    requirePositive("weibull", "shape", shape);
    requirePositive("weibull", "scale", scale);
    const logFactor = Math.log(shape) - Math.log(scale);
    const hazard = (x: number): number => (x / scale) ** shape;
    const logPdf = (x: number): number => logFactor + timesLog(shape - 1, x / scale) - hazard(x);
    const mean = scale * gamma(1 + 1 / shape);
    return {
      support: [0, Infinity],
      mean,
      variance: mean * mean * Math.expm1(logGammaBend(1 + 1 / shape, 1 / shape)),
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => -Math.expm1(-hazard(x)),
      logCdf: (x) => logHazardToLogCdf(shape * Math.log(x / scale)),
      survival: (x) => Math.exp(-hazard(x)),
      logSurvival: (x) => -hazard(x),
      quantile: (p) => scale * (-Math.log1p(-p)) ** (1 / shape),
      upperQuantile: (p) => scale * (-Math.log(p)) ** (1 / shape),
      sample: (stream) => scale * Math.exp(Math.log(stream.exponential()) / shape),
    };
  },
  {
    roles: ["shape", "scale"],
    domain: "positive",
    logDensity: (shape, scale) => {
      const logScale = Math.log(scale);
      const logFactor = Math.log(shape) - logScale;
      return (_, logX) => {
        const away = logX - logScale;
        return logFactor + (shape - 1) * away - Math.exp(shape * away);
      };
    },
    starts: ({ meanLog, varianceLog, mean }) => {
      // log X has the standard deviation π / (√6 shape) and the mean log scale - γ / shape.
      const shape = Math.PI / Math.sqrt(6 * varianceLog);
      return [
        [shape, Math.exp(meanLog + 0.5772156649015329 / shape)],
        [1, mean],
        [0.5, mean],
      ];
    },
    limits: [
      {
        family: "pareto",
        threshold: "from",
        reason: "above the threshold the data fall like a power: shape goes to 0 and the law becomes a Pareto",
        parameters: () => [0, 0],
      },
    ],
  },
);
