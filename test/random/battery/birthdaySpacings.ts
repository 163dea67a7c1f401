import { type PValues, poissonPValue } from "./pValue.js";
import type { Words } from "./words.js";

const birthdays = 4096;
const days = 2 ** 32;

/**
 * Marsaglia's birthday spacings: of n birthdays in a year of m days, sorted, the number of spacings that occur again is
 * Poisson with mean n³ / 4m, here 4 (G. Marsaglia, 1984; P. L'Ecuyer and R. Simard, "On the performance of birthday spacings tests",
 * 2001). A day is a word, or the high or low halves of two, or the bytes of four: that finds lattices.
 */
export function birthdaySpacings(source: Words, years = 60): PValues {
  const of = (day: () => number): number => {
    let repeated = 0;
    for (let year = 0; year < years; year += 1) repeated += repeatedSpacings(day);
    return poissonPValue(repeated, (years * birthdays ** 3) / (4 * days));
  };
  const pieces = (count: number, shift: number) => (): number => {
    let day = 0;
    for (let piece = 0; piece < count; piece += 1)
      day = (day << (32 / count)) | ((source.next() << shift) >>> (32 - 32 / count));
    return day;
  };
  return {
    words: of(() => source.next()),
    "high halves": of(pieces(2, 0)),
    "low halves": of(pieces(2, 16)),
    "high bytes": of(pieces(4, 0)),
    "low bytes": of(pieces(4, 24)),
  };
}

function repeatedSpacings(day: () => number): number {
  const dates = Uint32Array.from({ length: birthdays }, day).sort();
  const spacings = dates.map((date, index) => date - dates[(index || birthdays) - 1]!).sort();
  let repeated = 0;
  for (let index = 1; index < birthdays; index += 1) if (spacings[index] === spacings[index - 1]) repeated += 1;
  return repeated;
}
