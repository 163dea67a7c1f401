import { type Family, family, requireFinite, requirePositive } from "./distribution.js";
import { logOneMinusExp } from "./special/logOneMinusExp.js";
import { effectiveShape, shapedExp, shapedLog } from "./special/shapedLog.js";

/**
 * The generalised Pareto distribution of excesses over a threshold at 0: P(X > x) = (1 + xi x / sigma)^(-1 / xi), for
 * x >= 0. A positive xi makes the tail heavy, 0 is the exponential law, a negative one ends at -sigma / xi.
 *
 * @param sigma the scale, in the unit of x, positive
 * @param xi the shape: moments of order 1 / xi and above are infinite
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const gpd: Family<[sigma: number, xi: number]> = family(
  "gpd",
  ["sigma", "xi"],
  (sigma, xi) => {
    requirePositive("gpd", "sigma", sigma);
    requireFinite("gpd", "xi", xi);
    const shape = effectiveShape(xi);
    const logScale = Math.log(sigma);
    // The exponential number that x would be: P(X > x) = e^-t.
    const reduce = (x: number): number => shapedLog(shape, x / sigma);
    const logPdf = (x: number): number => (xi === -1 ? 0 : -(1 + xi) * reduce(x)) - logScale;
    return {
      support: [0, sigma * shapedExp(shape, Infinity)],
      mean: xi < 1 ? sigma / (1 - xi) : Infinity,
      variance: xi < 0.5 ? ((sigma / (1 - xi)) * (sigma / (1 - xi))) / (1 - 2 * xi) : Infinity,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => -Math.expm1(-reduce(x)),
      logCdf: (x) => logOneMinusExp(-reduce(x)),
      survival: (x) => Math.exp(-reduce(x)),
      logSurvival: (x) => -reduce(x),
      quantile: (p) => sigma * shapedExp(shape, -Math.log1p(-p)),
      upperQuantile: (p) => sigma * shapedExp(shape, -Math.log(p)),
      sample: (stream) => sigma * shapedExp(shape, stream.exponential()),
    };
  },
  {
    roles: ["scale", "real"],
    domain: "non-negative",
    logDensity: (sigma, xi) => {
      const logScale = Math.log(sigma);
      // Near xi = 0 the logarithm of 1 + xi z divided by xi loses digits, and the law's own way keeps them.
      if (Math.abs(xi) < 1e-2) return gpd(sigma, xi).logPdf;
      const power = -(1 + 1 / xi);
      return (x) => power * Math.log(1 + (xi * x) / sigma) - logScale;
    },
    starts: ({ mean, variance, median, maximum }) => {
      const square = (mean * mean) / variance;
      return [
        [0.5 * mean * (square + 1), 0.5 * (1 - square)],
        [median / Math.LN2, 0.05],
        [median, 0.5],
        [median, 1],
        [0.3 * maximum, -0.25],
      ];
    },
    // The likelihood is unbounded for xi < -1, where the density is infinite at its end.
    bounds: { xi: [-1, Infinity] },
    limits: [
      {
        family: "uniform",
        held: { min: 0 },
        reason:
          "the data do not thin out towards their greatest: xi goes to -1, beyond which every likelihood is unbounded, and the law becomes uniform",
        parameters: ([, max]) => [max!, -1],
      },
      {
        family: "pareto",
        threshold: "from",
        reason: "above the threshold the data fall like a power: sigma goes to 0 and the law becomes a Pareto",
        parameters: ([, alpha]) => [0, 1 / alpha!],
      },
    ],
  },
);
