import { requireList, requireObject } from "../argument/argument.js";
import { meanInterval } from "../measure/interval.js";
import { type Row, Table, type Value } from "../table/table.js";
import { axisTitle, unitOf } from "./column.js";
import { Figure, type Trace } from "./figure.js";
import { legendNames } from "./legend.js";
import { logTicks } from "./logTicks.js";
import { colour, dash, legendAtTheSide, pale, symbols, topMargin } from "./template.js";
import { formatNumber, type Unit } from "./unit.js";

/** How {@link lines} is drawn. Columns are named as in the table. */
export interface LinesOptions {
  /** The column of numbers along the horizontal axis. */
  readonly x: string;
  /** The column of numbers up the vertical axis. */
  readonly y: string;
  /** The column whose every value gets a line of its own. */
  readonly colour?: string;
  /** Of both axes, or of each; `"linear"` unless given. */
  readonly scale?: Scale | { readonly x?: Scale; readonly y?: Scale };
  /** Other values to compare with, in the same columns and units, drawn as hollow marks. */
  readonly reference?: Table | readonly Row[];
  /** What these are called; `"reference"` unless given. */
  readonly referenceName?: string;
  /** How the interval is shown: as a `"band"`, its default, as error `"bars"`, or not (`"none"`). */
  readonly interval?: "band" | "bars" | "none";
  /** Of the interval; 0.95 unless given. */
  readonly confidence?: number;
  readonly title?: string;
  readonly subtitle?: string;
  /** Names of the axes; those of the columns unless given. */
  readonly xTitle?: string;
  readonly yTitle?: string;
  /** Units of the values, where the column's name does not tell: `"ns"` columns are scaled and ratios become percent by themselves. */
  readonly xUnit?: string;
  readonly yUnit?: string;
  /** Shows a ratio in percent; so for `overhead` and other known ratios. */
  readonly percent?: boolean;
  /** px */
  readonly height?: number;
}

export type Scale = "linear" | "log";

/** The values of y at one x of one line. */
interface Point {
  readonly x: number;
  readonly values: readonly number[];
}

/**
 * One line for each value of a column. Rows with the same x on the same line, such as replications, are averaged, and Student's
 * interval for their mean is drawn around it.
 *
 * @throws RangeError for a column that the table does not have or for no rows; TypeError for one that is not of numbers
 */
export function lines(data: Table | readonly Row[], options: LinesOptions): Figure {
  requireList("plot.lines", "a table or a list of rows", data);
  requireObject("plot.lines", "options with the columns x and y", options, "x", "y");
  const table = tableOf(data, options);
  if (table.length === 0) throw new RangeError("plot.lines: the table has no rows");
  const reference = options.reference && tableOf(options.reference, options);
  const both = [table, ...(reference ? [reference] : [])];
  const units = {
    x: unitOf(
      options.x,
      both.flatMap((rows) => [...rows.numbers(options.x)]),
      options.xUnit,
    ),
    y: yUnitOf(both, options),
  };
  const groups = groupsOf(table, options.colour);
  const referenceGroups = reference ? groupsOf(reference, options.colour) : [];
  const keys = [...new Set([...groups, ...referenceGroups].map(({ key }) => key))];
  const traces = groups.flatMap(({ key, rows }) =>
    lineOf(key, keys.indexOf(key), pointsOf(rows, options), units, options),
  );
  // In the order of the lines, whatever that of the reference.
  referenceGroups.sort((first, second) => keys.indexOf(first.key) - keys.indexOf(second.key));
  const marks = referenceGroups.map(({ key, rows }) =>
    referenceOf(key, keys.indexOf(key), pointsOf(rows, options), units, options),
  );
  const shown = [...traces, ...marks];
  return new Figure({ data: shown, layout: layoutOf(both, legendNames(shown), units, options) });
}

interface Units {
  readonly x: Unit;
  readonly y: Unit;
}

function tableOf(data: Table | readonly Row[], { x, y, colour: by }: LinesOptions): Table {
  const table = data instanceof Table ? data : new Table(data);
  if (table.length > 0) for (const column of [x, y, ...(by ? [by] : [])]) table.column(column);
  return table;
}

function yUnitOf(tables: readonly Table[], { y, yUnit, percent }: LinesOptions): Unit {
  if (percent === true) return { name: "%", size: 0.01 };
  const unit = unitOf(
    y,
    tables.flatMap((rows) => [...rows.numbers(y)]),
    yUnit,
  );
  return percent === false && unit.name === "%" ? { name: "ratio", size: 1 } : unit;
}

function groupsOf(table: Table, by: string | undefined): { key: Value; rows: Table }[] {
  if (by === undefined) return [{ key: "", rows: table }];
  return table.groupBy(by).map(({ key, rows }) => ({ key: key[by] ?? null, rows }));
}

function pointsOf(rows: Table, { x, y }: LinesOptions): Point[] {
  const points = new Map<number, number[]>();
  const values = rows.numbers(y);
  rows.numbers(x).forEach((at, index) => {
    const value = values[index]!;
    if (!Number.isFinite(value)) return;
    const there = points.get(at);
    if (there) there.push(value);
    else points.set(at, [value]);
  });
  return [...points].map(([at, all]) => ({ x: at, values: all })).sort((first, second) => first.x - second.x);
}

