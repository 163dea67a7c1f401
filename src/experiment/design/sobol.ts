import type { Seed } from "../../random/stream.js";
import { type Design, fixedDesign } from "./design.js";
import { axesOf, type Ranges, requireCount } from "./range.js";
import { sobolSequence } from "./sobolSequence.js";

/**
 * The first `count` points of a Sobol' sequence over the ranges: they fill the space more evenly than random ones, and a longer
 * design goes on where a shorter one ends. A count that is a power of 2 is the most even.
 *
 * @param options.scramble a seed: the points are shuffled at random so that each is uniform, and stay as even; unless given, the
 * sequence itself, which begins in the corner of the low bounds
 * @throws RangeError for a range that is none or a count that is not a whole number from 1
 */
export function sobol(ranges: Ranges, count: number, { scramble }: { readonly scramble?: Seed } = {}): Design {
  requireCount("count", count, 1);
  const axes = axesOf(ranges);
  const rows = sobolSequence(axes.length, count, scramble);
  return fixedDesign(
    axes.map(({ name }) => name),
    rows.map((row) => Object.fromEntries(axes.map((axis, index) => [axis.name, axis.sample(row[index]!)]))),
  );
}
