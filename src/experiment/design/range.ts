import { requireObject } from "../../argument/argument.js";
import { duration } from "../../machine/duration.js";
import { isDuration, type Level, levelsOf, show } from "./design.js";

/**
 * What a parameter ranges over: `[low, high]` on a linear scale, `[low, high, "log"]` on a logarithmic one, where equal ways are equal
 * factors; or a list of values to choose among, such as `["hash", "task-storage"]`, which is `{ values }` where it could be taken for
 * a range. Bounds are numbers or durations (`"10 us"`), which become ns. Where both are whole numbers and others lie between them,
 * every value is whole; `{ low, high, whole: false }` says otherwise.
 */
export type Range =
  | readonly [low: Bound, high: Bound]
  | readonly [low: Bound, high: Bound, scale: RangeScale]
  | { readonly low: Bound; readonly high: Bound; readonly scale?: RangeScale; readonly whole?: boolean }
  | { readonly values: readonly Level[] }
  | readonly Level[];

export type Bound = number | string;
export type RangeScale = "linear" | "log";

/** A range for every parameter. */
export type Ranges = Readonly<Record<string, Range>>;

/** A range that has been checked. */
export interface Axis {
  readonly name: string;
  /** The value at a share of the way from the low bound, at 0, to the high one, at 1. */
  at(share: number): Level;
  /**
   * The value of a uniform random number in [0, 1): equal parts of the scale, whole numbers of a linear
   * one and listed values are equally likely.
   */
  sample(uniform: number): Level;
  /** How many values there are; Infinity for a range of real numbers. */
  readonly count: number;
  /** The listed values; none for a range. */
  readonly values?: readonly Level[];
}

/** @throws RangeError that names the range and says what is wrong */
export function axesOf(ranges: Ranges): Axis[] {
  requireObject("ranges", "a range for at least one parameter", ranges);
  const axes = Object.entries(ranges).map(([name, range]) => axisOf(name, range));
  if (axes.length === 0) throw new RangeError("ranges: expected a range for at least one parameter, got none");
  return axes;
}

/** @throws RangeError that names the range and says what is wrong */
export function axisOf(name: string, range: Range): Axis {
  if (isList(range)) {
    const [low, high, scale] = range;
    if (range.length === 2 && isBound(low) && isBound(high)) return interval(name, { low, high });
    if (range.length === 3 && isBound(low) && isBound(high) && typeof scale === "string" && !isBound(scale))
      return interval(name, { low, high, scale: scale as RangeScale });
    return choice(name, range);
  }
  if (typeof range !== "object" || range === null)
    throw new RangeError(`ranges.${name}: expected [low, high], [low, high, "log"] or values, got ${show(range)}`);
  return "values" in range ? choice(name, range.values) : interval(name, range);
}

function isList(range: Range): range is readonly Level[] {
  return Array.isArray(range);
}

function isBound(value: unknown): value is Bound {
  return typeof value === "number" || isDuration(value);
}

function choice(name: string, given: readonly Level[]): Axis {
  if (given.length === 0) throw new RangeError(`ranges.${name}: expected at least one value`);
  const values = levelsOf(name, given);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
  return { name, at, sample: at, count: values.length, values };
}

interface Interval {
  readonly low: Bound;
  readonly high: Bound;
  readonly scale?: RangeScale;
  readonly whole?: boolean;
}

function interval(name: string, { scale = "linear", whole, ...bounds }: Interval): Axis {
  const low = numberOf(bounds.low, `ranges.${name}: low`);
  const high = numberOf(bounds.high, `ranges.${name}: high`);
  if (scale !== "linear" && scale !== "log")
    throw new RangeError(`ranges.${name}: a scale is "linear" or "log", got ${show(scale)}`);
  if (!(low < high)) throw new RangeError(`ranges.${name}: low must be below high, got ${low} and ${high}`);
  if (scale === "log" && !(low > 0))
    throw new RangeError(`ranges.${name}: a logarithmic scale begins above 0, got ${low}`);
  const between = (from: number, to: number, share: number): number =>
    scale === "log" ? from * Math.exp(share * Math.log(to / from)) : from + share * (to - from);
  const within = (value: number): number => Math.min(high, Math.max(low, value));
  const isWhole = whole ?? (Number.isInteger(low) && Number.isInteger(high) && high - low > 1);
  if (!isWhole) {
    const at = (share: number) => (share === 1 ? high : within(between(low, high, share)));
    return { name, at, sample: at, count: Infinity };
  }
  if (!(Number.isInteger(low) && Number.isInteger(high)))
    throw new RangeError(`ranges.${name}: whole values lie between whole bounds, got ${low} and ${high}`);
  return {
    name,
    at: (share) => within(Math.round(between(low, high, share))),
    // On a linear scale half a step further at both ends, so that the bounds are as likely as their neighbours.
    sample: (uniform) =>
      within(Math.round(scale === "log" ? between(low, high, uniform) : between(low - 0.5, high + 0.5, uniform))),
    count: high - low + 1,
  };
}

function numberOf(value: unknown, what: string): number {
  const number = isDuration(value) ? duration(value, what) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  throw new RangeError(`${what}: expected a finite number or a duration such as "3 ms", got ${show(value)}`);
}

/** @throws RangeError for what is not a whole number from `least` */
export function requireCount(what: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${what}: expected a whole number from ${least}, got ${show(value)}`);
}
