import { chiSquare, type PValues } from "./pValue.js";
import type { Words } from "./words.js";

const longest = 64;

/** The words between two of the lowest eighth of the range: a geometric number (Knuth, 3.3.2 D); and of those whose low bits are 0. */
export function gaps(source: Words, count = 100_000): PValues {
  const of = (hit: (word: number) => boolean): number => {
    const counts = new Float64Array(longest + 1);
    for (let gap = 0; gap < count; gap += 1) {
      let length = 0;
      while (!hit(source.next())) length += 1;
      counts[Math.min(length, longest)]! += 1;
    }
    return chiSquare(counts, (length) => (7 / 8) ** length * (length === longest ? 1 : 1 / 8));
  };
  return { high: of((word) => word >>> 29 === 0), low: of((word) => (word & 7) === 0) };
}
