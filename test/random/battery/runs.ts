import { chiSquare, type PValues } from "./pValue.js";
import type { Words } from "./words.js";

const longest = 8;

/**
 * The lengths of ascending and of descending runs (Knuth, The Art of Computer Programming 2, 3.3.2 G). The word after a run is thrown
 * away, which makes the lengths independent: P(length = r) = 1/r! - 1/(r + 1)!.
 */
export function runs(source: Words, count = 500_000): PValues {
  return { up: runsOf(() => source.next(), count), down: runsOf(() => ~source.next(), count) };
}

function runsOf(next: () => number, count: number): number {
  const counts = new Float64Array(longest);
  for (let run = 0; run < count; run += 1) {
    let length = 1;
    let last = next();
    for (let word = next(); word > last; word = next()) {
      last = word;
      length += 1;
    }
    counts[Math.min(length, longest) - 1]! += 1;
  }
  return chiSquare(counts, (cell) => 1 / factorial(cell + 1) - (cell + 1 === longest ? 0 : 1 / factorial(cell + 2)));
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
