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
  readonly trajectories?: readonly Trajectory[];
  /** Where theory stands still. */
  readonly fixedPoints?: readonly FixedPoint[];
  /** Windows that end before are left out, as those of the transient: ns or as `"3 ms"`. */
  readonly from?: number | string;
  /** Of both axes, or of each; `"linear"` unless given. On a log axis windows with a value of 0 are not drawn. */
  readonly scale?: Scale | { readonly x?: Scale; readonly y?: Scale };
  readonly title?: string;
  /** px */
  readonly height?: number;
}

/** Columns as in a run's series: `time` the ends of the windows in ns, accounts as charged within them, all else as it is then. */
export interface Trajectory {
  readonly name?: string;
  readonly series: Readonly<Record<string, ArrayLike<number>>>;
}

/** A state that does not change: values of columns, accounts as charged per time. */
export interface FixedPoint {
  readonly stable: boolean;
  readonly state: Readonly<Record<string, number>>;
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
  const own = pathOf(run, run.series, x, y, "the run").filter(({ time }) => time >= from);
  if (own.length === 0)
    throw new RangeError(
      `plot.phasePortrait: no window of the run from ${formatDuration(from)} on has both ${x} and ${y}`,
    );
  const ways = trajectories.map(({ series }, index) => pathOf(run, series, x, y, `trajectories[${index}]`));
  const still = fixedPoints.map((point, index) => fixedAt(point, x, y, index));
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
function pathOf({ model }: Run, series: Trajectory["series"], x: string, y: string, what: string): PathPoint[] {
  const { time } = series;
  for (const name of ["time", x, y])
    if (!series[name]) throw new RangeError(`plot.phasePortrait: ${what} has no column "${name}"`);
  return Array.from(time!, (end, index) => {
    const long = end - (index === 0 ? 0 : time![index - 1]!);
    const valueIn = (name: string) => series[name]![index]! / (name in model.accounts ? long : 1);
    return { time: end, x: valueIn(x), y: valueIn(y) };
  }).filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
}

function fixedAt({ stable, state }: FixedPoint, x: string, y: string, index: number) {
  for (const name of [x, y])
    if (!Number.isFinite(state[name]))
      throw new RangeError(
        `plot.phasePortrait: fixedPoints[${index}].state.${name}: expected a number, got ${state[name]}`,
      );
  return { stable, x: state[x]!, y: state[y]! };
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

function theoryWay(points: readonly PathPoint[], { name }: Trajectory, index: number, axes: Axes): Trace {
  const shown = name ?? (index === 0 ? "mean field" : `mean field ${formatNumber(index + 1)}`);
  return {
    type: "scatter",
    mode: "lines",
    name: shown,
    ...placed(points, axes),
    customdata: points.map(({ time }) => formatDuration(time)),
    line: { color: colour(1), width: 2, dash: dash(index * 7) },
    hovertemplate: `${shown} at %{customdata}<br>${axes.x.title} %{x:.4~g}<br>${axes.y.title} %{y:.4~g}<extra></extra>`,
  };
}

function fixedMarks(points: readonly { stable: boolean; x: number; y: number }[], axes: Axes): Trace[] {
  return [true, false].flatMap((stable) => {
    const own = points.filter((point) => point.stable === stable);
    if (own.length === 0) return [];
    const name = `${stable ? "stable" : "unstable"} fixed point`;
    return {
      type: "scatter",
      mode: "markers",
      name,
      ...placed(own, axes),
      marker: {
        symbol: stable ? "diamond" : "diamond-open",
        size: 13,
        color: colour(1),
        line: { width: stable ? 1 : 2.5, color: stable ? "#ffffff" : colour(1) },
      },
      hovertemplate: `${name}<br>${axes.x.title} %{x:.4~g}<br>${axes.y.title} %{y:.4~g}<extra></extra>`,
    };
  });
}
