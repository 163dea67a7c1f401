import { type Family, family, requirePositive } from "./distribution.js";
import { gamma } from "./gamma.js";
import { logOneMinusExp } from "./special/logOneMinusExp.js";

/**
 * The exponential distribution: pdf(x) = rate e^(-rate x), for x >= 0. The time to the next event of a Poisson process.
 *
 * @param rate events per unit of x, 1 / mean, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const exponential: Family<[rate: number]> = family(
  "exponential",
  ["rate"],
  (rate) => {
    requirePositive("exponential", "rate", rate);
    const logRate = Math.log(rate);
    return {
      support: [0, Infinity],
      mean: 1 / rate,
      variance: 1 / rate / rate,
      pdf: (x) => Math.exp(logRate - rate * x),
      logPdf: (x) => logRate - rate * x,
      cdf: (x) => -Math.expm1(-rate * x),
      logCdf: (x) => logOneMinusExp(-rate * x),
      survival: (x) => Math.exp(-rate * x),
      logSurvival: (x) => -rate * x,
      quantile: (p) => -Math.log1p(-p) / rate,
      upperQuantile: (p) => -Math.log(p) / rate,
      sample: (stream) => stream.exponential() / rate,
    };
  },
  {
    roles: ["inverse-scale"],
    domain: "non-negative",
    starts: ({ mean, median }) => [[1 / mean], [Math.LN2 / median]],
    closedForm: ({ mean }) => [1 / mean],
    logLikelihood: ({ size, mean }, rate) => size * (Math.log(rate) - rate * mean),
    sumOf: (count, rate) => gamma(count, 1 / rate),
  },
);
