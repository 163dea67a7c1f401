import type { Stream } from "../random/stream.js";

/** A probability distribution of one real number. Every logarithm is natural. */
export interface Distribution {
  /** The family's name, as in `inverse-gaussian`. */
  readonly family: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** The smallest closed interval that holds all values. */
  readonly support: readonly [low: number, high: number];
  readonly mean: number;
  readonly variance: number;
  /** The density at `x`, or the probability of `x` for a discrete family. */
  pdf(x: number): number;
  logPdf(x: number): number;
  /** P(X <= x). */
  cdf(x: number): number;
  logCdf(x: number): number;
  /** P(X > x), accurate where it is small. */
  survival(x: number): number;
  logSurvival(x: number): number;
  /** The smallest x with P(X <= x) >= p; throws a RangeError for p outside [0, 1]. */
  quantile(p: number): number;
  sample(stream: Stream): number;
  toJSON(): DistributionJson;
}

/** A distribution as data: what a model holds and a file saves. */
export interface DistributionJson {
  readonly family: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** What a family's file writes; {@link family} adds the rest. */
export type Law = Omit<Distribution, "family" | "parameters" | "toJSON">;

/** A function that makes the distributions of one family, with what there is to know of the family itself. */
export interface Family<Parameters extends number[] = number[]> {
  (...parameters: Parameters): Distribution;
  readonly family: string;
  readonly parameterNames: readonly string[];
}

/**
 * Makes a family of a name, the names of its parameters in order, and the function that builds its laws.
 *
 * @throws TypeError (from the family) when a parameter is missing or is not a number; what else is wrong with a
 * parameter the law itself says.
 */
export function family<Parameters extends number[]>(
  name: string,
  parameterNames: readonly string[],
  law: (...parameters: Parameters) => Law,
): Family<Parameters> {
  const make = (...values: Parameters): Distribution => {
    if (values.length !== parameterNames.length)
      throw new TypeError(`${name} takes ${parameterNames.join(", ") || "no parameters"}; ${values.length} were given`);
    parameterNames.forEach((parameter, index) => {
      const value: unknown = values[index];
      if (typeof value !== "number" || Number.isNaN(value))
        throw new TypeError(`${name}: ${parameter} must be a number, got ${String(value)}`);
    });
    const parameters = Object.fromEntries(parameterNames.map((parameter, index) => [parameter, values[index]!]));
    return { ...law(...values), family: name, parameters, toJSON: () => ({ family: name, parameters }) };
  };
  return Object.assign(make, { family: name, parameterNames });
}

/** Refuses a parameter that is infinite. */
export function requireFinite(name: string, parameter: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name}: ${parameter} must be a finite number, got ${value}`);
}

/** Refuses a parameter that is not positive and finite. */
export function requirePositive(name: string, parameter: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value)))
    throw new RangeError(`${name}: ${parameter} must be positive and finite, got ${value}`);
}

/** Refuses a probability outside [0, 1]. */
export function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability is between 0 and 1, got ${p}`);
}
