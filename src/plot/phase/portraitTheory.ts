import type { Run } from "../../engine/run.js";
import type { Trace } from "../figure.js";
import { colour, dash } from "../template.js";
import { formatDuration, formatNumber } from "../unit.js";
import { type PathPoint, type PortraitAxes, placed, type ShownTrajectory } from "./path.js";

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

/** A fixed point in the columns of a run, whose counters of CPUs are sums. */
export function fixedAt(
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

/** A trajectory as a line. */
export function theoryWay(
  points: readonly PathPoint[],
  { name }: ShownTrajectory,
  index: number,
  axes: PortraitAxes,
): Trace {
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

/** A trace for each kind of fixed points. */
export function fixedMarks(
  points: readonly { stable: boolean | undefined; x: number; y: number }[],
  axes: PortraitAxes,
): Trace[] {
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
