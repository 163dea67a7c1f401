import type { Table } from "../../table/table.js";
import { axisTitle, unitOf } from "../column.js";
import type { Scale } from "../lines.js";
import { logTicks } from "../logTicks.js";
import type { Unit } from "../unit.js";
import { placesOf } from "./regimePoints.js";

/** An axis along which a parameter of the model changes. */
export interface ParameterAxis {
  readonly column: string;
  readonly title: string;
  readonly unit: Unit;
  readonly scale: Scale;
  readonly least: number;
  readonly most: number;
  /** From the parameter to the axis' own coordinate, evenly spread on it, and back. */
  toAxis(value: number): number;
  fromAxis(coordinate: number): number;
}

/** The axes of a plane of two parameters. */
export interface PlaneAxes {
  readonly x: ParameterAxis;
  readonly y: ParameterAxis;
}

/** What a caller says of an axis. */
export interface AxisOptions {
  /** `"log"` unless given, where all values are positive and the greatest at least 5 times the least. */
  readonly scale?: Scale | undefined;
  readonly title?: string | undefined;
  readonly unit?: string | undefined;
}

/** @throws RangeError for values that are not finite, or not positive on a log axis; TypeError for what is no number */
export function parameterAxis(plot: string, table: Table, column: string, options: AxisOptions): ParameterAxis {
  const values = placesOf(plot, table, column, options.scale === "log");
  const least = values.reduce((one, other) => Math.min(one, other), Infinity);
  const most = values.reduce((one, other) => Math.max(one, other), -Infinity);
  const scale = options.scale ?? (least > 0 && most >= 5 * least ? "log" : "linear");
  const log = scale === "log";
  return {
    column,
    title: options.title ?? column,
    // Of an axis over many decades the unit of its middle: the ends are then read in thousands and thousandths of it.
    unit: unitOf(column, log ? [Math.sqrt(least * most)] : [least, most], options.unit),
    scale,
    least,
    most,
    toAxis: log ? Math.log10 : (value) => value,
    fromAxis: log ? (coordinate) => 10 ** coordinate : (coordinate) => coordinate,
  };
}

/** The axis as Plotly describes it, from one value to another. */
export function plotlyAxis({ title, unit, scale, toAxis }: ParameterAxis, ends: readonly [low: number, high: number]) {
  return {
    title: { text: axisTitle(title, unit) },
    type: scale,
    range: ends.map((end) => toAxis(end / unit.size)),
    ...(scale === "log" ? { exponentformat: "none", dtick: logTicks(ends) } : {}),
  };
}
