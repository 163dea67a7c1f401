import { type Seed, stream } from "../../random/stream.js";
import { type Design, fixedDesign, type Point } from "./design.js";
import { axesOf, type Ranges, requireCount } from "./range.js";

/**
 * A Latin hypercube: each range is cut into `count` parts that are equally likely, and each part of every range holds exactly one
 * point, at a random place in it (M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21, 1979). Each parameter is so
 * covered as evenly as `count` runs can, however many parameters there are.
 *
 * @param options.seed 1 unless given
 * @throws RangeError for a range that is none or a count that is not a whole number from 1
 */
export function latinHypercube(ranges: Ranges, count: number, { seed = 1 }: { readonly seed?: Seed } = {}): Design {
  requireCount("count", count, 1);
  const axes = axesOf(ranges);
  const columns = axes.map((axis) => {
    const random = stream(seed).child("latinHypercube").child(axis.name);
    const parts = Array.from({ length: count }, (_, index) => index);
    // Fisher and Yates' shuffle.
    for (let last = count - 1; last > 0; last -= 1) {
      const other = random.integer(last + 1);
      [parts[last], parts[other]] = [parts[other]!, parts[last]!];
    }
    return parts.map((part) => axis.sample((part + random.uniform()) / count));
  });
  const list = Array.from(
    { length: count },
    (_, row): Point => Object.fromEntries(axes.map(({ name }, index) => [name, columns[index]![row]!])),
  );
  return fixedDesign(
    axes.map(({ name }) => name),
    list,
  );
}
