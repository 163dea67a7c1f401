import { differences, fineDifferences, fineGradient, type Objective } from "./differences.js";
import { eigen } from "./eigen.js";
import { combine, dot, moved, norm, unit } from "./vectors.js";

/** Where a search ended. */
export interface Maximum {
  readonly at: readonly number[];
  readonly value: number;
  /**
   * `interior`: no slope and curvature downwards in all directions. `running`: still rising far from where it began, or
   * so flat that the curvature says nothing. `stuck`: neither was found.
   */
  readonly ending: "interior" | "running" | "stuck";
  /** The inverse of the negative curvature at an interior maximum, the covariance if the function is a log-likelihood. */
  readonly covariance: readonly (readonly number[])[] | undefined;
}

/** Near a maximum, with directions in which the curvature is about 1. */
interface Near extends Maximum {
  readonly axes?: readonly (readonly number[])[];
}

/** As far as a coordinate may move in one step, and in all, in units of one e-fold of a positive parameter. */
const longestStep = 2;
const farthest = 30;
/** A standard error of so many e-folds: the data hardly bound the parameter. */
const flat = 3;

/**
 * Finds a maximum by Newton's method, safeguarded: directions of upward curvature are turned round, steps are bounded,
 * and none is taken downhill. Slopes are differences along axes in which the curvature is 1, so their steps suit the
 * function in every direction; the last ones are of fourth order.
 *
 * @param steps for each coordinate, a change that matters little
 * @param known directions in which the curvature is about 1, where they are known from a function much like this one
 */
export function maximise(
  objective: Objective,
  start: readonly number[],
  steps: readonly number[],
  known?: readonly (readonly number[])[],
): Maximum {
  const near = climb(objective, start, steps, known);
  const found =
    near.ending === "interior" && near.axes ? polished(objective, near.at, near.value, near.axes, steps) : near;
  if (found.ending !== "stuck" || found.value === -Infinity) return found;
  // Stuck because there is nothing left to climb?
  const axes = steps.map((step, index) => unit(index, steps.length, step));
  const slopes = differences(objective, found.at, found.value, axes, 1);
  const least = slopes && Math.min(...eigen(slopes.curvature.map((row) => row.map((each) => -each))).values);
  return least !== undefined && Math.abs(least) < 1 / (10 * flat) ** 2 ? { ...found, ending: "running" } : found;
}

/** As {@link maximise}, but content to be near: within about a thirtieth of a standard error, and without the covariance. */
export function climb(
  objective: Objective,
  start: readonly number[],
  steps: readonly number[],
  known?: readonly (readonly number[])[],
): Near {
  const value = (at: readonly number[]): number => {
    const result = objective(at);
    return Number.isNaN(result) || result === Infinity ? -Infinity : result;
  };
  let at = [...start];
  let best = value(at);
  if (start.length === 0) return { at, value: best, ending: "interior", covariance: [] };
  if (best === -Infinity) return { at, value: best, ending: "stuck", covariance: undefined };
  let axes = known ?? steps.map((step, index) => unit(index, steps.length, step));
  let width = known ? 0.05 : 1;
  for (let round = 0; round < 120; round++) {
    const slopes = differences(value, at, best, axes, width);
    if (!slopes) {
      // A neighbour is not allowed: look closer by.
      width /= 4;
      if (width < 1e-9) return { at, value: best, ending: "stuck", covariance: undefined };
      continue;
    }
    const { values: curvatures, vectors } = eigen(slopes.curvature.map((row) => row.map((each) => -each)));
    const along = vectors.map((vector) => dot(vector, slopes.gradient));
    const steepest = Math.max(...curvatures.map(Math.abs), Number.MIN_VALUE);
    const lengths = curvatures.map((curvature) => Math.max(Math.abs(curvature), 1e-10 * steepest));
    const gain = along.reduce((sum, slope, index) => sum + (slope * slope) / lengths[index]!, 0);
    const newAxes = vectors.map((vector, index) =>
      bounded(
        combine(axes, vector).map((each) => each / Math.sqrt(lengths[index]!)),
        steps,
        1,
      ),
    );
    const concave = curvatures.every((curvature) => curvature > 0);
    if (concave && gain < 1e-3) {
      const step = combine(
        axes,
        combine(
          vectors,
          along.map((slope, index) => slope / lengths[index]!),
        ),
      );
      if (!step.every((each, index) => Math.abs(each) < flat * 10 * steps[index]!)) break;
      return { at, value: best, ending: "interior", covariance: undefined, axes: newAxes };
    }
    const step = bounded(
      combine(
        axes,
        combine(
          vectors,
          along.map((slope, index) => slope / lengths[index]!),
        ),
      ),
      steps,
      longestStep * 10,
    );
    let share = 1;
    let next = best;
    let there = at;
    for (; share > 1e-10; share /= 3) {
      there = at.map((each, index) => each + share * step[index]!);
      next = value(there);
      if (next > best) break;
    }
    if (!(next > best)) {
      if (concave && gain < 1e-4 * Math.max(1, 1e-8 * Math.abs(best)))
        return { at, value: best, ending: "interior", covariance: undefined, axes: newAxes };
      if (width > 1e-4) {
        axes = newAxes;
        width = width > 0.02 ? 0.02 : width / 5;
        continue;
      }
      return { at, value: best, ending: "stuck", covariance: undefined };
    }
    const rise = next - best;
    at = there;
    best = next;
    axes = newAxes;
    width = 0.05;
    if (at.some((each, index) => Math.abs(each - start[index]!) > farthest * 10 * steps[index]!)) break;
    if (!concave && rise < 1e-12 * Math.max(1, Math.abs(best))) break;
  }
  return { at, value: best, ending: "running", covariance: undefined };
}

