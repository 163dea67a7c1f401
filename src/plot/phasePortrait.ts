import type { Run } from "../engine/run.js";
import { duration } from "../machine/duration.js";
import { axisTitle, measureOf, unitOf } from "./column.js";
import { describeModel, describeRun } from "./describe.js";
import { Figure, type Trace } from "./figure.js";
import { inOwnGroups, legendNames } from "./legend.js";
import type { Scale } from "./lines.js";
import { colour, dash, titleFont, topMargin } from "./template.js";
import { formatDuration, formatNumber, timeUnit, type Unit } from "./unit.js";

/** How {@link phasePortrait} is drawn. */
export interface PhasePortraitOptions {
  /**
   * Columns of the run's series: of an account what is charged to it per time, of a counter its value at the end of each window.
   * Useful work and bookkeeping of the model's overhead unless given.
   */
  readonly x?: string;
  readonly y?: string;
  /** Ways that theory takes through the same plane. */
  readonly trajectories?: readonly ShownTrajectory[];
  /** Where theory stands still. */
  readonly fixedPoints?: readonly ShownFixedPoint[];
  /** Windows that end before are left out, as those of the transient: ns or as `"3 ms"`. */
  readonly from?: number | string;
  /** Of both axes, or of each; `"linear"` unless given. On a log axis windows with a value of 0 are not drawn. */
  readonly scale?: Scale | { readonly x?: Scale; readonly y?: Scale };
  readonly title?: string;
  /** px */
  readonly height?: number;
}

/**
 * The course of a mean field, or the series of another run: in `columns` accounts as charged within each window, all else as it is at its
 * end.
 */
export interface ShownTrajectory {
  readonly name?: string;
  /** Ends of the windows, ns. */
  readonly time: ArrayLike<number>;
  readonly columns: Readonly<Record<string, ArrayLike<number>>>;
}

/** A state of a mean field that does not change. */
export interface ShownFixedPoint {
  /** Undefined where it is not known. */
  readonly stable: boolean | undefined;
  /** `alive` and counters, those of a CPU as their mean over the CPUs. */
  readonly state: Readonly<Record<string, number>>;
  /** How fast each account is charged, per ns of time. */
  readonly rates?: Readonly<Record<string, number>>;
  readonly overhead?: number;
}

/**
 * A run as a way through the plane of two of its columns, one mark a window, coloured by time: bookkeeping against useful work
 * unless others are named, or the records in the map against the load. What settles ends in a spot, what swings for good goes round,
 * what explodes leaves.
 *
 * @throws RangeError for a column that the run's series do not have; Error where none is named and the model has no overhead
 */
export function phasePortrait(run: Run, options: PhasePortraitOptions = {}): Figure {
  const { trajectories = [], fixedPoints = [], title = describeModel(run.model), height = 480 } = options;
  const { x, y } = columnsOf(run, options);
  const scale = typeof options.scale === "object" ? options.scale : { x: options.scale, y: options.scale };
  const from = duration(options.from ?? 0, "from");
  const pathFrom = (way: ShownTrajectory, what: string) =>
    pathOf(run, way, x, y, what).filter(({ time }) => time >= from);
  const own = pathFrom({ time: run.series.time, columns: run.series }, "the run");
  if (own.length === 0)
    throw new RangeError(
      `plot.phasePortrait: no window of the run from ${formatDuration(from)} on has both ${x} and ${y}`,
    );
  const ways = trajectories.map((way, index) => pathFrom(way, `trajectories[${index}]`));
  const still = fixedPoints.map((point, index) => fixedAt(run, point, x, y, `fixedPoints[${index}]`));
  const all = [...own, ...ways.flat(), ...still];
  const axes = {
    x: axisOf(
      run,
      x,
      all.map((point) => point.x),
    ),
    y: axisOf(
      run,
      y,
      all.map((point) => point.y),
    ),
  };
  const data = inOwnGroups([
    ...wayOfRun(own, axes),
    ...ways.map((way, index) => theoryWay(way, trajectories[index]!, index, axes)),
    ...fixedMarks(still, axes),
  ]);
  return new Figure({
    data,
    layout: {
      title: {
        text: title,
        font: titleFont(title),
        subtitle: { text: `${axes.y.title} against ${axes.x.title} in each window; overhead ${describeRun(run)}` },
      },
      xaxis: layoutAxis(axes.x, scale.x),
      yaxis: layoutAxis(axes.y, scale.y),
      // The bar of colours takes a part of the width.
      margin: { t: topMargin({ subtitle: true, legend: legendNames(data), width: 600 }) },
      height,
    },
  });
}

interface Axis {
  readonly title: string;
  readonly unit: Unit;
}

interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}

interface PathPoint {
  readonly time: number;
  readonly x: number;
  readonly y: number;
}

function columnsOf({ model, series }: Run, options: PhasePortraitOptions): { x: string; y: string } {
  const { x = model.overhead?.work, y = model.overhead?.bookkeeping } = options;
  if (x === undefined || y === undefined)
    throw new Error(`plot.phasePortrait: the model "${model.name}" does not say what its overhead is; name x and y`);
  const known = Object.keys(series).filter((name) => name !== "time");
  for (const name of [x, y])
    if (!known.includes(name))
      throw new RangeError(`plot.phasePortrait: the run has no column "${name}"; its columns are ${known.join(", ")}`);
  return { x, y };
}

