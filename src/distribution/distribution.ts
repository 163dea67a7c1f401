import type { Stream } from "../random/stream.js";
import type { Estimation } from "./estimation.js";

/** A probability distribution of one real number. Every logarithm is natural. */
export interface Distribution<Value extends Parameter = Parameter> {
  /** The family's name, as in `inverse-gaussian`. */
  readonly family: string;
  readonly parameters: Readonly<Record<string, Value>>;
  /** Discrete: every value has a probability of its own; mixed: some have, as 0 has in a zero-inflated delay. */
  readonly kind: "continuous" | "discrete" | "mixed";
  /** A closed interval that holds all values. */
  readonly support: readonly [low: number, high: number];
  /** Infinity where the integral diverges, NaN where it does not exist. */
  readonly mean: number;
  readonly variance: number;
  /** What it is a mixture of, for a mixture. */
  readonly parts?: readonly { readonly weight: number; readonly distribution: Distribution }[];
  /** The density at `x`, or the probability of `x` where it has one. */
  pdf(x: number): number;
  logPdf(x: number): number;
  /** Whether `x` has a probability of its own. */
  isAtom(x: number): boolean;
  /** P(X <= x), accurate where it is small. */
  cdf(x: number): number;
  logCdf(x: number): number;
  /** P(X > x), accurate where it is small. */
  survival(x: number): number;
  logSurvival(x: number): number;
  /** The smallest x with P(X <= x) >= p; throws a RangeError for p outside [0, 1]. */
  quantile(p: number): number;
  /** The smallest x with P(X > x) <= p, for a p too small to be told from 0 in 1 - p. */
  upperQuantile(p: number): number;
  sample(stream: Stream): number;
  toJSON(): DistributionJson;
}

/** What a family takes: a number, and where it is built of others, distributions, lists of either, or rows of numbers. */
export type Parameter =
  | number
  | Distribution
  | readonly number[]
  | readonly (readonly number[])[]
  | readonly Distribution[];

/** A distribution as data: what a model holds and a file saves. */
export interface DistributionJson {
  readonly family: string;
  readonly parameters: Readonly<Record<string, ParameterJson>>;
}

/** A parameter as data; JSON has no infinity, so that is written as a string. */
export type ParameterJson = number | "Infinity" | "-Infinity" | DistributionJson | readonly ParameterJson[];

/**
 * What a family's file writes; {@link family} adds the rest. The functions of x need hold only inside the support, for
 * finite x, and those of p only between 0 and 1. A law is continuous unless it says otherwise.
 */
export type Law = Omit<Distribution, "family" | "parameters" | "toJSON" | "kind" | "isAtom"> &
  Partial<Pick<Distribution, "kind" | "isAtom">>;

/** A function that makes the distributions of one family, with what there is to know of the family itself. */
export interface Family<Parameters extends readonly (Parameter | undefined)[] = Parameter[]> {
  (...parameters: Parameters): Distribution<NonNullable<Parameters[number]>>;
  readonly family: string;
  readonly parameterNames: readonly string[];
  /** How its parameters are estimated; a family without it cannot be fitted by name. */
  readonly estimation?: Estimation;
}

/**
 * Makes a family of a name, the names of its parameters in order, and the function that builds its laws. Parameters
 * that the function has a default for may be left out. `estimation` is what `fit` knows of the family.
 *
 * @throws TypeError (from the family) when the number of parameters is wrong; what is wrong with one the law itself says.
 */
export function family<Parameters extends readonly (Parameter | undefined)[]>(
  name: string,
  parameterNames: readonly string[],
  law: (...parameters: Parameters) => Law,
  estimation?: Estimation,
): Family<Parameters> {
  const make = (...values: Parameters): Distribution<NonNullable<Parameters[number]>> => {
    if (values.length > parameterNames.length || values.length < law.length)
      throw new TypeError(`${name} takes ${parameterNames.join(", ") || "no parameters"}; ${values.length} were given`);
    // Lists are the caller's own, who may change them later.
    const owned = values.map(copied) as unknown as Parameters;
    const given = parameterNames.map((parameter, index) => [parameter, owned[index]] as const);
    const parameters = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Record<
      string,
      NonNullable<Parameters[number]>
    >;
    return complete(name, parameters, law(...owned));
  };
  return Object.assign(make, { family: name, parameterNames, ...(estimation && { estimation }) });
}

