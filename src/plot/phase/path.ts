import type { Run } from "../../engine/run.js";
import type { Unit } from "../unit.js";

/** The course of a mean field, or another run: anything with the series of a run. */
export interface ShownTrajectory {
  readonly name?: string;
  /** `time` the ends of the windows, ns; accounts as charged within them, all else as it is at their ends. */
  readonly series: Readonly<Record<string, ArrayLike<number>>>;
}

/** What stands along an axis. */
export interface PortraitAxis {
  readonly title: string;
  readonly unit: Unit;
}

export interface PortraitAxes {
  readonly x: PortraitAxis;
  readonly y: PortraitAxis;
}

/** A window. */
export interface PathPoint {
  readonly time: number;
  readonly x: number;
  readonly y: number;
}

/** The windows in which both columns have a value. */
export function pathOf({ model }: Run, { series }: ShownTrajectory, x: string, y: string, what: string): PathPoint[] {
  for (const name of ["time", x, y])
    if (!series[name]) throw new RangeError(`plot.phasePortrait: ${what} has no column "${name}"`);
  const time = series.time!;
  return Array.from(time, (end, index) => {
    const long = end - (index === 0 ? 0 : time[index - 1]!);
    const valueIn = (name: string) => series[name]![index]! / (name in model.accounts ? long : 1);
    return { time: end, x: valueIn(x), y: valueIn(y) };
  }).filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
}

/** Points in the units of the axes. */
export function placed(points: readonly { x: number; y: number }[], { x, y }: PortraitAxes) {
  return { x: points.map((point) => point.x / x.unit.size), y: points.map((point) => point.y / y.unit.size) };
}
