import { duration, durationUnits } from "../../machine/duration.js";
import type { Row, Value } from "../../table/table.js";

/** What a parameter of a point can be: durations are ns. */
export type Level = Exclude<Value, null>;

/** A value for each parameter. */
export type Point = Readonly<Record<string, Level>>;

/**
 * Which points an experiment runs.
 *
 * `rounds` yields points and is given, when they have been run, all rows so far, of every round; so a design can look at what came
 * out before it says where to go on. The same rows must give the same points. A point that has been run costs nothing again.
 */
export interface Design {
  /** The columns of a point, in their order. */
  readonly parameters: readonly string[];
  rounds(): Generator<readonly Point[], void, readonly Row[]>;
}

/** A design whose points are known before anything has run. */
export function fixedDesign(parameters: readonly string[], points: readonly Point[]): Design {
  return {
    parameters,
    *rounds() {
      yield points;
    },
  };
}

/** Whether a value is a number with a unit of time, such as `"10 us"`, which stands for its ns. */
export function isDuration(value: unknown): value is string {
  return typeof value === "string" && new RegExp(`^[\\d.]+(e[-+]?\\d+)? *(${units})$`, "i").test(value.trim());
}

const units = [...durationUnits.keys()].join("|");

/**
 * Values of one parameter: durations become ns where all the others are durations or numbers too, so that a column of them can be drawn;
 * beside other words, such as the laws of a scheduler, they stay as they are.
 *
 * @throws RangeError for a value that is no number, word or boolean
 */
export function levelsOf(name: string, values: readonly unknown[]): Level[] {
  for (const value of values)
    if (!(typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)))
      throw new RangeError(`design.${name}: a value is a finite number, a word or a boolean, got ${show(value)}`);
  const isTime = values.every((value) => typeof value === "number" || isDuration(value));
  return values.map((value) => (isTime && isDuration(value) ? duration(value, `design.${name}`) : (value as Level)));
}

export function show(value: unknown): string {
  return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
}

/** A point in words, such as `processes 100, map "hash"`. */
export function inWords(point: Point): string {
  return Object.entries(point)
    .map(([name, value]) => `${name} ${show(value)}`)
    .join(", ");
}

/** Whether a value is a design, not lists of values. */
export function isDesign(value: object): value is Design {
  return "rounds" in value && typeof value.rounds === "function";
}
