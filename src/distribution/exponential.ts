import { type Family, family, requirePositive } from "./distribution.js";
import { logOneMinusExp } from "./special/logOneMinusExp.js";

/**
 * The exponential distribution: pdf(x) = rate e^(-rate x), for x >= 0. The time to the next event of a Poisson process.
 *
 * @param rate events per unit of x, 1 / mean, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const exponential: Family<[rate: number]> = family("exponential", ["rate"], (rate) => {
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
});
