import { type Family, family, requireFinite, requirePositive } from "./distribution.js";
import { halfLogTwoPi } from "./special/halfLogTwoPi.js";
import { normalQuantile } from "./special/normalQuantile.js";
import { logNormalTail, normalTail } from "./special/normalTail.js";

/**
 * The lognormal distribution, of exp(Y) with Y normal: pdf(x) = exp(-z² / 2) / (x sigma √(2π)) with
 * z = (log x - mu) / sigma, for x > 0. Its median is exp(mu).
 *
 * @param mu the mean of log x
 * @param sigma the standard deviation of log x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const lognormal: Family<[mu: number, sigma: number]> = family(
  "lognormal",
  ["mu", "sigma"],
  (mu, sigma) => {
    requireFinite("lognormal", "mu", mu);
    requirePositive("lognormal", "sigma", sigma);
    const logScale = halfLogTwoPi + Math.log(sigma);
    const standardise = (x: number): number => (Math.log(x) - mu) / sigma;
    const logPdf = (x: number): number => {
      if (x === 0) return -Infinity;
      const logX = Math.log(x);
      return -0.5 * ((logX - mu) / sigma) ** 2 - logX - logScale;
    };
    return {
      support: [0, Infinity],
      mean: Math.exp(mu + 0.5 * sigma * sigma),
      variance: Math.expm1(sigma * sigma) * Math.exp(2 * mu + sigma * sigma),
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => normalTail(standardise(x)),
      logCdf: (x) => logNormalTail(standardise(x)),
      survival: (x) => normalTail(-standardise(x)),
      logSurvival: (x) => logNormalTail(-standardise(x)),
      quantile: (p) => Math.exp(mu + sigma * normalQuantile(p)),
      upperQuantile: (p) => Math.exp(mu - sigma * normalQuantile(p)),
      sample: (stream) => Math.exp(mu + sigma * stream.normal()),
    };
  },
  {
    roles: ["log-location", "shape"],
    domain: "positive",
    starts: ({ meanLog, varianceLog, truncatedBelow }) => [
      [meanLog, Math.sqrt(varianceLog)],
      ...(truncatedBelow > 0 ? [[meanLog - Math.sqrt(varianceLog), 1.5 * Math.sqrt(varianceLog)]] : []),
    ],
    closedForm: ({ meanLog, varianceLog }) => [meanLog, Math.sqrt(varianceLog)],
    logLikelihood: ({ size, meanLog, varianceLog }, mu, sigma) =>
      -size * (halfLogTwoPi + Math.log(sigma) + meanLog + (varianceLog + (meanLog - mu) ** 2) / (2 * sigma * sigma)),
    limits: [
      {
        family: "pareto",
        threshold: "from",
        reason: "above the threshold the data fall like a power: mu goes to -Infinity and the law becomes a Pareto",
        parameters: () => [-Infinity, Infinity],
      },
    ],
  },
);
