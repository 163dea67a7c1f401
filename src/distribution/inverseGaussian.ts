import { type Family, family, requirePositive } from "./distribution.js";
import { tail } from "./special/gammaTail.js";
import { halfLogTwoPi } from "./special/halfLogTwoPi.js";
import { normalQuantile } from "./special/normalQuantile.js";
import { scaledErfc, scaledErfcDrop } from "./special/scaledErfc.js";
import { solveTail } from "./special/solveTail.js";

/**
 * The inverse Gaussian distribution, of the time a Brownian motion with drift takes to a level:
 * pdf(x) = √(lambda / (2π x³)) exp(-lambda (x - mu)² / (2 mu² x)), for x > 0. Its variance is mu³ / lambda.
 *
 * @param mu its mean, in the unit of x, positive
 * @param lambda the shape, in the unit of x, positive: the greater, the narrower
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const inverseGaussian: Family<[mu: number, lambda: number]> = family(
  "inverse-gaussian",
  ["mu", "lambda"],
  (mu, lambda) => {
    requirePositive("inverse-gaussian", "mu", mu);
    requirePositive("inverse-gaussian", "lambda", lambda);
    const logFactor = 0.5 * Math.log(lambda) - halfLogTwoPi;
    const logPdf = (x: number): number => {
      if (x === 0) return -Infinity;
      const distance = (x - mu) / mu;
      return logFactor - 1.5 * Math.log(x) - 0.5 * (lambda / x) * distance * distance;
    };
    const tailAt = (x: number, upper: boolean, log: boolean): number => {
      if (x === 0) return tail(0, 0, upper, log);
      // P(X <= x) = ½ erfc(-low) + ½ exp(high² - low²) erfc(high), and both terms have the factor exp(-low²).
      const unit = Math.sqrt((0.5 * lambda) / x);
      const low = (unit * (x - mu)) / mu;
      const gap = 2 * unit;
      const exponent = -low * low;
      if (low < 0) {
        const factor = 0.5 * (scaledErfc(-low) + scaledErfc(low + gap));
        if (exponent + Math.log(factor) < -Math.LN2) return tail(exponent, factor, upper, log);
      }
      return tail(exponent, 0.5 * scaledErfcDrop(low, gap), !upper, log);
    };
    const spread = Math.log1p(mu / lambda);
    const inverse = (p: number, upper: boolean): number => {
      if (p > 0.5) return inverse(1 - p, !upper);
      if (p === 0) return upper ? Infinity : 0;
      const z = upper ? -normalQuantile(p) : normalQuantile(p);
      // The lognormal law with the same mean and variance is where to start.
      const start = mu * Math.exp(z * Math.sqrt(spread) - 0.5 * spread);
      return solveTail((x) => tailAt(x, upper, true), logPdf, Math.log(p), !upper, start);
    };
    return {
      support: [0, Infinity],
      mean: mu,
      variance: mu * mu * (mu / lambda),
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => tailAt(x, false, false),
      logCdf: (x) => tailAt(x, false, true),
      survival: (x) => tailAt(x, true, false),
      logSurvival: (x) => tailAt(x, true, true),
      quantile: (p) => inverse(p, false),
      upperQuantile: (p) => inverse(p, true),
      // Michael, Schucany and Haas (1976), with the smaller root of the quadratic free of cancellation.
      sample: (stream) => {
        const z = stream.normal();
        const w = (0.5 * z * z * mu) / lambda;
        const small = 1 / (1 + w + Math.sqrt(w * (w + 2)));
        return stream.uniform() * (1 + small) < 1 ? mu * small : mu / small;
      },
    };
  },
  {
    roles: ["scale", "scale"],
    domain: "positive",
    starts: ({ mean, meanInverse, variance }) => [
      [mean, 1 / (meanInverse - 1 / mean)],
      [mean, mean ** 3 / variance],
    ],
    closedForm: ({ mean, meanInverse }) => [mean, 1 / (meanInverse - 1 / mean)],
    logLikelihood: ({ size, mean, meanLog, meanInverse }, mu, lambda) =>
      size *
      (0.5 * Math.log(lambda) -
        halfLogTwoPi -
        1.5 * meanLog -
        // Σ (x - mu)² / (mu² x), with what is 0 at the maximum kept apart.
        0.5 * lambda * ((mean - mu) ** 2 / (mean * mu * mu) + (meanInverse - 1 / mean))),
    sumOf: (count, mu, lambda) => inverseGaussian(count * mu, count * count * lambda),
  },
);
