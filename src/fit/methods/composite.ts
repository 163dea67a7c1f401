import type { Distribution } from "../../distribution/distribution.js";
import type { FittedFamily } from "../fittedFamily.js";
import { type Covariance, type FitResult, type FitWarning, resultOf } from "../result.js";

/** An estimate of a law that is built of laws of one family. */
export interface CompositeEstimate {
  readonly family: FittedFamily;
  readonly method: string;
  readonly status: "converged" | "boundary";
  readonly distribution: Distribution;
  /** All of them, by names of their own. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly covariance?: Covariance | undefined;
  readonly logLikelihood: number;
  readonly k: number;
  readonly n: number;
  readonly warnings?: readonly FitWarning[];
  /** What the family is built into, as in `mixture of`. */
  readonly words: string;
}

/** Makes a result of it: as that of a family, with the composite's own parameters. */
export function compositeResult(estimate: CompositeEstimate): FitResult {
  const { family, parameters, words, ...rest } = estimate;
  const names = Object.keys(parameters);
  // The law is there already and cannot be made of these parameters alone.
  const make = (): never => {
    throw new TypeError(`${words} ${family.family} is not made of numbers alone`);
  };
  const named = Object.assign(make, { family: family.family, parameterNames: names });
  const result = resultOf({ ...rest, family: named, values: Object.values(parameters) });
  return { ...result, summary: `${words} ${result.summary}` };
}

/**
 * The covariance of parameters that are functions of others: J C Jᵀ, with the derivatives J as differences over a thousandth of the
 * others' standard errors.
 */
export function covarianceThrough(
  names: readonly string[],
  values: (at: readonly number[]) => readonly number[],
  at: readonly number[],
  covariance: readonly (readonly number[])[],
): Covariance {
  const columns = at.map((_, index) => {
    const step = 1e-3 * Math.sqrt(covariance[index]![index]!);
    const ahead = values(at.map((x, other) => (other === index ? x + step : x)));
    const behind = values(at.map((x, other) => (other === index ? x - step : x)));
    return ahead.map((each, row) => (each - behind[row]!) / (2 * step));
  });
  const matrix = names.map((_, row) =>
    names.map((_, column) =>
      columns.reduce(
        (sum, first, i) =>
          sum + columns.reduce((inner, second, j) => inner + first[row]! * covariance[i]![j]! * second[column]!, 0),
        0,
      ),
    ),
  );
  return { order: names, matrix };
}
