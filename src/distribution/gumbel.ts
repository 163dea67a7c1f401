import { type Family, family, requireFinite, requirePositive } from "./distribution.js";
import { logHazardToLogCdf } from "./special/logHazardToLogCdf.js";

const eulerGamma = 0.5772156649015329;

/**
 * The Gumbel distribution of maxima: P(X <= x) = exp(-e^-z) with z = (x - mu) / beta, on the whole line.
 *
 * @param mu the mode, in the unit of x
 * @param beta its scale, in the unit of x, positive; the standard deviation is beta π / √6
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const gumbel: Family<[mu: number, beta: number]> = family(
  "gumbel",
  ["mu", "beta"],
  (mu, beta) => {
    requireFinite("gumbel", "mu", mu);
    requirePositive("gumbel", "beta", beta);
    const logScale = Math.log(beta);
    const logPdf = (x: number): number => {
      const z = (x - mu) / beta;
      return -z - Math.exp(-z) - logScale;
    };
    return {
      support: [-Infinity, Infinity],
      mean: mu + beta * eulerGamma,
      variance: (Math.PI * Math.PI * beta * beta) / 6,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => Math.exp(-Math.exp((mu - x) / beta)),
      logCdf: (x) => -Math.exp((mu - x) / beta),
      survival: (x) => -Math.expm1(-Math.exp((mu - x) / beta)),
      logSurvival: (x) => logHazardToLogCdf((mu - x) / beta),
      quantile: (p) => mu - beta * Math.log(-Math.log(p)),
      upperQuantile: (p) => mu - beta * Math.log(-Math.log1p(-p)),
      sample: (stream) => mu - beta * Math.log(stream.exponential()),
    };
  },
  {
    roles: ["location", "scale"],
    domain: "real",
    starts: ({ median, lowerQuartile, upperQuartile, mean, variance, minimum }) => {
      const scale = (upperQuartile - lowerQuartile) / 1.5725;
      const wide = Math.sqrt(6 * variance) / Math.PI;
      return [
        [median - 0.3665 * scale, scale],
        [mean - eulerGamma * wide, wide],
        // A low outlier costs e^z, which only a wide law affords.
        [median, (median - minimum) / 4],
      ];
    },
    limits: [
      {
        family: "exponential",
        threshold: "excess",
        reason: "above the threshold the data fall exponentially: mu goes to -Infinity",
        parameters: ([rate]) => [-Infinity, 1 / rate!],
      },
    ],
  },
);
