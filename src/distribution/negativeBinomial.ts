import { constant } from "./constant.js";
import { type Family, family, requireNumber, requirePositive } from "./distribution.js";
import { gammaSampler } from "./sampler/gamma.js";
import { samplePoisson } from "./sampler/poisson.js";
import { betaTail, logBetaTerm } from "./special/betaTail.js";
import { discreteQuantile } from "./special/discreteQuantile.js";
import { gammaQuantile } from "./special/gammaQuantile.js";

/**
 * The negative binomial distribution, of the failures before the r-th success:
 * P(X = k) = Γ(k + r) / (k! Γ(r)) p^r (1 - p)^k, for k = 0, 1, 2, … A Poisson law whose mean is gamma distributed.
 *
 * @param r the number of successes, positive, not necessarily whole
 * @param p the probability of success, above 0 and at most 1; the mean is r (1 - p) / p
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const negativeBinomial: Family<[r: number, p: number]> = family(
  "negative-binomial",
  ["r", "p"],
  (r, p) => {
    requirePositive("negative-binomial", "r", r);
    requireNumber("negative-binomial", "p", p);
    if (!(p > 0 && p <= 1)) throw new RangeError(`negative-binomial: p must be above 0 and at most 1, got ${p}`);
    if (p === 1) return constant(0);
    const q = 1 - p;
    const logP = Math.log(p);
    const logQ = Math.log1p(-p);
    const logPdf = (x: number): number =>
      Number.isInteger(x) ? logBetaTerm(r, x + 1, p, q, logP, logQ) - Math.log(r + x) - logQ : -Infinity;
    const tailAt = (x: number, upper: boolean, log: boolean): number =>
      betaTail(r, Math.floor(x) + 1, p, q, upper, log, logP, logQ);
    const cdf = (x: number): number => tailAt(x, false, false);
    const survival = (x: number): number => tailAt(x, true, false);
    const drawMean = gammaSampler(r);
    return {
      kind: "discrete",
      support: [0, Infinity],
      mean: (r * q) / p,
      variance: (r * q) / p / p,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf,
      logCdf: (x) => tailAt(x, false, true),
      survival,
      logSurvival: (x) => tailAt(x, true, true),
      // The gamma law that X is near to when its mean is large tells where to look.
      quantile: (probability) =>
        discreteQuantile(cdf, survival, probability, false, gammaQuantile(r, probability, false) / p),
      upperQuantile: (probability) =>
        discreteQuantile(cdf, survival, probability, true, gammaQuantile(r, probability, true) / p),
      sample: (stream) => samplePoisson((drawMean(stream) * q) / p, stream),
    };
  },
  {
    roles: ["count", "probability"],
    domain: "counts",
    starts: ({ mean, variance }) => {
      const r = variance > 1.001 * mean ? (mean * mean) / (variance - mean) : 100 * mean;
      return [
        [r, r / (r + mean)],
        [1, 1 / (1 + mean)],
        [10 * mean, 10 / 11],
      ];
    },
    limits: [
      {
        family: "poisson",
        reason: "the variance is no more than the mean: r goes to Infinity and the law becomes a Poisson law",
        parameters: () => [Infinity, 1],
      },
    ],
  },
);
