import { type Seed, type Stream, stream } from "../../random/stream.js";
import { directionNumbers } from "./directionNumbers.js";

const bits = 32;
/** Beyond, 32 bits do not tell the points apart. */
const mostPoints = 2 ** 30;

/**
 * The first points of the Sobol' sequence in the unit cube, one row a point, in the order of I. A. Antonov and V. M. Saleev's Gray
 * code: the same points as SciPy's `qmc.Sobol(scramble=False, bits=32)`.
 *
 * @param scramble a seed: the digits are mixed by a random lower triangular matrix for each dimension and shifted at random
 * (J. Matoušek, Journal of Complexity 14, 1998), which keeps the evenness and makes each point uniform
 * @throws RangeError for more dimensions than there are direction numbers, or more than 2^30 points
 */
export function sobolSequence(dimensions: number, count: number, scramble?: Seed): Float64Array[] {
  if (dimensions > directionNumbers.length + 1)
    throw new RangeError(
      `a Sobol' sequence has at most ${directionNumbers.length + 1} dimensions here, got ${dimensions}`,
    );
  if (count > mostPoints) throw new RangeError(`a Sobol' sequence has at most 2^30 points, got ${count}`);
  const rows = Array.from({ length: count }, () => new Float64Array(dimensions));
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    let directions = directionsOf(dimension);
    let position = 0;
    if (scramble !== undefined) {
      const random = stream(scramble).child("sobol").at(dimension);
      directions = mixed(directions, random);
      position = random.next();
    }
    for (let index = 0; index < count; index += 1) {
      // The bit that changes between neighbouring Gray codes is the lowest zero of the number before.
      if (index > 0) position ^= directions[31 - Math.clz32(index & -index)]!;
      rows[index]![dimension] = (position >>> 0) / 2 ** bits;
    }
  }
  return rows;
}

/** The numbers v_k = m_k / 2^k by the recurrence of the dimension's polynomial, as 32 bits behind the point. */
function directionsOf(dimension: number): Int32Array {
  if (dimension === 0) return Int32Array.from({ length: bits }, (_, index) => 1 << (bits - 1 - index));
  const [polynomial, ...first] = directionNumbers[dimension - 1]!;
  const degree = first.length;
  const directions = new Int32Array(bits);
  for (let index = 0; index < bits; index += 1) {
    if (index < degree) {
      directions[index] = first[index]! << (bits - 1 - index);
      continue;
    }
    let next = directions[index - degree]! ^ (directions[index - degree]! >>> degree);
    for (let term = 1; term < degree; term += 1)
      if ((polynomial >>> (degree - term)) & 1) next ^= directions[index - term]!;
    directions[index] = next;
  }
  return directions;
}

/** Each digit of the result is that digit of the direction and a random sum, modulo 2, of the digits before it. */
function mixed(directions: Int32Array, random: Stream): Int32Array {
  const rows = Int32Array.from({ length: bits }, (_, digit) => {
    const own = 1 << (bits - 1 - digit);
    const before = digit === 0 ? 0 : -1 << (bits - digit);
    return own | (random.next() & before);
  });
  return directions.map((direction) => {
    let result = 0;
    rows.forEach((row, digit) => {
      if (isOdd(row & direction)) result |= 1 << (bits - 1 - digit);
    });
    return result;
  });
}

function isOdd(word: number): boolean {
  let folded = word ^ (word >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  folded ^= folded >>> 2;
  return ((folded ^ (folded >>> 1)) & 1) === 1;
}
