import { birthdaySpacings } from "./birthdaySpacings.js";
import { bits } from "./bits.js";
import { bytes } from "./bytes.js";
import { gaps } from "./gaps.js";
import { hammingWeights } from "./hammingWeights.js";
import type { PValues } from "./pValue.js";
import { runs } from "./runs.js";
import { serial } from "./serial.js";
import type { Words } from "./words.js";

/** The tests of one source of words, each by its name; every test goes on where the one before stopped. */
export const battery: Readonly<Record<string, (source: Words) => PValues>> = {
  bytes,
  bits,
  runs,
  serial,
  "birthday spacings": birthdaySpacings,
  gaps,
  "Hamming weights": hammingWeights,
};

/**
 * The p-values that 1 in 5,000 of a perfect source would be: outside 10^-4 … 1 - 10^-4, by their names. The seeds of the tests
 * are fixed, so what passes once passes for ever.
 */
export function suspicious(pValues: PValues): PValues {
  return Object.fromEntries(Object.entries(pValues).filter(([, p]) => !(p > 1e-4 && p < 1 - 1e-4)));
}
