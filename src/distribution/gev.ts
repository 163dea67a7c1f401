import gamma from "@stdlib/math-base-special-gamma";
import { type Family, family, requireFinite, requirePositive } from "./distribution.js";
import { logGammaBend } from "./special/logGammaBend.js";
import { logGammaOnePlus } from "./special/logGammaOnePlus.js";
import { logHazardToLogCdf } from "./special/logHazardToLogCdf.js";
import { effectiveShape, shapedExp, shapedLog } from "./special/shapedLog.js";

const eulerGamma = 0.5772156649015329;

/**
 * The generalised extreme value distribution of maxima: P(X <= x) = exp(-(1 + xi z)^(-1 / xi)) with z = (x - mu) / sigma,
 * where 1 + xi z > 0. A positive xi makes the upper tail heavy (Fréchet), 0 is the Gumbel law, a negative one ends at
 * mu - sigma / xi (SciPy's c is -xi).
 *
 * @param mu the location, in the unit of x
 * @param sigma the scale, in the unit of x, positive
 * @param xi the shape: moments of order 1 / xi and above are infinite
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const gev: Family<[mu: number, sigma: number, xi: number]> = family(
  "gev",
  ["mu", "sigma", "xi"],
  (mu, sigma, xi) => {
    requireFinite("gev", "mu", mu);
    requirePositive("gev", "sigma", sigma);
    requireFinite("gev", "xi", xi);
    const shape = effectiveShape(xi);
    const logScale = Math.log(sigma);
    // The Gumbel number that x would be: P(X <= x) = exp(-e^-t).
    const reduce = (x: number): number => shapedLog(shape, (x - mu) / sigma);
    const logPdf = (x: number): number => {
      const t = reduce(x);
      if (t === -Infinity) return -Infinity;
      return (xi === -1 ? 0 : -(1 + xi) * t) - Math.exp(-t) - logScale;
    };
    const [mean, variance] = standardMoments(shape);
    return {
      support: [mu + sigma * shapedExp(shape, -Infinity), mu + sigma * shapedExp(shape, Infinity)],
      mean: mu + sigma * mean,
      variance: sigma * sigma * variance,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => Math.exp(-Math.exp(-reduce(x))),
      logCdf: (x) => -Math.exp(-reduce(x)),
      survival: (x) => -Math.expm1(-Math.exp(-reduce(x))),
      logSurvival: (x) => logHazardToLogCdf(-reduce(x)),
      quantile: (p) => mu + sigma * shapedExp(shape, -Math.log(-Math.log(p))),
      upperQuantile: (p) => mu + sigma * shapedExp(shape, -Math.log(-Math.log1p(-p))),
      sample: (stream) => mu + sigma * shapedExp(shape, -Math.log(stream.exponential())),
    };
  },
  {
    roles: ["location", "scale", "real"],
    domain: "real",
    logDensity: (mu, sigma, xi) => {
      const logScale = Math.log(sigma);
      // Near xi = 0 the logarithm of 1 + xi z divided by xi loses digits, and the law's own way keeps them.
      if (Math.abs(xi) < 1e-2) {
        const { logPdf } = gev(mu, sigma, xi);
        return logPdf;
      }
      return (x) => {
        const t = Math.log(1 + (xi * (x - mu)) / sigma) / xi;
        return -(1 + xi) * t - Math.exp(-t) - logScale;
      };
    },
    starts: ({ median, lowerQuartile, upperQuartile, mean, variance, minimum }) => {
      const scale = (upperQuartile - lowerQuartile) / 1.5725;
      const wide = Math.sqrt(6 * variance) / Math.PI;
      return [
        [median - 0.3665 * scale, scale, 0.1],
        [median - 0.3665 * scale, scale, 0.5],
        [median - 0.3665 * scale, scale, 1],
        [median - 0.3665 * scale, scale, -0.2],
        [mean - eulerGamma * wide, wide, 0],
        // A low outlier costs e^z, which only a wide law affords.
        [median, (median - minimum) / 4, 0],
      ];
    },
    // The likelihood is unbounded for xi < -1, where the density is infinite at its upper end.
    bounds: { xi: [-1, Infinity] },
    limits: [
      {
        family: "gpd",
        threshold: "excess",
        reason:
          "above the threshold only the tail is seen: location and scale go to their ends, and the excesses are generalised Pareto",
        parameters: ([sigma, xi], threshold) =>
          xi! > 0 ? [threshold - sigma! / xi!, 0, xi!] : [-Infinity, xi! < 0 ? Infinity : sigma!, xi!],
      },
    ],
  },
);

/** The mean (Γ(1 - xi) - 1) / xi and the variance (Γ(1 - 2 xi) - Γ(1 - xi)²) / xi². */
function standardMoments(xi: number): [mean: number, variance: number] {
  if (xi === 0) return [eulerGamma, (Math.PI * Math.PI) / 6];
  if (xi >= 1) return [Infinity, Infinity];
  const first = gamma(1 - xi);
  const mean = (Math.abs(xi) < 0.5 ? Math.expm1(logGammaOnePlus(-xi)) : first - 1) / xi;
  if (xi >= 0.5) return [mean, Infinity];
  return [mean, (first / xi) * (first / xi) * Math.expm1(logGammaBend(1 - xi, Math.abs(xi)))];
}
