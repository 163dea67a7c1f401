import { evenly } from "./evenly.js";
import type { Points } from "./likelihood.js";

/** No more cells for each octave than this power of 2: data narrower than that are taken as they are. */
const finest = 14;

/**
 * Stands in for many points with few. Values are put into cells by their sign, exponent and first bits of the mantissa,
 * and each cell is replaced by the two weighted points that have its mass, mean, variance and third moment (Gauss and
 * Legendre's idea with the data as the weight): a sum of a smooth function over them is off by its fourth derivative
 * times the fourth power of a cell's width. Maxima of likelihoods are within 1e-5 of a standard
 * error of those of all points, for 300,000 of them. They lie between the cell's least and greatest value.
 *
 * @param coarsest cells for each octave, as a power of 2, unless the data are narrow for their size
 */
export function sketchOf(points: Points, coarsest = 5): Points {
  const { values, weights } = points;
  const bits = bitsFor(values, coarsest);
  if (bits === undefined) return points;
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const shift = 20 - bits;
  const keys = new Int32Array(values.length);
  let low = Infinity;
  let high = -Infinity;
  for (let index = 0; index < keys.length; index++) {
    const word = words[2 * index + 1]!;
    const magnitude = (word & 0x7fffffff) >>> shift;
    const key = word >>> 31 ? ~magnitude : magnitude;
    keys[index] = key;
    if (key < low) low = key;
    if (key > high) high = key;
  }
  const size = high - low + 1;
  if (size > 4_000_000) return points;
  // The ends stay as they are: they decide where a law with an end may have it.
  let [first, last] = [0, 0];
  for (let index = 1; index < values.length; index++) {
    if (values[index]! < values[first]!) first = index;
    if (values[index]! > values[last]!) last = index;
  }
  const anchors = new Float64Array(size);
  const sums = new Float64Array(4 * size);
  for (let index = 0; index < keys.length; index++) {
    if (index === first || index === last) continue;
    const cell = keys[index]! - low;
    const weight = weights ? weights[index]! : 1;
    const at = 4 * cell;
    if (sums[at] === 0) anchors[cell] = values[index]!;
    const away = values[index]! - anchors[cell]!;
    const once = weight * away;
    sums[at]! += weight;
    sums[at + 1]! += once;
    sums[at + 2]! += once * away;
    sums[at + 3]! += once * away * away;
  }
  const ends = first === last ? [first] : [first, last];
  const found = ends.map((index) => values[index]!);
  const counts = ends.map((index) => (weights ? weights[index]! : 1));
  for (let cell = 0; cell < size; cell++) {
    const weight = sums[4 * cell]!;
    if (weight === 0) continue;
    const mean = sums[4 * cell + 1]! / weight;
    const square = sums[4 * cell + 2]! / weight;
    const variance = square - mean * mean;
    const anchor = anchors[cell]!;
    const centre = anchor + mean;
    if (!(variance > 1e-12 * square) || !(variance > 1e-24 * centre * centre)) {
      found.push(centre);
      counts.push(weight);
      continue;
    }
    const third = sums[4 * cell + 3]! / weight - 3 * mean * square + 2 * mean * mean * mean;
    // The roots of t² - (third / variance) t - variance, and the weights that leave the mean where it is.
    const half = third / variance / 2;
    const root = Math.sqrt(half * half + variance);
    const above = half > 0 ? half + root : variance / (root - half);
    const below = -variance / above;
    found.push(centre + below, centre + above);
    counts.push((weight * above) / (above - below), (weight * -below) / (above - below));
  }
  return found.length < values.length / 2
    ? { values: Float64Array.from(found), weights: Float64Array.from(counts) }
    : points;
}

/** More bits for data that are narrow for their size, none where that would not do. */
function bitsFor(values: Float64Array, coarsest: number): number | undefined {
  const some = evenly(values, 1000).sort();
  const at = (p: number): number => some[Math.floor(p * (some.length - 1))]!;
  const width = at(0.75) - at(0.25);
  const size = Math.max(Math.abs(at(0.25)), Math.abs(at(0.75)));
  if (!(width > 0)) return coarsest;
  const bits = Math.max(coarsest, coarsest - 2 + Math.ceil(Math.log2(size / width)));
  return bits > finest ? undefined : bits;
}
