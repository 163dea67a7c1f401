import { type Family, family, requirePositive } from "./distribution.js";
import { logOneMinusExp } from "./special/logOneMinusExp.js";

/**
 * The Pareto distribution of the first type: P(X > x) = (xm / x)^alpha, for x >= xm.
 *
 * @param xm the smallest value, in the unit of x, positive
 * @param alpha the tail index, positive: moments of order alpha and above are infinite
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const pareto: Family<[xm: number, alpha: number]> = family(
  "pareto",
  ["xm", "alpha"],
  (xm, alpha) => {
    requirePositive("pareto", "xm", xm);
    requirePositive("pareto", "alpha", alpha);
    const logFactor = Math.log(alpha) - Math.log(xm);
    // log(x / xm), by log1p where the quotient would round the difference away.
    const logRatio = (x: number): number => (x < 2 * xm ? Math.log1p((x - xm) / xm) : Math.log(x / xm));
    const logPdf = (x: number): number => logFactor - (alpha + 1) * logRatio(x);
    return {
      support: [xm, Infinity],
      mean: alpha > 1 ? xm * (alpha / (alpha - 1)) : Infinity,
      variance: alpha > 2 ? ((xm / (alpha - 1)) * (xm / (alpha - 1)) * alpha) / (alpha - 2) : Infinity,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => -Math.expm1(-alpha * logRatio(x)),
      logCdf: (x) => logOneMinusExp(-alpha * logRatio(x)),
      survival: (x) => Math.exp(-alpha * logRatio(x)),
      logSurvival: (x) => -alpha * logRatio(x),
      quantile: (p) => xm * Math.exp(-Math.log1p(-p) / alpha),
      upperQuantile: (p) => xm * Math.exp(-Math.log(p) / alpha),
      sample: (stream) => xm * Math.exp(stream.exponential() / alpha),
    };
  },
  {
    roles: ["scale", "shape"],
    domain: "positive",
    starts: ({ meanLog, minimum }) => [
      [minimum, 1 / Math.max(meanLog - Math.log(minimum), 1e-6)],
      [minimum, 1],
    ],
    closedForm: ({ meanLog, minimum }) => [minimum, 1 / (meanLog - Math.log(minimum))],
    logLikelihood: ({ size, meanLog, minimum }, xm, alpha) =>
      xm > minimum ? -Infinity : size * (Math.log(alpha) + alpha * Math.log(xm) - (alpha + 1) * meanLog),
    edges: { xm: "minimum" },
  },
);
