import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import { type Family, family, requireFinite, requirePositive, requireProbability } from "./distribution.js";

const logRootTwoPi = 0.9189385332046727;

/**
 * The normal distribution: pdf(x) = exp(-z² / 2) / (sigma √(2π)) with z = (x - mu) / sigma, on the whole line.
 *
 * @param mu its mean, in the unit of x
 * @param sigma its standard deviation, in the unit of x, positive
 */
export const normal: Family<[mu: number, sigma: number]> = family("normal", ["mu", "sigma"], (mu, sigma) => {
  requireFinite("normal", "mu", mu);
  requirePositive("normal", "sigma", sigma);
  const standardise = (x: number): number => (x - mu) / sigma;
  return {
    support: [-Infinity, Infinity],
    mean: mu,
    variance: sigma * sigma,
    pdf: (x) => Math.exp(-0.5 * standardise(x) ** 2 - logRootTwoPi) / sigma,
    logPdf: (x) => -0.5 * standardise(x) ** 2 - logRootTwoPi - Math.log(sigma),
    cdf: (x) => lowerTail(standardise(x)),
    logCdf: (x) => logLowerTail(standardise(x)),
    survival: (x) => lowerTail(-standardise(x)),
    logSurvival: (x) => logLowerTail(-standardise(x)),
    quantile: (p) => {
      requireProbability(p);
      return mu + sigma * standardQuantile(p);
    },
    sample: (stream) => mu + sigma * stream.normal(),
  };
});

/** P(Z <= z) of the standard normal Z. */
function lowerTail(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

function logLowerTail(z: number): number {
  if (z > 0) return Math.log1p(-lowerTail(-z));
  if (z > -30) return Math.log(lowerTail(z));
  // Mills' ratio as a continued fraction: beyond 30 standard deviations ten terms reach double precision, and
  // erfc underflows from 38 on.
  let fraction = -z;
  for (let term = 10; term >= 1; term -= 1) fraction = -z + term / fraction;
  return -0.5 * z * z - logRootTwoPi - Math.log(fraction);
}

function standardQuantile(p: number): number {
  if (p > 0.5) return -standardQuantile(1 - p);
  if (p === 0) return -Infinity;
  const start = -Math.SQRT2 * erfcinv(2 * p);
  // One step of Newton on the logarithm mends the last digits, which erfcinv leaves open to 6e-14.
  const logDensity = -0.5 * start * start - logRootTwoPi;
  return start - (logLowerTail(start) - Math.log(p)) * Math.exp(logLowerTail(start) - logDensity);
}
