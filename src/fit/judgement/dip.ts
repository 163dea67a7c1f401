/** The distribution function of the values: it climbs from `below` to `upTo` at each different value. */
interface Steps {
  readonly values: readonly number[];
  readonly below: readonly number[];
  readonly upTo: readonly number[];
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
  const n = sorted.length;
  if (n === 0) throw new RangeError("the dip needs at least one value");
  const steps = stepsOf(sorted);
  const { values, below, upTo } = steps;
  let low = 0;
  let high = values.length - 1;
  // In values rather than shares: a single step is 1 high.
  let distance = 1;
  while (high > low) {
    const convex = hull(values, below, low, high, 1);
    const concave = hull(values, upTo, low, high, -1);
    const { width, from, to } = widest(steps, convex, concave);
    if (width <= distance) break;
    const minorant = along(values, below, convex);
    for (let index = low; index < from; index += 1) distance = Math.max(distance, upTo[index]! - minorant(index));
    const majorant = along(values, upTo, concave);
    for (let index = to + 1; index <= high; index += 1) distance = Math.max(distance, majorant(index) - below[index]!);
    if (from === low && to === high) break;
    low = from;
    high = to;
  }
  return distance / (2 * n);
}

function stepsOf(sorted: ArrayLike<number>): Steps {
  const values: number[] = [];
  const below: number[] = [];
  const upTo: number[] = [];
  for (let index = 0; index < sorted.length; index += 1) {
    if (index > 0 && sorted[index] === sorted[index - 1]) upTo[upTo.length - 1] = index + 1;
    else {
      values.push(sorted[index]!);
      below.push(index);
      upTo.push(index + 1);
    }
  }
  return { values, below, upTo };
}

/** The corners of the convex hull from below (sign 1) or above (-1) of the points from `low` to `high`. */
function hull(
  values: readonly number[],
  heights: readonly number[],
  low: number,
  high: number,
  sign: 1 | -1,
): readonly number[] {
  const corners: number[] = [];
  for (let index = low; index <= high; index += 1) {
    while (corners.length > 1) {
      const middle = corners[corners.length - 1]!;
      const first = corners[corners.length - 2]!;
      const turn =
        (heights[middle]! - heights[first]!) * (values[index]! - values[middle]!) -
        (heights[index]! - heights[middle]!) * (values[middle]! - values[first]!);
      if (sign * turn < 0) break;
      corners.pop();
    }
    corners.push(index);
  }
  return corners;
}

/** The height of a chain of corners at each value; to be asked for values in rising order. */
function along(
  values: readonly number[],
  heights: readonly number[],
  corners: readonly number[],
): (index: number) => number {
  let segment = 0;
  return (index) => {
    while (segment < corners.length - 2 && corners[segment + 1]! <= index) segment += 1;
    const from = corners[segment]!;
    const to = corners[Math.min(segment + 1, corners.length - 1)]!;
    if (index === to || from === to) return heights[to]!;
    const share = (values[index]! - values[from]!) / (values[to]! - values[from]!);
    return heights[from]! + share * (heights[to]! - heights[from]!);
  };
}

/** Where the two are furthest apart: between the corner of the minorant before it and that of the majorant after it. */
function widest(
  { values, below, upTo }: Steps,
  convex: readonly number[],
  concave: readonly number[],
): { width: number; from: number; to: number } {
  let widest = { width: 0, from: convex[0]!, to: concave.at(-1)! };
  const minorant = along(values, below, convex);
  let before = 0;
  for (const corner of concave) {
    while (before < convex.length - 1 && convex[before + 1]! <= corner) before += 1;
    const width = upTo[corner]! - minorant(corner);
    if (width > widest.width) widest = { width, from: convex[before]!, to: corner };
  }
  const majorant = along(values, upTo, concave);
  let after = 0;
  for (const corner of convex) {
    while (after < concave.length - 1 && concave[after]! < corner) after += 1;
    const width = majorant(corner) - below[corner]!;
    if (width > widest.width) widest = { width, from: corner, to: concave[after]! };
  }
  return widest;
}
