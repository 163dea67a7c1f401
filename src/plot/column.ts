import { timeUnit, type Unit } from "./unit.js";

/** What a column of a table measures: decides the unit it is shown in. */
export type Measure = "duration" | "ratio" | "count";

/** Columns that runs and models name, with what they measure: durations in ns, ratios of times, numbers of things. */
const known: ReadonlyMap<string, Measure> = new Map([
  ["overhead", "ratio"],
  ["utilisation", "ratio"],
  ["time", "duration"],
  ["lifetime", "duration"],
  ["threshold", "duration"],
  ["slice", "duration"],
  ["wait", "duration"],
  ["processes", "count"],
  ["cpus", "count"],
  ["alive", "count"],
  ["records", "count"],
  ["load", "count"],
  ["events", "count"],
  ["replication", "count"],
]);

/** What the column of this name measures, where its name says so. */
export function measureOf(column: string): Measure | undefined {
  return known.get(column);
}

/** The unit for a column's values: named by the caller, or that of its measure, scaled to the largest value. */
export function unitOf(column: string, values: readonly number[], named?: string): Unit {
  if (named !== undefined) return { name: named, size: 1 };
  const measure = measureOf(column);
  if (measure === "ratio") return { name: "%", size: 0.01 };
  if (measure === "duration") return timeUnit(values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0));
  return { name: measure === "count" ? "count" : "unit not given", size: 1 };
}

/** The title of an axis: what it shows, with its unit in brackets. */
export function axisTitle(name: string, unit: Unit): string {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  return `${words} (${unit.name})`;
}
