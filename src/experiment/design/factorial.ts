import { requireObject } from "../../argument/argument.js";
import { type Design, fixedDesign, type Level, levelsOf, type Point, show } from "./design.js";

/** The values to try of each parameter. */
export type Factors = Readonly<Record<string, readonly Level[]>>;

/**
 * Every combination of the values, the last parameter changing fastest. A sweep takes a plain object of lists for it.
 *
 * @throws RangeError for no parameters or one without values
 */
export function factorial(factors: Factors): Design {
  requireObject("factorial", "lists of values by the names of parameters", factors);
  let points: Point[] = [{}];
  for (const [name, given] of Object.entries(factors)) {
    if (!Array.isArray(given)) throw new RangeError(`design.${name}: expected a list of values, got ${show(given)}`);
    if (given.length === 0) throw new RangeError(`design.${name}: expected at least one value`);
    const values = levelsOf(name, given);
    points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return fixedDesign(Object.keys(factors), points);
}
