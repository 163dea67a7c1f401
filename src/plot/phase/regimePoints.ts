import { requireList } from "../../argument/argument.js";
import { escapeMarkup } from "../../display/escapeMarkup.js";
import { type MeanInterval, meanInterval } from "../../measure/interval.js";
import type { Doubt } from "../../regime/evidence.js";
import { type Said, verdictOf } from "../../regime/verdict.js";
import { type Row, Table, type Value } from "../../table/table.js";
import { percent, percentWithin } from "../../table/words.js";
import { wrapped } from "../../table/wrapped.js";
import { mixed } from "./regimes.js";

/**
 * Which columns of a table say what of a point. Those of an answer's evidence, named as a sweep names them, are read where the table
 * has them.
 */
export interface RegimeColumns {
  /** The regime of a row, by its name; `"regime"` unless given. */
  readonly regime?: string;
  /** The level of the windowed overhead, a ratio, and its interval: `"level"`, `"levelLow"` and `"levelHigh"` unless given. */
  readonly level?: string;
  readonly levelLow?: string;
  readonly levelHigh?: string;
  /** What the swings of an oscillating row are, such as `damped` or `sustained`; `"swings"` unless given. */
  readonly swings?: string;
  /** Why the regime is what it is, in words; `"reason"` unless given. */
  readonly reason?: string;
  /** Why a row is undecided, by the kind of reason; `"doubt"` unless given. */
  readonly doubt?: string;
  /** The overhead below which rows were said to converge, 0.01 unless given, and the confidence of that, 0.95 unless given. */
  readonly epsilon?: number;
  readonly confidence?: number;
  /**
   * The columns that make a point: rows with the same values in them are its replications. All before the column `replication`,
   * where a sweep puts them, unless given; else those along the axes.
   */
  readonly parameters?: readonly string[];
}

/** A point of the parameters, with what its replications say together. */
export interface RegimePoint {
  readonly parameters: Row;
  readonly rows: readonly Row[];
  /**
   * What its replications come to, as `combineRegimes` has it; `mixed` where that is undecided because they are of different regimes.
   * Where it is oscillating, with the swings that most of them have: `"oscillating, damped"`.
   */
  readonly regime: string;
  /** How many replications are in each regime, most first. */
  readonly counts: readonly (readonly [regime: string, count: number])[];
  readonly level: Pick<MeanInterval, "mean" | "low" | "high"> | undefined;
  readonly reason: string | undefined;
}

/** Rows as a table with those columns; throws a RangeError where there are none of either. */
export function tableWith(plot: string, data: Table | readonly Row[], columns: readonly (string | undefined)[]): Table {
  requireList(`plot.${plot}`, "a table or a list of rows", data);
  const table = data instanceof Table ? data : new Table(data);
  if (table.length === 0) throw new RangeError(`plot.${plot}: the table has no rows`);
  for (const column of columns) if (column !== undefined) table.column(column);
  return table;
}

/** Numbers of a column, each finite and, for a log axis, positive; throws a RangeError that names the first row with another. */
export function placesOf(plot: string, table: Table, column: string, log: boolean): Float64Array {
  const places = table.numbers(column);
  const wrong = places.findIndex((value) => !(Number.isFinite(value) && (!log || value > 0)));
  if (wrong < 0) return places;
  const wanted = log ? "a positive number, as its log axis needs" : "a finite number";
  throw new RangeError(`plot.${plot}: column "${column}" holds ${places[wrong]} in row ${wrong}, not ${wanted}`);
}

/**
 * The points of a table of runs, replications of the same point combined.
 *
 * @param axes the columns along which points differ in the picture
 * @throws RangeError for two points at the same place, which differ in a parameter that the picture does not show
 */
export function regimePoints(
  plot: string,
  table: Table,
  axes: readonly string[],
  columns: RegimeColumns,
): RegimePoint[] {
  const { regime = "regime" } = columns;
  table.column(regime).forEach((value, row) => {
    if (typeof value === "string" && value !== "") return;
    throw new TypeError(`plot.${plot}: column "${regime}" holds ${JSON.stringify(value)} in row ${row}, not a regime`);
  });
  const parameters = columns.parameters ?? parametersOf(table, axes);
  const points = table
    .groupBy(...new Set([...axes, ...parameters]))
    .map(({ key, rows }) => pointOf(key, rows.rows, regime, columns));
  requireOnePlaceEach(plot, points, axes);
  return points;
}

