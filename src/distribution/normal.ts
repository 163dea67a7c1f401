import { type Family, family, requireFinite, requirePositive } from "./distribution.js";
import { halfLogTwoPi } from "./special/halfLogTwoPi.js";
import { normalQuantile } from "./special/normalQuantile.js";
import { logNormalTail, normalTail } from "./special/normalTail.js";

/**
 * The normal distribution: pdf(x) = exp(-z² / 2) / (sigma √(2π)) with z = (x - mu) / sigma, on the whole line.
 *
 * @param mu its mean, in the unit of x
 * @param sigma its standard deviation, in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const normal: Family<[mu: number, sigma: number]> = family(
  "normal",
  ["mu", "sigma"],
  (mu, sigma) => {
    requireFinite("normal", "mu", mu);
    requirePositive("normal", "sigma", sigma);
    const logScale = halfLogTwoPi + Math.log(sigma);
    const standardise = (x: number): number => (x - mu) / sigma;
    const logPdf = (x: number): number => -0.5 * standardise(x) ** 2 - logScale;
    return {
      support: [-Infinity, Infinity],
      mean: mu,
      variance: sigma * sigma,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => normalTail(standardise(x)),
      logCdf: (x) => logNormalTail(standardise(x)),
      survival: (x) => normalTail(-standardise(x)),
      logSurvival: (x) => logNormalTail(-standardise(x)),
      quantile: (p) => mu + sigma * normalQuantile(p),
      upperQuantile: (p) => mu - sigma * normalQuantile(p),
      sample: (stream) => mu + sigma * stream.normal(),
    };
  },
  {
    roles: ["location", "scale"],
    domain: "real",
    starts: ({ mean, variance, median, lowerQuartile, upperQuartile }) => [
      [mean, Math.sqrt(variance)],
      [median, (upperQuartile - lowerQuartile) / 1.35],
    ],
    closedForm: ({ mean, variance }) => [mean, Math.sqrt(variance)],
    logLikelihood: ({ size, mean, variance }, mu, sigma) =>
      -size * (halfLogTwoPi + Math.log(sigma) + (variance + (mean - mu) ** 2) / (2 * sigma * sigma)),
    sumOf: (count, mu, sigma) => normal(count * mu, Math.sqrt(count) * sigma),
    limits: [
      {
        family: "exponential",
        threshold: "excess",
        reason: "above the threshold the data fall exponentially: mu goes to -Infinity",
        parameters: () => [-Infinity, Infinity],
      },
    ],
  },
);
