import { type Family, family, requireFinite, requirePositive } from "./distribution.js";
import { logGammaSampler } from "./sampler/gamma.js";
import { betaTail } from "./special/betaTail.js";
import { logGammaRatio } from "./special/logGammaRatio.js";
import { normalQuantile } from "./special/normalQuantile.js";
import { solveTail } from "./special/solveTail.js";

/**
 * Student's t distribution with location and scale: pdf(x) ∝ (1 + z² / nu)^(-(nu + 1) / 2) with z = (x - mu) / sigma, on
 * the whole line.
 *
 * @param nu degrees of freedom, positive: moments of order nu and above do not exist
 * @param mu the median, in the unit of x
 * @param sigma the scale, in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const studentT: Family<[nu: number, mu: number, sigma: number]> = family(
  "student-t",
  ["nu", "mu", "sigma"],
  (nu, mu, sigma) => {
    requirePositive("student-t", "nu", nu);
    requireFinite("student-t", "mu", mu);
    requirePositive("student-t", "sigma", sigma);
    const logNu = Math.log(nu);
    const logFactor = logGammaRatio(0.5 * nu, 0.5) - 0.5 * (logNu + Math.log(Math.PI));
    const logStandardPdf = (z: number): number => logFactor - 0.5 * (nu + 1) * logOnePlusSquare(z, nu, logNu);
    const logPdf = (x: number): number => logStandardPdf((x - mu) / sigma) - Math.log(sigma);
    /** P(|T| > z), or P(|T| <= z), for z >= 0: the square of T is a ratio that a beta law describes. */
    const bothTails = (z: number, within: boolean, log: boolean): number => {
      const square = (z * z) / nu;
      const logX = -logOnePlusSquare(z, nu, logNu);
      const y = square > 1e300 ? 1 : square / (1 + square);
      return betaTail(0.5 * nu, 0.5, 1 / (1 + square), y, within, log, logX, 2 * Math.log(z) - logNu + logX);
    };
    const upperTail = (z: number): number =>
      z >= 0 ? 0.5 * bothTails(z, false, false) : 1 - 0.5 * bothTails(-z, false, false);
    const logUpperTail = (z: number): number =>
      z >= 0 ? bothTails(z, false, true) - Math.LN2 : Math.log1p(-0.5 * bothTails(-z, false, false));
    /** The z >= 0 with P(T > z) = p, for p <= ½. */
    const upperInverse = (p: number): number => {
      if (p === 0.5) return 0;
      const start = -normalQuantile(p) * (1 + 1 / nu);
      if (p < 0.25) return solveTail(logUpperTail, logStandardPdf, Math.log(p), false, start);
      const logWithin = (z: number): number => bothTails(z, true, true);
      return solveTail(logWithin, (z) => logStandardPdf(z) + Math.LN2, Math.log(1 - 2 * p), true, start);
    };
    const logDraw = logGammaSampler(0.5 * nu);
    return {
      support: [-Infinity, Infinity],
      mean: nu > 1 ? mu : Number.NaN,
      variance: nu > 2 ? sigma * sigma * (nu / (nu - 2)) : nu > 1 ? Infinity : Number.NaN,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => upperTail((mu - x) / sigma),
      logCdf: (x) => logUpperTail((mu - x) / sigma),
      survival: (x) => upperTail((x - mu) / sigma),
      logSurvival: (x) => logUpperTail((x - mu) / sigma),
      quantile: (p) => mu + sigma * (p > 0.5 ? upperInverse(1 - p) : -upperInverse(p)),
      upperQuantile: (p) => mu + sigma * (p > 0.5 ? -upperInverse(1 - p) : upperInverse(p)),
      sample: (stream) => mu + sigma * stream.normal() * Math.exp(0.5 * (logNu - Math.LN2 - logDraw(stream))),
    };
  },
  {
    roles: ["shape", "location", "scale"],
    domain: "real",
    logDensity: (nu, mu, sigma) => {
      const logFactor = logGammaRatio(0.5 * nu, 0.5) - 0.5 * Math.log(Math.PI * nu) - Math.log(sigma);
      // For large nu the logarithm is of a number near 1, whose digits log1p keeps.
      const log1p = nu > 50 ? Math.log1p : (square: number): number => Math.log(1 + square);
      return (x) => {
        const z = (x - mu) / sigma;
        return logFactor - 0.5 * (nu + 1) * log1p((z * z) / nu);
      };
    },
    starts: ({ median, lowerQuartile, upperQuartile, mean, variance }) => {
      const scale = (upperQuartile - lowerQuartile) / 1.4;
      return [
        [5, median, scale],
        [1.5, median, 0.8 * scale],
        [20, mean, Math.sqrt(variance)],
        [0.7, median, 0.5 * scale],
      ];
    },
    limits: [
      {
        family: "normal",
        reason: "the tails are no heavier than normal: nu goes to Infinity",
        parameters: ([mu, sigma]) => [Infinity, mu!, sigma!],
      },
    ],
  },
);

/** log(1 + z² / nu), also where the square is beyond all numbers. */
function logOnePlusSquare(z: number, nu: number, logNu: number): number {
  const square = (z * z) / nu;
  return square > 1e300 ? 2 * Math.log(Math.abs(z)) - logNu : Math.log1p(square);
}
