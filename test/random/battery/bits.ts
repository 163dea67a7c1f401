import { type PValues, uniformChiSquare } from "./pValue.js";
import type { Words } from "./words.js";

/** Each of the 32 bits on its own: the eight triples of its values in three words that follow each other. */
export function bits(source: Words, count = 200_000): PValues {
  const counts = Array.from({ length: 32 }, () => new Float64Array(8));
  for (let index = 0; index < count; index += 1) {
    const [first, second, third] = [source.next(), source.next(), source.next()];
    for (let bit = 0; bit < 32; bit += 1)
      counts[bit]![((first >>> bit) & 1) * 4 + ((second >>> bit) & 1) * 2 + ((third >>> bit) & 1)]! += 1;
  }
  return Object.fromEntries(counts.map((each, bit) => [`bit ${bit}`, uniformChiSquare(each)]));
}