/** The last steps, by slopes of fourth order, and the covariance at the end. */
function polished(
  value: Objective,
  from: readonly number[],
  height: number,
  axes: readonly (readonly number[])[],
  steps: readonly number[],
): Maximum {
  let at = [...from];
  let best = height;
  let frame = axes;
  const take = (along: readonly number[]): boolean => {
    const next = moved(at, combine(frame, along), 1);
    const there = value(next);
    if (!(there >= best - 1e-9 * Math.max(1, Math.abs(best)))) return false;
    at = next;
    best = there;
    return true;
  };
  /** Steps along slopes of little error, until they are shorter than `enough` standard errors. */
  const settle = (rounds: number, enough: number): void => {
    let last = Infinity;
    for (let round = 0; round < rounds; round++) {
      const along = fineGradient(value, at, frame, 0.02);
      const size = norm(along);
      if (!(size < 0.7 * last) || !take(along) || size < enough) break;
      last = size;
    }
  };
  settle(5, 1e-3);
  let found = false;
  for (let round = 0; round < 5; round++) {
    const slopes = fineDifferences(value, at, best, frame, 0.1) ?? fineDifferences(value, at, best, frame, 0.01);
    if (!slopes) break;
    const { values: curvatures, vectors } = eigen(slopes.curvature.map((row) => row.map((each) => -each)));
    if (!curvatures.every((curvature) => curvature > 1e-6)) break;
    frame = vectors.map((vector, index) => combine(frame, vector).map((each) => each / Math.sqrt(curvatures[index]!)));
    found = true;
    const along = vectors.map((vector, index) => dot(vector, slopes.gradient) / Math.sqrt(curvatures[index]!));
    if (norm(along) < 1e-3 || !take(along)) break;
  }
  if (!found) return { at, value: best, ending: "stuck", covariance: undefined };
  settle(3, 1e-5);
  const covariance = at.map((_, row) =>
    at.map((_, column) => frame.reduce((sum, axis) => sum + axis[row]! * axis[column]!, 0)),
  );
  const isFlat = covariance.some((row, index) => Math.sqrt(row[index]!) > flat * 10 * steps[index]!);
  return { at, value: best, ending: isFlat ? "running" : "interior", covariance };
}

/** A step, shortened until no coordinate moves by more than `times` its own step. */
function bounded(step: readonly number[], steps: readonly number[], times: number): number[] {
  const most = Math.max(...step.map((each, index) => Math.abs(each) / steps[index]!));
  return most > times ? step.map((each) => (each * times) / most) : [...step];
}
