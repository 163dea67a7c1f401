import { type Family, family, requirePositive } from "./distribution.js";
import { logGammaSampler } from "./sampler/gamma.js";
import { betaQuantile } from "./special/betaQuantile.js";
import { betaTail, logBetaTerm } from "./special/betaTail.js";
import { logBeta } from "./special/logBeta.js";
import { timesLog } from "./special/timesLog.js";

/**
 * The beta distribution: pdf(x) = x^(a - 1) (1 - x)^(b - 1) / B(a, b), for 0 < x < 1. Its mean is a / (a + b).
 *
 * @param a the first shape, positive
 * @param b the second shape, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const beta: Family<[a: number, b: number]> = family(
  "beta",
  ["a", "b"],
  (a, b) => {
    requirePositive("beta", "a", a);
    requirePositive("beta", "b", b);
    const sum = a + b;
    const logNormaliser = logBeta(a, b);
    const logPdf = (x: number): number => {
      const y = 1 - x;
      if (a < 10 || b < 10 || x === 0 || y === 0)
        return timesLog(a - 1, x) + (b === 1 ? 0 : (b - 1) * Math.log1p(-x)) - logNormaliser;
      const logX = Math.log(x);
      const logY = Math.log1p(-x);
      return logBetaTerm(a, b, x, y, logX, logY) - logX - logY;
    };
    const logFirst = logGammaSampler(a);
    const logSecond = logGammaSampler(b);
    return {
      support: [0, 1],
      mean: a / sum,
      variance: ((a / sum) * (b / sum)) / (sum + 1),
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => betaTail(a, b, x, 1 - x, false, false),
      logCdf: (x) => betaTail(a, b, x, 1 - x, false, true),
      survival: (x) => betaTail(a, b, x, 1 - x, true, false),
      logSurvival: (x) => betaTail(a, b, x, 1 - x, true, true),
      quantile: (p) => betaQuantile(a, b, p, false),
      upperQuantile: (p) => betaQuantile(a, b, p, true),
      sample: (stream) => 1 / (1 + Math.exp(logSecond(stream) - logFirst(stream))),
    };
  },
  {
    roles: ["shape", "shape"],
    domain: "unit",
    starts: ({ mean, variance }) => {
      const size = Math.max((mean * (1 - mean)) / variance - 1, 0.1);
      return [
        [size * mean, size * (1 - mean)],
        [1, 1],
        [0.5, 0.5],
      ];
    },
  },
);
