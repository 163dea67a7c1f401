import { type Family, family, requirePositive } from "./distribution.js";
import { samplePoisson } from "./sampler/poisson.js";
import { discreteQuantile } from "./special/discreteQuantile.js";
import { gammaTail, logGammaTerm } from "./special/gammaTail.js";
import { normalQuantile } from "./special/normalQuantile.js";

/**
 * The Poisson distribution: P(X = k) = lambda^k e^-lambda / k!, for k = 0, 1, 2, … The events of a Poisson process in one
 * unit of time.
 *
 * @param lambda its mean, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const poisson: Family<[lambda: number]> = family(
  "poisson",
  ["lambda"],
  (lambda) => {
    requirePositive("poisson", "lambda", lambda);
    const logPdf = (x: number): number => (Number.isInteger(x) ? logGammaTerm(x, lambda) : -Infinity);
    const cdf = (x: number): number => gammaTail(Math.floor(x) + 1, lambda, true, false);
    const survival = (x: number): number => gammaTail(Math.floor(x) + 1, lambda, false, false);
    const near = (p: number, sign: number): number => lambda + sign * Math.sqrt(lambda) * normalQuantile(p);
    return {
      kind: "discrete",
      support: [0, Infinity],
      mean: lambda,
      variance: lambda,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf,
      logCdf: (x) => gammaTail(Math.floor(x) + 1, lambda, true, true),
      survival,
      logSurvival: (x) => gammaTail(Math.floor(x) + 1, lambda, false, true),
      quantile: (p) => discreteQuantile(cdf, survival, p, false, near(p, 1)),
      upperQuantile: (p) => discreteQuantile(cdf, survival, p, true, near(p, -1)),
      sample: (stream) => samplePoisson(lambda, stream),
    };
  },
  {
    roles: ["count"],
    domain: "counts",
    starts: ({ mean }) => [[mean]],
    closedForm: ({ mean }) => [mean],
  },
);