/** The windows in which both columns have a value. */
function pathOf({ model }: Run, { time, columns }: ShownTrajectory, x: string, y: string, what: string): PathPoint[] {
  for (const name of [x, y])
    if (!columns[name]) throw new RangeError(`plot.phasePortrait: ${what} has no column "${name}"`);
  return Array.from(time, (end, index) => {
    const long = end - (index === 0 ? 0 : time[index - 1]!);
    const valueIn = (name: string) => columns[name]![index]! / (name in model.accounts ? long : 1);
    return { time: end, x: valueIn(x), y: valueIn(y) };
  }).filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
}

/** A fixed point in the columns of a run, whose counters of CPUs are sums. */
function fixedAt(
  { model }: Run,
  { stable, state, rates, overhead }: ShownFixedPoint,
  x: string,
  y: string,
  what: string,
) {
  const valueOfColumn = (name: string): number => {
    const cpus = name in (model.counters?.cpu ?? {}) ? (model.cpus ?? 1) : 1;
    const value = name === "overhead" ? overhead : name in model.accounts ? rates?.[name] : state[name];
    if (value !== undefined && Number.isFinite(value)) return value * cpus;
    throw new RangeError(`plot.phasePortrait: ${what} has no number for "${name}", got ${value}`);
  };
  return { stable, x: valueOfColumn(x), y: valueOfColumn(y) };
}

function axisOf({ model }: Run, column: string, values: readonly number[]): Axis {
  if (column in model.accounts) return { title: column, unit: { name: "s charged per s", size: 1 } };
  const unit = unitOf(column, values);
  const counted = unit.name === "unit not given" || measureOf(column) === undefined;
  return { title: column, unit: counted ? { name: "count", size: 1 } : unit };
}

function layoutAxis({ title, unit }: Axis, scale: Scale | undefined) {
  const type = scale === "log" ? { type: "log", exponentformat: "none" } : { rangemode: "nonnegative" };
  return { title: { text: axisTitle(title, unit) }, ...type };
}

function placed(points: readonly { x: number; y: number }[], { x, y }: Axes) {
  return { x: points.map((point) => point.x / x.unit.size), y: points.map((point) => point.y / y.unit.size) };
}

function wayOfRun(points: readonly PathPoint[], axes: Axes): Trace[] {
  const unit = timeUnit(points.at(-1)!.time);
  const values = `${axes.x.title} %{x:.4~g}<br>${axes.y.title} %{y:.4~g}`;
  const whole: Trace = {
    type: "scatter",
    mode: "lines+markers",
    name: "each window",
    ...placed(points, axes),
    customdata: points.map(({ time }) => formatDuration(time)),
    line: { color: "rgba(91, 98, 112, 0.25)", width: 1 },
    marker: {
      // As many marks as fit without hiding each other.
      size: Math.max(3, Math.min(7, 150 / Math.sqrt(points.length))),
      color: points.map(({ time }) => time / unit.size),
      colorscale: "Viridis",
      colorbar: { title: { text: axisTitle("time", unit), side: "right" }, thickness: 12, outlinewidth: 0 },
    },
    hovertemplate: `to %{customdata}<br>${values}<extra></extra>`,
  };
  const end = (name: string, point: PathPoint, marker: object): Trace => ({
    type: "scatter",
    mode: "markers",
    name,
    ...placed([point], axes),
    marker: { size: 12, color: "#1f2430", ...marker },
    hovertemplate: `${name}, to ${formatDuration(point.time)}<br>${values}<extra></extra>`,
  });
  return [
    whole,
    end("start", points[0]!, { symbol: "circle-open", line: { width: 2 } }),
    end("end", points.at(-1)!, { symbol: "square", line: { color: "#ffffff", width: 1 } }),
  ];
}

function theoryWay(points: readonly PathPoint[], { name }: ShownTrajectory, index: number, axes: Axes): Trace {
  const shown = name ?? (index === 0 ? "mean field" : `mean field ${formatNumber(index + 1)}`);
  return {
    type: "scatter",
    mode: "lines",
    name: shown,
    ...placed(points, axes),
    customdata: points.map(({ time }) => formatDuration(time)),
    // Thin, so that the run is seen below it.
    line: { color: colour(1), width: 1, dash: dash(index * 7) },
    hovertemplate: `${shown} at %{customdata}<br>${axes.x.title} %{x:.4~g}<br>${axes.y.title} %{y:.4~g}<extra></extra>`,
  };
}

/** Full where it is stable, hollow where not, with a dot where nobody knows. */
const fixedLooks = [
  { stable: true, name: "stable fixed point", marker: { symbol: "diamond", line: { width: 1, color: "#ffffff" } } },
  { stable: false, name: "unstable fixed point", marker: { symbol: "diamond-open", line: { width: 2.5 } } },
  { stable: undefined, name: "fixed point", marker: { symbol: "diamond-open-dot", line: { width: 1.5 } } },
] as const;

function fixedMarks(points: readonly { stable: boolean | undefined; x: number; y: number }[], axes: Axes): Trace[] {
  return fixedLooks.flatMap(({ stable, name, marker }) => {
    const own = points.filter((point) => point.stable === stable);
    if (own.length === 0) return [];
    return {
      type: "scatter",
      mode: "markers",
      name,
      ...placed(own, axes),
      marker: { size: 13, color: colour(1), ...marker },
      hovertemplate: `${name}<br>${axes.x.title} %{x:.4~g}<br>${axes.y.title} %{y:.4~g}<extra></extra>`,
    };
  });
}
