import gamma from "@stdlib/math-base-special-gamma";
import { type Family, family, requirePositive } from "./distribution.js";
import { logGammaBend } from "./special/logGammaBend.js";
import { logGammaRatio } from "./special/logGammaRatio.js";
import { logHazardToLogCdf } from "./special/logHazardToLogCdf.js";

/**
 * The Burr distribution of type XII: P(X > x) = (1 + (x / scale)^c)^-k, for x > 0 (in R's actuar, c is shape2 and k
 * shape1).
 *
 * @param c the first shape, positive: how the law begins, as x^c
 * @param k the second shape, positive: moments of order c k and above are infinite
 * @param scale in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const burr12: Family<[c: number, k: number, scale: number]> = family(
  "burr12",
  ["c", "k", "scale"],
  (c, k, scale) => {
    requirePositive("burr12", "c", c);
    requirePositive("burr12", "k", k);
    requirePositive("burr12", "scale", scale);
    const logFactor = Math.log(c) + Math.log(k) - Math.log(scale);
    const logK = Math.log(k);
    const logPower = (x: number): number => c * Math.log(x / scale);
    const hazard = (x: number): number => k * logOnePlusExp(logPower(x));
    const logPdf = (x: number): number => {
      if (x === 0) return c < 1 ? Infinity : c === 1 ? logFactor : -Infinity;
      const logRatio = Math.log(x / scale);
      return logFactor + (c - 1) * logRatio - (k + 1) * logOnePlusExp(c * logRatio);
    };
    const inverse = (hazardOverK: number): number => scale * Math.exp(logExpMinusOne(hazardOverK) / c);
    const mean = c * k > 1 ? scale * gamma(1 + 1 / c) * Math.exp(logGammaRatio(k, -1 / c)) : Infinity;
    return {
      support: [0, Infinity],
      mean,
      variance:
        c * k > 2
          ? mean * mean * Math.expm1(logGammaBend(1 + 1 / c, 1 / c) + logGammaBend(k - 1 / c, 1 / c))
          : Infinity,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => -Math.expm1(-hazard(x)),
      logCdf: (x) => {
        const power = logPower(x);
        return logHazardToLogCdf(logK + (power < -37 ? power : Math.log(logOnePlusExp(power))));
      },
      survival: (x) => Math.exp(-hazard(x)),
      logSurvival: (x) => -hazard(x),
      quantile: (p) => inverse(-Math.log1p(-p) / k),
      upperQuantile: (p) => inverse(-Math.log(p) / k),
      sample: (stream) => inverse(stream.exponential() / k),
    };
  },
  {
    roles: ["shape", "shape", "scale"],
    domain: "positive",
    starts: ({ median, lowerQuartile, upperQuartile }) => {
      const slope = (2 * Math.log(3)) / Math.log(upperQuartile / lowerQuartile);
      return [
        [slope, 1, median],
        [2 * slope, 0.4, 0.8 * median],
        [0.8 * slope, 3, 3 * median],
        [0.6 * slope, 10, 20 * median],
        [4 * slope, 0.15, 0.6 * median],
      ];
    },
    limits: [
      {
        family: "weibull",
        reason: "the tail is lighter than any power: k and scale go to Infinity and the law becomes a Weibull",
        parameters: ([shape]) => [shape!, Infinity, Infinity],
      },
      {
        family: "pareto",
        reason: "the data fall like a power from the smallest on: c goes to Infinity and the law becomes a Pareto",
        parameters: ([xm]) => [Infinity, 0, xm!],
      },
      {
        family: "pareto",
        threshold: "from",
        reason: "above the threshold the data fall like a power: scale goes to 0 and the law becomes a Pareto",
        parameters: ([, alpha]) => [alpha!, 1, 0],
      },
    ],
  },
);

/** log(1 + e^x), and its inverse below. */
function logOnePlusExp(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

function logExpMinusOne(x: number): number {
  return x > 37 ? x : Math.log(Math.expm1(x));
}
