import { extremesOf, keysOf, leastOf } from "../keys.js";
import { dipOfSteps } from "./dip.js";

/**
 * A number that the dip of values is not above, in a fraction of its time: they are counted in cells instead of being sorted. Their
 * distribution function is nowhere further from the line between the ends of a cell than the cell's share, so their dip is at most
 * that of the lines, and the greatest share. Infinity where cells do not do.
 *
 * @param scale what the dip is taken of, rising
 */
export function dipBound(values: Float64Array, scale: (value: number) => number): number {
  const n = values.length;
  const keys = keysOf(values);
  const [low, high] = extremesOf(keys);
  const shift = Math.max(0, Math.ceil(Math.log2((2 * (high - low + 1)) / n)));
  const count = ((high - low) >>> shift) + 1;
  const counts = new Float64Array(count);
  for (let index = 0; index < n; index += 1) counts[(keys[index]! - low) >>> shift]! += 1;
  const cells = new Uint32Array(count + 1);
  const upTo = new Float64Array(count + 1);
  let most = 0;
  for (let cell = 0; cell < count; cell += 1) {
    cells[cell] = low + cell * 2 ** shift;
    if (counts[cell]! > most) most = counts[cell]!;
    upTo[cell + 1] = upTo[cell]! + counts[cell]!;
  }
  cells[count] = low + count * 2 ** shift;
  const edges = leastOf(cells);
  for (let cell = 0; cell <= count; cell += 1) edges[cell] = scale(edges[cell]!);
  if (!(edges[0]! > -Infinity && edges[count]! < Infinity)) return Infinity;
  return (dipOfSteps({ values: edges, below: upTo, upTo }, 0) + most) / n;
}
