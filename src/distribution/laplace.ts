import { type Family, family, requireFinite, requirePositive } from "./distribution.js";

/**
 * The Laplace distribution: pdf(x) = e^(-|x - mu| / b) / (2b), on the whole line.
 *
 * @param mu its mean and median, in the unit of x
 * @param b the mean distance from it, in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const laplace: Family<[mu: number, b: number]> = family(
  "laplace",
  ["mu", "b"],
  (mu, b) => {
    requireFinite("laplace", "mu", mu);
    requirePositive("laplace", "b", b);
    const logScale = Math.LN2 + Math.log(b);
    const logPdf = (x: number): number => -Math.abs(x - mu) / b - logScale;
    return {
      support: [-Infinity, Infinity],
      mean: mu,
      variance: 2 * b * b,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => lowerTail((x - mu) / b),
      logCdf: (x) => logLowerTail((x - mu) / b),
      survival: (x) => lowerTail((mu - x) / b),
      logSurvival: (x) => logLowerTail((mu - x) / b),
      quantile: (p) => mu + b * standardQuantile(p),
      upperQuantile: (p) => mu - b * standardQuantile(p),
      sample: (stream) => mu + b * (stream.next() < 0 ? -stream.exponential() : stream.exponential()),
    };
  },
  {
    roles: ["location", "scale"],
    domain: "real",
    starts: ({ median, lowerQuartile, upperQuartile }) => [[median, (upperQuartile - lowerQuartile) / (2 * Math.LN2)]],
    edges: { mu: "median", b: "mean distance" },
  },
);

function lowerTail(z: number): number {
  return z < 0 ? 0.5 * Math.exp(z) : 1 - 0.5 * Math.exp(-z);
}

function logLowerTail(z: number): number {
  return z < 0 ? z - Math.LN2 : Math.log1p(-0.5 * Math.exp(-z));
}

function standardQuantile(p: number): number {
  // Near the median the distance from it is exact, and log1p keeps it.
  if (p > 0.25 && p < 0.75) return p < 0.5 ? Math.log1p(2 * (p - 0.5)) : -Math.log1p(-2 * (p - 0.5));
  return p < 0.5 ? Math.log(2 * p) : -Math.log(2 * (1 - p));
}