function parametersOf({ columns }: Table, axes: readonly string[]): readonly string[] {
  const end = columns.indexOf("replication");
  return end < 0 ? axes : columns.slice(0, end);
}

function pointOf(parameters: Row, rows: readonly Row[], regime: string, columns: RegimeColumns): RegimePoint {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(String(row[regime]), (counts.get(String(row[regime])) ?? 0) + 1);
  const together = combined(rows, regime, columns);
  const reasons = rows.filter((row) => row[regime] === together || together === mixed);
  const reason = reasons.map((row) => row[columns.reason ?? "reason"]).find((value) => typeof value === "string");
  return {
    parameters,
    rows,
    regime: together === "oscillating" ? withSwings(rows, regime, columns) : together,
    counts: [...counts].sort(([, first], [, second]) => second - first),
    level: levelOf(rows, columns),
    reason: typeof reason === "string" && reason !== "" ? reason : undefined,
  };
}

/** The same verdict as that of `combineRegimes`; of different regimes, where that is undecided, a picture has a colour of its own. */
function combined(rows: readonly Row[], regime: string, columns: RegimeColumns): string {
  const { level = "level", doubt = "doubt", epsilon = 0.01, confidence = 0.95 } = columns;
  const said = rows.map((row): Said => {
    const value = finite(row[level]);
    return {
      regime: String(row[regime]),
      ...(Number.isFinite(value) && { level: value }),
      ...(row[doubt] && { doubt: row[doubt] as Doubt }),
    };
  });
  const verdict = verdictOf(said, epsilon, confidence);
  return verdict.doubt === "disagreement" ? mixed : verdict.regime;
}

/** Noise is no swing of its own. */
function withSwings(rows: readonly Row[], regime: string, { swings = "swings" }: RegimeColumns): string {
  const counts = new Map<Value, number>();
  for (const row of rows)
    if (row[regime] === "oscillating") counts.set(row[swings] ?? null, (counts.get(row[swings] ?? null) ?? 0) + 1);
  const [[most] = [null]] = [...counts].sort(([, first], [, second]) => second - first);
  return most === null || most === "noise" || most === "" ? "oscillating" : `oscillating, ${most}`;
}

/** Over replications Student's interval of their mean, of a single run the interval it has itself. */
function levelOf(
  rows: readonly Row[],
  { level = "level", levelLow = "levelLow", levelHigh = "levelHigh" }: RegimeColumns,
) {
  const levels = rows.map((row) => finite(row[level])).filter(Number.isFinite);
  if (levels.length > 1) return meanInterval(levels);
  const [mean] = levels;
  const only = rows.find((row) => row[level] === mean);
  return mean === undefined || !only ? undefined : { mean, low: finite(only[levelLow]), high: finite(only[levelHigh]) };
}

/** A number, or NaN where there is none. */
export function finite(value: Value | undefined): number {
  return typeof value === "number" ? value : Number.NaN;
}

function requireOnePlaceEach(plot: string, points: readonly RegimePoint[], axes: readonly string[]): void {
  const seen = new Map<string, RegimePoint>();
  for (const point of points) {
    const place = JSON.stringify(axes.map((axis) => point.parameters[axis]));
    const other = seen.get(place);
    seen.set(place, point);
    if (!other) continue;
    const differing = Object.keys(point.parameters).find((name) => point.parameters[name] !== other.parameters[name])!;
    const values = [other, point].map(({ parameters }) => JSON.stringify(parameters[differing])).join(" and ");
    throw new RangeError(
      `plot.${plot}: points at the same place differ in ${differing} (${values}); filter the table, or show it along an axis or in panels`,
    );
  }
}

/** What a point says, for its hover: regime, level with interval, replications, reason. */
export function explain({ regime, counts, rows, level, reason }: RegimePoint): string {
  const interval = level && Number.isFinite(level.low + level.high);
  const shares = counts.map(([name, count]) => `${count} ${name}`).join(", ");
  const lines = [
    `<b>${regime}</b>`,
    level ? `level ${interval ? percentWithin({ value: level.mean, ...level }) : percent(level.mean)}` : "",
    rows.length === 1 ? "" : counts.length === 1 ? `all ${rows.length} replications` : `replications: ${shares}`,
    reason ? wrapped(reason, lineLength).map(escapeMarkup).join("<br>") : "",
  ];
  return lines.filter(Boolean).join("<br>");
}

/** Of a hover label, characters. */
const lineLength = 60;
