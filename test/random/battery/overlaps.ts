import type { Words } from "./words.js";

/**
 * How many pairs of neighbouring words occur twice in all that the sources give: streams that run into each other share all from
 * there on. Of k pairs by chance there are k² / 2^54 (53 of their 64 bits are kept): 6 in 100,000 for a million.
 */
export function overlaps(sources: readonly Words[], length: number): number {
  const pairs = new Float64Array(sources.length * length);
  sources.forEach((source, index) => {
    let last = source.next();
    for (let at = 0; at < length; at += 1) {
      const word = source.next();
      pairs[index * length + at] = (last >>> 0) * 2 ** 21 + (word >>> 11);
      last = word;
    }
  });
  pairs.sort();
  return pairs.reduce((count, pair, index) => (index > 0 && pair === pairs[index - 1] ? count + 1 : count), 0);
}
