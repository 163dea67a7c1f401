import { type PValues, uniformChiSquare } from "./pValue.js";
import type { Words } from "./words.js";

/** Pairs, triples and quadruples of words that follow each other, by their highest and by their lowest bits: 2^16, 2^15 and 2^16 cells. */
export function serial(source: Words, perCell = 5): PValues {
  const of = (dimensions: number, bits: number, high: boolean): number => {
    const counts = new Float64Array(2 ** (dimensions * bits));
    const shift = high ? 32 - bits : 0;
    for (let tuple = 0; tuple < perCell * counts.length; tuple += 1) {
      let cell = 0;
      for (let word = 0; word < dimensions; word += 1)
        cell = (cell << bits) | ((source.next() >>> shift) & (2 ** bits - 1));
      counts[cell]! += 1;
    }
    return uniformChiSquare(counts);
  };
  return {
    "pairs, high": of(2, 8, true),
    "pairs, low": of(2, 8, false),
    "triples, high": of(3, 5, true),
    "triples, low": of(3, 5, false),
    "quadruples, high": of(4, 4, true),
    "quadruples, low": of(4, 4, false),
  };
}
