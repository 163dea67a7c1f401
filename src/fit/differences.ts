import { moved } from "./vectors.js";

/** A function of several numbers; -Infinity or NaN where it is not defined. */
export type Objective = (at: readonly number[]) => number;

/** The first and second derivatives along axes. */
export interface Slopes {
  readonly gradient: readonly number[];
  readonly curvature: readonly (readonly number[])[];
}

type Axes = readonly (readonly number[])[];

/**
 * Slopes by central differences of second order, or undefined where a value is missing. The mixed ones are
 * (f(x + a + b) + f(x - a - b) + 2 f(x) - f(x ± a) - f(x ± b)) / 2: two values more for each pair of axes.
 */
export function differences(
  value: Objective,
  at: readonly number[],
  centre: number,
  axes: Axes,
  width: number,
): Slopes | undefined {
  const ahead = axes.map((axis) => value(moved(at, axis, width)));
  const behind = axes.map((axis) => value(moved(at, axis, -width)));
  if (![...ahead, ...behind].every(Number.isFinite)) return undefined;
  const gradient = axes.map((_, index) => (ahead[index]! - behind[index]!) / (2 * width));
  /** What both sides of an axis are above the centre: first the differences, which are exact where values are large. */
  const above = axes.map((_, index) => ahead[index]! - centre + (behind[index]! - centre));
  const curvature = axes.map(() => axes.map(() => 0));
  for (const [row, axis] of axes.entries()) {
    curvature[row]![row] = above[row]! / (width * width);
    for (const [column, other] of axes.slice(0, row).entries()) {
      const both = value(moved(moved(at, axis, width), other, width));
      const neither = value(moved(moved(at, axis, -width), other, -width));
      if (!Number.isFinite(both + neither)) return undefined;
      const mixed = both - centre + (neither - centre) - above[row]! - above[column]!;
      curvature[row]![column] = mixed / (2 * width * width);
      curvature[column]![row] = curvature[row]![column]!;
    }
  }
  return { gradient, curvature };
}

/** The same with errors of fourth order in the width: from two widths, by Richardson's extrapolation. */
export function fineDifferences(
  value: Objective,
  at: readonly number[],
  centre: number,
  axes: Axes,
  width: number,
): Slopes | undefined {
  const near = differences(value, at, centre, axes, width);
  const far = near && differences(value, at, centre, axes, 2 * width);
  if (!far) return undefined;
  return {
    gradient: extrapolated(near.gradient, far.gradient),
    curvature: near.curvature.map((row, index) => extrapolated(row, far.curvature[index]!)),
  };
}

/** The gradient alone, with errors of fourth order. */
export function fineGradient(value: Objective, at: readonly number[], axes: Axes, width: number): number[] {
  const gradient = (step: number): number[] =>
    axes.map((axis) => (value(moved(at, axis, step)) - value(moved(at, axis, -step))) / (2 * step));
  return extrapolated(gradient(width), gradient(2 * width));
}

/** What is left when the error that goes with the square of the width is taken away. */
function extrapolated(near: readonly number[], far: readonly number[]): number[] {
  return near.map((each, index) => (4 * each - far[index]!) / 3);
}
