import { type Family, family, requireFinite, requirePositive } from "./distribution.js";
import { logOdds } from "./special/logOdds.js";

/**
 * The logistic distribution: P(X <= x) = 1 / (1 + e^-z) with z = (x - mu) / s, on the whole line.
 *
 * @param mu its mean, in the unit of x
 * @param s its scale, in the unit of x, positive; the standard deviation is s π / √3
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const logistic: Family<[mu: number, s: number]> = family(
  "logistic",
  ["mu", "s"],
  (mu, s) => {
    requireFinite("logistic", "mu", mu);
    requirePositive("logistic", "s", s);
    const logScale = Math.log(s);
    const standardise = (x: number): number => (x - mu) / s;
    const logPdf = (x: number): number => {
      const z = Math.abs(standardise(x));
      return -z - 2 * Math.log1p(Math.exp(-z)) - logScale;
    };
    return {
      support: [-Infinity, Infinity],
      mean: mu,
      variance: (Math.PI * Math.PI * s * s) / 3,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => 1 / (1 + Math.exp(-standardise(x))),
      logCdf: (x) => logLowerTail(standardise(x)),
      survival: (x) => 1 / (1 + Math.exp(standardise(x))),
      logSurvival: (x) => logLowerTail(-standardise(x)),
      quantile: (p) => mu + s * logOdds(p),
      upperQuantile: (p) => mu - s * logOdds(p),
      sample: (stream) => mu + s * Math.log(Math.expm1(stream.exponential())),
    };
  },
  {
    roles: ["location", "scale"],
    domain: "real",
    starts: ({ median, lowerQuartile, upperQuartile, mean, variance }) => [
      [median, (upperQuartile - lowerQuartile) / (2 * Math.log(3))],
      [mean, Math.sqrt(3 * variance) / Math.PI],
    ],
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

function logLowerTail(z: number): number {
  return z > 0 ? -Math.log1p(Math.exp(-z)) : z - Math.log1p(Math.exp(z));
}
