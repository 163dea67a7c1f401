import type { Distribution, Family } from "../distribution/distribution.js";
import { type ConfidenceIntervals, waldIntervals } from "./confidence.js";

/**
 * How an estimate ended. `converged`: a maximum inside the range of the parameters, checked by gradient and curvature.
 * `boundary`: the likelihood grows towards the end of that range, where the family becomes another; the distribution is
 * that limit. The others have no estimate: `no-mle` (the likelihood has no maximum), `out-of-support` (a value the
 * family cannot produce), `no-data`, `invalid-data`, and `not-converged` (the search failed, and says so).
 */
export type FitStatus =
  | "converged"
  | "boundary"
  | "no-mle"
  | "out-of-support"
  | "no-data"
  | "invalid-data"
  | "not-converged";

/** Something to know about a fit before it is used. */
export interface FitWarning {
  /** For programs, as in `ties`. */
  readonly code: string;
  /** For people. */
  readonly message: string;
}

/** The covariance of the estimates: rows and columns in the order of `order`, the parameters that were free. */
export interface Covariance {
  readonly order: readonly string[];
  readonly matrix: readonly (readonly number[])[];
}

/** A test of goodness of fit. */
export interface FitTest {
  readonly statistic: number;
  /** NaN where it was not asked for. */
  readonly pValue: number;
  /** How the p-value was found, as in `parametric bootstrap, 999 refits`. */
  readonly method: string;
}

/** A family fitted to data: the distribution with its evidence, or the reason that there is none. */
export interface FitResult {
  readonly family: string;
  /** How it was fitted, as in `mle`. */
  readonly method: string;
  readonly status: FitStatus;
  /** Whether the estimate is a checked maximum: `status` is `converged`. */
  readonly converged: boolean;
  /** The fitted law, left out where there is no estimate. */
  readonly distribution?: Distribution;
  /** Named as the family names them, fixed ones with them; left out where there is no estimate. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Of the free parameters, from the observed information; left out where the likelihood has no curvature. */
  readonly standardErrors?: Readonly<Record<string, number>>;
  readonly covariance?: Covariance;
  /**
   * 95 % intervals from the standard errors, on the logarithm of a positive parameter and the log odds of a probability; left out where
   * there are none. Of small samples `profileIntervals` gives better ones.
   */
  readonly confidenceIntervals?: ConfidenceIntervals;
  /** NaN where there is no estimate; so are the three criteria. */
  readonly logLikelihood: number;
  readonly aic: number;
  /** AIC corrected for small samples; Infinity where there are too few values for it. */
  readonly aicc: number;
  readonly bic: number;
  /** How much the AIC is above the least of those fitted together. */
  readonly deltaAic?: number;
  /** The share of the evidence by AIC among those fitted together, from 0 to 1. */
  readonly akaikeWeight?: number;
  /** The number of parameters estimated. */
  readonly k: number;
  /** The number of observations: values, weights, counts. */
  readonly n: number;
  readonly warnings: readonly FitWarning[];
  /** By name, as `ks`; empty until asked for. */
  readonly tests: Readonly<Record<string, FitTest>>;
  /** The outcome in one sentence. */
  readonly summary: string;
}

/** What an estimate is made of. */
export interface Estimate {
  readonly family: Family<number[]>;
  readonly method: string;
  readonly status: "converged" | "boundary";
  /** In the order of the family's parameters. */
  readonly values: readonly number[];
  /** The law, where it is not the family's at `values`. */
  readonly distribution?: Distribution;
  readonly logLikelihood: number;
  readonly covariance?: Covariance | undefined;
  readonly k: number;
  readonly n: number;
  readonly warnings?: readonly FitWarning[];
  readonly summary?: string;
}

/** Makes a result of an estimate: AIC = 2k - 2 log L, AICc = AIC + 2k(k + 1) / (n - k - 1), BIC = k log n - 2 log L. */
export function resultOf(estimate: Estimate): FitResult {
  const { family, method, status, values, logLikelihood, covariance, k, n, warnings = [] } = estimate;
  const aic = 2 * k - 2 * logLikelihood;
  const parameters = Object.fromEntries(family.parameterNames.map((name, index) => [name, values[index]!]));
  const standardErrors =
    covariance &&
    Object.fromEntries(covariance.order.map((name, row) => [name, Math.sqrt(covariance.matrix[row]![row]!)]));
  const roles = family.estimation?.roles.map((role, index) => [family.parameterNames[index]!, role] as const);
  return {
    family: family.family,
    method,
    status,
    converged: status === "converged",
    distribution: estimate.distribution ?? family(...values),
    parameters,
    ...(standardErrors && { standardErrors }),
    ...(covariance && { covariance }),
    ...(standardErrors &&
      roles && { confidenceIntervals: waldIntervals(parameters, standardErrors, Object.fromEntries(roles)) }),
    logLikelihood,
    aic,
    aicc: n - k - 1 > 0 ? aic + (2 * k * (k + 1)) / (n - k - 1) : Infinity,
    bic: k * Math.log(n) - 2 * logLikelihood,
    k,
    n,
    warnings,
    tests: {},
    summary: estimate.summary ?? `${family.family}(${parametersInWords(parameters, standardErrors)})`,
  };
}

/** A result without an estimate, and why there is none. */
export function withoutEstimate(
  family: string,
  method: string,
  status: Exclude<FitStatus, "converged" | "boundary">,
  message: string,
  n: number,
  k = 0,
): FitResult {
  return {
    family,
    method,
    status,
    converged: false,
    logLikelihood: Number.NaN,
    aic: Number.NaN,
    aicc: Number.NaN,
    bic: Number.NaN,
    k,
    n,
    warnings: [{ code: status, message }],
    tests: {},
    summary: `${family}: ${message}`,
  };
}

/** Best first by AIC; what has no estimate comes last, in the order it was asked for. */
export function byAic(first: FitResult, second: FitResult): number {
  // To nine digits: what two searches for the same maximum differ by is no difference.
  const [a, b] = [first, second].map(({ aic }) => (Number.isNaN(aic) ? Infinity : Number(aic.toPrecision(9))));
  if (a !== b) return a! - b!;
  if (a === Infinity) return 0;
  return first.k - second.k || (first.family < second.family ? -1 : 1);
}

/** Parameters by their names, with their standard errors where these are known: `"shape 2.0141 ± 0.031, scale 12.2"`. */
export function parametersInWords(
  parameters: Readonly<Record<string, number>>,
  standardErrors: Readonly<Record<string, number>> | undefined,
): string {
  return Object.entries(parameters)
    .map(([name, value]) => {
      const error = standardErrors?.[name];
      return `${name} ${brief(value)}${error === undefined ? "" : ` ± ${error.toPrecision(2)}`}`;
    })
    .join(", ");
}

function brief(value: number): string {
  return String(Number(value.toPrecision(5)));
}
