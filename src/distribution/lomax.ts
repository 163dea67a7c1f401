import { type Family, family, requirePositive } from "./distribution.js";
import { logOneMinusExp } from "./special/logOneMinusExp.js";

/**
 * The Lomax distribution, Pareto's of the second type from 0: P(X > x) = (1 + x / scale)^-shape, for x >= 0.
 *
 * @param shape the tail index, positive: moments of order shape and above are infinite
 * @param scale in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const lomax: Family<[shape: number, scale: number]> = family(
  "lomax",
  ["shape", "scale"],
  (shape, scale) => {
    requirePositive("lomax", "shape", shape);
    requirePositive("lomax", "scale", scale);
    const logFactor = Math.log(shape) - Math.log(scale);
    const logRise = (x: number): number => Math.log1p(x / scale);
    const logPdf = (x: number): number => logFactor - (shape + 1) * logRise(x);
    return {
      support: [0, Infinity],
      mean: shape > 1 ? scale / (shape - 1) : Infinity,
      variance: shape > 2 ? ((scale / (shape - 1)) * (scale / (shape - 1)) * shape) / (shape - 2) : Infinity,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => -Math.expm1(-shape * logRise(x)),
      logCdf: (x) => logOneMinusExp(-shape * logRise(x)),
      survival: (x) => Math.exp(-shape * logRise(x)),
      logSurvival: (x) => -shape * logRise(x),
      quantile: (p) => scale * Math.expm1(-Math.log1p(-p) / shape),
      upperQuantile: (p) => scale * Math.expm1(-Math.log(p) / shape),
      sample: (stream) => scale * Math.expm1(stream.exponential() / shape),
    };
  },
  {
    roles: ["shape", "scale"],
    domain: "non-negative",
    starts: ({ mean, variance, median }) => {
      const square = variance / (mean * mean);
      const shape = square > 1 ? (2 * square) / (square - 1) : 20;
      return [
        [shape, mean * (shape - 1)],
        [2, median / (Math.SQRT2 - 1)],
        [1, median],
        [10, 10 * mean],
      ];
    },
    limits: [
      {
        family: "exponential",
        reason: "the tail is no heavier than exponential: shape and scale go to Infinity together",
        parameters: () => [Infinity, Infinity],
      },
      {
        family: "pareto",
        threshold: "from",
        reason: "above the threshold the data fall like a power: scale goes to 0 and the law becomes a Pareto",
        parameters: ([, alpha]) => [alpha!, 0],
      },
    ],
  },
);