/** Extends a law to all numbers: beyond the support nothing is left to chance. */
function complete<Value extends Parameter>(
  name: string,
  parameters: Readonly<Record<string, Value>>,
  law: Law,
): Distribution<Value> {
  const low = Math.max(law.support[0], -Number.MAX_VALUE);
  const high = Math.min(law.support[1], Number.MAX_VALUE);
  const end = law.support[1] === Infinity ? Infinity : high;
  const { kind = "continuous", pdf, logPdf, cdf, logCdf, survival, logSurvival, quantile, upperQuantile } = law;
  const { isAtom = kind === "discrete" ? (x: number) => logPdf(x) > -Infinity : () => false } = law;
  const beyond = (x: number, below: number, above: number): number => (Number.isNaN(x) ? x : x < low ? below : above);
  // Assigned rather than copied, so that a law may work out its moments when they are asked for.
  return Object.assign(law, {
    family: name,
    parameters,
    kind,
    pdf: (x: number) => (x >= low && x <= high ? pdf(x) : beyond(x, 0, 0)),
    logPdf: (x: number) => (x >= low && x <= high ? logPdf(x) : beyond(x, -Infinity, -Infinity)),
    isAtom: (x: number) => x >= low && x <= high && isAtom(x),
    cdf: (x: number) => (x >= low && x < end ? cdf(x) : beyond(x, 0, 1)),
    logCdf: (x: number) => (x >= low && x < end ? logCdf(x) : beyond(x, -Infinity, 0)),
    survival: (x: number) => (x >= low && x < end ? survival(x) : beyond(x, 1, 0)),
    logSurvival: (x: number) => (x >= low && x < end ? logSurvival(x) : beyond(x, 0, -Infinity)),
    quantile: (p: number) => quantile(requireProbability(p)),
    upperQuantile: (p: number) => upperQuantile(requireProbability(p)),
    toJSON: () => ({
      family: name,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([parameter, value]) => [parameter, asJson(value)]),
      ),
    }),
  });
}

function copied(value: unknown): unknown {
  return Array.isArray(value) ? value.map(copied) : value;
}

function asJson(value: Parameter): ParameterJson {
  if (typeof value === "number") return Number.isFinite(value) ? value : value > 0 ? "Infinity" : "-Infinity";
  return "family" in value ? value.toJSON() : value.map(asJson);
}

/** Refuses a parameter that is not a number. */
export function requireNumber(name: string, parameter: string, value: number): void {
  if (typeof value !== "number" || Number.isNaN(value))
    throw new TypeError(`${name}: ${parameter} must be a number, got ${String(value)}`);
}

/** Refuses a parameter that is not a number or is infinite. */
export function requireFinite(name: string, parameter: string, value: number): void {
  requireNumber(name, parameter, value);
  if (!Number.isFinite(value)) throw new RangeError(`${name}: ${parameter} must be a finite number, got ${value}`);
}

/** Refuses a parameter that is not positive and finite. */
export function requirePositive(name: string, parameter: string, value: number): void {
  requireNumber(name, parameter, value);
  if (!(value > 0 && Number.isFinite(value)))
    throw new RangeError(`${name}: ${parameter} must be positive and finite, got ${value}`);
}

/** Refuses what is not a list of numbers. */
export function requireNumbers(name: string, parameter: string, values: readonly number[]): void {
  if (!Array.isArray(values) || values.length === 0)
    throw new TypeError(`${name}: ${parameter} must be a list of numbers, got ${JSON.stringify(values)}`);
  values.forEach((value, index) => {
    requireNumber(name, `${parameter}[${index}]`, value);
  });
}

/** Refuses what are not as many weights as `count`, none negative and not all 0. */
export function requireWeights(name: string, parameter: string, weights: readonly number[], count: number): void {
  requireNumbers(name, parameter, weights);
  if (weights.length !== count)
    throw new RangeError(`${name}: ${parameter} must have ${count} numbers, one for each, got ${weights.length}`);
  const wrong = weights.find((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong !== undefined) throw new RangeError(`${name}: ${parameter} must be finite and not negative, got ${wrong}`);
  if (!weights.some((weight) => weight > 0)) throw new RangeError(`${name}: ${parameter} must not all be 0`);
}

/** Refuses what is not a distribution. */
export function requireDistribution(name: string, parameter: string, value: Distribution): void {
  if (typeof value?.sample !== "function" || typeof value.logPdf !== "function")
    throw new TypeError(`${name}: ${parameter} must be a distribution, got ${JSON.stringify(value)}`);
}

/** Passes on a probability, and refuses what is outside [0, 1]. */
export function requireProbability(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability is between 0 and 1, got ${p}`);
  return p;
}
