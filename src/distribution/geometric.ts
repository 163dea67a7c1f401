import { constant } from "./constant.js";
import { type Family, family, requireNumber } from "./distribution.js";
import { discreteQuantile } from "./special/discreteQuantile.js";
import { logOneMinusExp } from "./special/logOneMinusExp.js";

/**
 * The geometric distribution, of the failures before the first success: P(X = k) = p (1 - p)^k, for k = 0, 1, 2, …
 *
 * @param p the probability of success, above 0 and at most 1
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const geometric: Family<[p: number]> = family(
  "geometric",
  ["p"],
  (p) => {
    requireNumber("geometric", "p", p);
    if (!(p > 0 && p <= 1)) throw new RangeError(`geometric: p must be above 0 and at most 1, got ${p}`);
    if (p === 1) return constant(0);
    const rate = -Math.log1p(-p);
    const hazard = (x: number): number => (Math.floor(x) + 1) * rate;
    const logPdf = (x: number): number => (Number.isInteger(x) ? Math.log(p) - x * rate : -Infinity);
    const cdf = (x: number): number => -Math.expm1(-hazard(x));
    const survival = (x: number): number => Math.exp(-hazard(x));
    return {
      kind: "discrete",
      support: [0, Infinity],
      mean: (1 - p) / p,
      variance: (1 - p) / p / p,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf,
      logCdf: (x) => logOneMinusExp(-hazard(x)),
      survival,
      logSurvival: (x) => -hazard(x),
      quantile: (probability) =>
        discreteQuantile(cdf, survival, probability, false, -Math.log1p(-probability) / rate - 0.5),
      upperQuantile: (probability) =>
        discreteQuantile(cdf, survival, probability, true, -Math.log(probability) / rate - 0.5),
      sample: (stream) => Math.floor(stream.exponential() / rate),
    };
  },
  {
    roles: ["probability"],
    domain: "counts",
    starts: ({ mean }) => [[1 / (1 + mean)]],
    closedForm: ({ mean }) => [1 / (1 + mean)],
    logLikelihood: ({ size, mean }, p) => size * (Math.log(p) + mean * Math.log1p(-p)),
  },
);
