import { requireObject } from "../argument/argument.js";
import type { Run } from "../engine/run.js";
import { duration } from "../machine/duration.js";
import { axisTitle, measureOf, unitOf } from "./column.js";
import { describeModel, describeRun } from "./describe.js";
import { Figure, type Trace } from "./figure.js";
import { inOwnGroups, legendNames } from "./legend.js";
import type { Scale } from "./lines.js";
import {
  type PathPoint,
  type PortraitAxes,
  type PortraitAxis,
  pathOf,
  placed,
  type ShownTrajectory,
} from "./phase/path.js";
import { fixedAt, fixedMarks, type ShownFixedPoint, theoryWay } from "./phase/portraitTheory.js";
import { titleFont, topMargin } from "./template.js";
import { formatDuration, timeUnit } from "./unit.js";

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
 * A run as a way through the plane of two of its columns, one mark a window, coloured by time: bookkeeping against useful work
 * unless others are named, or the records in the map against the load. What settles ends in a spot, what swings for good goes round,
 * what explodes leaves.
 *
 * @throws RangeError for a column that the run's series do not have; Error where none is named and the model has no overhead
 */
export function phasePortrait(run: Run, options: PhasePortraitOptions = {}): Figure {
  requireObject("plot.phasePortrait", "a run", run, "model", "series");
  const { trajectories = [], fixedPoints = [], title = describeModel(run.model), height = 480 } = options;
  const { x, y } = columnsOf(run, options);
  const scale = typeof options.scale === "object" ? options.scale : { x: options.scale, y: options.scale };
  const from = duration(options.from ?? 0, "from");
  const pathFrom = (way: ShownTrajectory, what: string) =>
    pathOf(run, way, x, y, what).filter(({ time }) => time >= from);
  const own = pathFrom(run, "the run");
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

function axisOf({ model }: Run, column: string, values: readonly number[]): PortraitAxis {
  if (column in model.accounts) return { title: column, unit: { name: "s charged per s", size: 1 } };
  const unit = unitOf(column, values);
  const counted = unit.name === "unit not given" || measureOf(column) === undefined;
  return { title: column, unit: counted ? { name: "count", size: 1 } : unit };
}

function layoutAxis({ title, unit }: PortraitAxis, scale: Scale | undefined) {
  const type = scale === "log" ? { type: "log", exponentformat: "none" } : { rangemode: "nonnegative" };
  return { title: { text: axisTitle(title, unit) }, ...type };
}

function wayOfRun(points: readonly PathPoint[], axes: PortraitAxes): Trace[] {
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
