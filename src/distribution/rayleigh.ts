import { type Family, family, requirePositive } from "./distribution.js";
import { logHazardToLogCdf } from "./special/logHazardToLogCdf.js";

/**
 * The Rayleigh distribution: P(X > x) = exp(-x² / (2 sigma²)), for x >= 0.
 *
 * @param sigma the mode, in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const rayleigh: Family<[sigma: number]> = family(
  "rayleigh",
  ["sigma"],
  (sigma) => {
    requirePositive("rayleigh", "sigma", sigma);
    const hazard = (x: number): number => 0.5 * (x / sigma) * (x / sigma);
    const logPdf = (x: number): number => Math.log(x / sigma) - Math.log(sigma) - hazard(x);
    return {
      support: [0, Infinity],
      mean: sigma * Math.sqrt(Math.PI / 2),
      variance: (2 - Math.PI / 2) * sigma * sigma,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => -Math.expm1(-hazard(x)),
      logCdf: (x) => logHazardToLogCdf(2 * Math.log(x / sigma) - Math.LN2),
      survival: (x) => Math.exp(-hazard(x)),
      logSurvival: (x) => -hazard(x),
      quantile: (p) => sigma * Math.sqrt(-2 * Math.log1p(-p)),
      upperQuantile: (p) => sigma * Math.sqrt(-2 * Math.log(p)),
      sample: (stream) => sigma * Math.sqrt(2 * stream.exponential()),
    };
  },
  {
    roles: ["scale"],
    domain: "positive",
    starts: ({ mean, variance }) => [[Math.sqrt((variance + mean * mean) / 2)]],
    closedForm: ({ mean, variance }) => [Math.sqrt((variance + mean * mean) / 2)],
    logLikelihood: ({ size, mean, variance, meanLog }, sigma) =>
      size * (meanLog - 2 * Math.log(sigma) - (variance + mean * mean) / (2 * sigma * sigma)),
  },
);
