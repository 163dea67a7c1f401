import { requireObject } from "../argument/argument.js";

/** A number with the interval that holds it, by either name that numbers of this library have. */
export type Within = ({ readonly mean: number } | { readonly value: number }) & {
  readonly low: number;
  readonly high: number;
};

/** Of the length of the interval, these are enough to compare two. */
const digitsOfInterval = 2;
const mostDigits = 10;

/**
 * A number with its interval for people, with as many digits as the interval's length has meaning: `inWords(interval, "% of the CPUs", 100)`
 * is `"0.002403 % of the CPUs (0.002380 to 0.002427)"`. Counts, where number and ends are whole, have no places after the point. An end
 * that is not known is left open: `"(from 12)"`, `"(up to 12)"`.
 *
 * @param unit none unless given
 * @param times so many of the unit make one of what was measured; 1 unless given
 * @throws RangeError where the number is not finite, or an end is not a number on its side of it
 */
export function inWords(of: Within, unit = "", times = 1): string {
  requireObject("inWords", "a number with its interval", of, "low", "high");
  const value = "mean" in of ? of.mean : of.value;
  const { low, high } = of;
  if (!(Number.isFinite(value) && low <= value && value <= high))
    throw new RangeError(`inWords: expected a finite number within its interval, got ${value} and ${low} to ${high}`);
  const [number, from, to] = [value, low, high].map((each) => times * each) as [number, number, number];
  const length = Math.max(...[number - from, to - number].filter(Number.isFinite), 0);
  const isCount = [number, from, to].filter(Number.isFinite).every(Number.isInteger);
  // Two digits of the length are that many places after the point, or before it.
  const places = isCount ? 0 : digitsOfInterval - 1 - Math.floor(Math.log10(length));
  const format = (each: number): string =>
    each.toLocaleString(
      "en",
      length > 0 && places < 20
        ? { minimumFractionDigits: Math.max(0, places), maximumFractionDigits: Math.max(0, places) }
        : { maximumSignificantDigits: mostDigits },
    );
  const both = Number.isFinite(from) && Number.isFinite(to) ? `${format(from)} to ${format(to)}` : undefined;
  const oneEnd = Number.isFinite(from) ? `from ${format(from)}` : Number.isFinite(to) ? `up to ${format(to)}` : "any";
  return `${format(number)}${unit && ` ${unit}`} (${both ?? oneEnd})`;
}
