import { requireArray } from "../../argument/argument.js";

/** A distribution function, as counts: it climbs from `below` to `upTo` at each different value, and between them in a line or not. */
export interface Steps {
  readonly values: Float64Array;
  readonly below: Float64Array;
  readonly upTo: Float64Array;
}

/**
 * Hartigans' dip: the largest distance between the distribution function of the values and the nearest one of a law with a
 * single mode, from 1/(2n) to 1/4 (J. A. Hartigan and P. M. Hartigan, Annals of Statistics 13, 1985).
 *
 * A law with one mode is convex before it and concave after it. The greatest convex minorant and the least concave majorant on
 * an interval are furthest apart somewhere; the mode lies there, the interval shrinks to it, and what the values deviate from
 * the minorant to its left and from the majorant to its right is inevitable.
 *
 * @param sorted the values, rising
 * @throws RangeError for no values
 */
export function dip(sorted: ArrayLike<number>): number {
  requireArray("dip", "a list of values", sorted);
  const n = sorted.length;
  if (n === 0) throw new RangeError("the dip needs at least one value");
  // In values rather than shares: a single step is 1 high.
  return dipOfSteps(stepsOf(sorted), 1) / n;
}

/** The dip of a distribution function whose dip is at least half of `distance`, as a count. */
export function dipOfSteps(steps: Steps, distance: number): number {
  const { values, below, upTo } = steps;
  let low = 0;
  let high = values.length - 1;
  const room = [new Int32Array(values.length), new Int32Array(values.length)] as const;
  let most = distance;
  while (high > low) {
    const convex = hull(values, below, low, high, 1, room[0]);
    const concave = hull(values, upTo, low, high, -1, room[1]);
    const { width, from, to } = widest(steps, convex, concave);
    if (width <= most) break;
    most = Math.max(most, furthest(values, upTo, below, convex, low, from, 1));
    most = Math.max(most, furthest(values, below, upTo, concave, to + 1, high + 1, -1));
    if (from === low && to === high) break;
    low = from;
    high = to;
  }
  return most / 2;
}

function stepsOf(sorted: ArrayLike<number>): Steps {
  const values = new Float64Array(sorted.length);
  const below = new Float64Array(sorted.length);
  const upTo = new Float64Array(sorted.length);
  let count = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    const value = sorted[index]!;
    if (count === 0 || value !== values[count - 1]) {
      values[count] = value;
      below[count] = index;
      count += 1;
    }
    upTo[count - 1] = index + 1;
  }
  return { values: values.subarray(0, count), below: below.subarray(0, count), upTo: upTo.subarray(0, count) };
}

/** The corners of the convex hull from below (sign 1) or above (-1) of the points from `low` to `high`, put into `corners`. */
function hull(
  values: Float64Array,
  heights: Float64Array,
  low: number,
  high: number,
  sign: 1 | -1,
  corners: Int32Array,
): Int32Array {
  let count = 0;
  for (let index = low; index <= high; index += 1) {
    const value = values[index]!;
    const height = heights[index]!;
    while (count > 1) {
      const middle = corners[count - 1]!;
      const first = corners[count - 2]!;
      const turn =
        (heights[middle]! - heights[first]!) * (value - values[middle]!) -
        (height - heights[middle]!) * (values[middle]! - values[first]!);
      if (sign * turn < 0) break;
      count -= 1;
    }
    corners[count] = index;
    count += 1;
  }
  return corners.subarray(0, count);
}

/** The height at an index of a chain of corners, on the segment that begins at corner number `segment`. */
function heightOn(
  values: Float64Array,
  heights: Float64Array,
  corners: Int32Array,
  segment: number,
  index: number,
): number {
  const from = corners[segment]!;
  if (index === from || segment === corners.length - 1) return heights[from]!;
  const to = corners[segment + 1]!;
  if (index === to) return heights[to]!;
  const share = (values[index]! - values[from]!) / (values[to]! - values[from]!);
  return heights[from]! + share * (heights[to]! - heights[from]!);
}

/** How far `points` come to lie above (sign 1) or below (-1) a chain of corners, from one index to before another; at least 0. */
function furthest(
  values: Float64Array,
  points: Float64Array,
  heights: Float64Array,
  corners: Int32Array,
  begin: number,
  end: number,
  sign: 1 | -1,
): number {
  let most = 0;
  let segment = 0;
  for (let index = begin; index < end; index += 1) {
    while (segment < corners.length - 1 && corners[segment + 1]! <= index) segment += 1;
    most = Math.max(most, sign * (points[index]! - heightOn(values, heights, corners, segment, index)));
  }
  return most;
}

/** Where the two are furthest apart: between the corner of the minorant before it and that of the majorant after it. */
function widest(
  { values, below, upTo }: Steps,
  convex: Int32Array,
  concave: Int32Array,
): { width: number; from: number; to: number } {
  let width = 0;
  let from = convex[0]!;
  let to = concave.at(-1)!;
  let before = 0;
  for (const corner of concave) {
    while (before < convex.length - 1 && convex[before + 1]! <= corner) before += 1;
    const apart = upTo[corner]! - heightOn(values, below, convex, before, corner);
    if (apart > width) [width, from, to] = [apart, convex[before]!, corner];
  }
  let after = 0;
  for (const corner of convex) {
    while (after < concave.length - 1 && concave[after]! < corner) after += 1;
    const apart = heightOn(values, upTo, concave, Math.max(0, after - 1), corner) - below[corner]!;
    if (apart > width) [width, from, to] = [apart, corner, concave[after]!];
  }
  return { width, from, to };
}
