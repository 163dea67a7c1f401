import { type PValues, uniformChiSquare } from "./pValue.js";
import type { Words } from "./words.js";

/** Each of the four bytes of a word takes its 256 values equally often. */
export function bytes(source: Words, count = 1_000_000): PValues {
  const counts = Array.from({ length: 4 }, () => new Float64Array(256));
  for (let index = 0; index < count; index += 1) {
    const word = source.next();
    for (let byte = 0; byte < 4; byte += 1) counts[byte]![(word >>> (8 * byte)) & 255]! += 1;
  }
  return Object.fromEntries(counts.map((each, byte) => [`byte ${byte}`, uniformChiSquare(each)]));
}