function lineOf(key: Value, index: number, points: readonly Point[], units: Units, options: LinesOptions): Trace[] {
  const { interval: style = "band", confidence = 0.95 } = options;
  const intervals = points.map(({ values }) => meanInterval(values, confidence));
  const replicated = style !== "none" && intervals.some(({ n }) => n > 1);
  const x = points.map((point) => point.x / units.x.size);
  const half = intervals.map(({ halfWidth }) => (Number.isFinite(halfWidth) ? halfWidth : 0) / units.y.size);
  const mean = intervals.map((interval) => interval.mean / units.y.size);
  const line: Trace = {
    type: "scatter",
    mode: "lines+markers",
    name: String(key),
    legendgroup: String(key),
    showlegend: options.colour !== undefined,
    x,
    y: mean,
    customdata: intervals.map(({ n }, at) => (n > 1 ? ` ± ${formatNumber(half[at]!)}, ${n} runs` : "")),
    line: { color: colour(index), dash: dash(index) },
    marker: { color: colour(index), symbol: symbols[index % symbols.length], ...fewer(points.length) },
    hovertemplate: hover(key, units, options, "%{customdata}"),
    ...(replicated && style === "bars" ? { error_y: { type: "data", array: half, thickness: 1.5, width: 4 } } : {}),
  };
  if (!replicated || style !== "band") return [line];
  const edge = {
    type: "scatter",
    mode: "lines",
    x,
    legendgroup: String(key),
    showlegend: false,
    hoverinfo: "skip",
    line: { width: 0 },
  };
  return [
    { ...edge, y: mean.map((value, at) => value + half[at]!) },
    { ...edge, y: mean.map((value, at) => value - half[at]!), fill: "tonexty", fillcolor: pale(index) },
    line,
  ];
}

/** Marks that would touch each other hide the line; it has as many as tell it from others. */
function fewer(points: number): { readonly maxdisplayed?: number } {
  return points > 60 ? { maxdisplayed: 30 } : {};
}

function referenceOf(key: Value, index: number, points: readonly Point[], units: Units, options: LinesOptions): Trace {
  const { referenceName = "reference" } = options;
  const name = options.colour === undefined ? referenceName : `${key} (${referenceName})`;
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: points.flatMap((point) => point.values.map(() => point.x / units.x.size)),
    y: points.flatMap((point) => point.values.map((value) => value / units.y.size)),
    marker: { color: colour(index), symbol: `${symbols[index % symbols.length]}-open`, size: 12, line: { width: 1.5 } },
    hovertemplate: hover(name, units, options, ""),
  };
}

function hover(key: Value, units: Units, { x, y, xTitle = x, yTitle = y }: LinesOptions, more: string): string {
  const head = key === "" ? "" : `<b>${key}</b><br>`;
  const shown = (unit: Unit) => (unit.size === 1 ? "" : ` ${unit.name}`);
  return `${head}${xTitle} %{x}${shown(units.x)}<br>${yTitle} %{y:.4~g}${shown(units.y)}${more}<extra></extra>`;
}

function layoutOf(tables: readonly Table[], names: readonly string[], units: Units, options: LinesOptions) {
  const { x, y, xTitle = x, yTitle = y, colour: by, title = `${yTitle} by ${xTitle}`, height } = options;
  const scale = typeof options.scale === "object" ? options.scale : { x: options.scale, y: options.scale };
  const subtitle = options.subtitle ?? describe(tables[0]!, options);
  const long = names.length > 6 || names.join("").length > 90;
  return {
    title: { text: title, ...(subtitle ? { subtitle: { text: subtitle } } : {}) },
    xaxis: { title: { text: axisTitle(xTitle, units.x) }, ...axisScale(tables, x, scale.x) },
    yaxis: {
      title: { text: axisTitle(yTitle, units.y) },
      ...(scale.y === "log" ? axisScale(tables, y, scale.y) : { rangemode: "tozero" }),
    },
    margin: {
      t: topMargin({
        subtitle: subtitle !== undefined,
        legend: !long && [...(by === undefined ? [] : [by]), ...names],
      }),
    },
    ...(by === undefined ? {} : { legend: { title: { text: `${by} ` }, ...(long ? legendAtTheSide : {}) } }),
    ...(height ? { height } : {}),
  };
}

function axisScale(tables: readonly Table[], column: string, scale: Scale | undefined) {
  if (scale !== "log") return scale ? { type: scale } : {};
  const shown = tables.flatMap((table) => [...table.numbers(column)].filter((value) => value > 0 && value < Infinity));
  const ends = shown.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, 0]);
  return { type: scale, exponentformat: "none", dtick: logTicks(ends as [number, number]) };
}

/** What the band or the bars are, where there are any. */
function describe(table: Table, options: LinesOptions): string | undefined {
  const { interval = "band", confidence = 0.95 } = options;
  const sizes = groupsOf(table, options.colour).flatMap(({ rows }) =>
    pointsOf(rows, options).map(({ values }) => values.length),
  );
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (most <= 1) return undefined;
  const runs = least === most ? `${most}` : `${least} to ${most}`;
  const shown = interval === "none" ? "" : `, with the ${Math.round(confidence * 1000) / 10} % interval of the mean`;
  return `mean of ${runs} runs${shown}`;
}
