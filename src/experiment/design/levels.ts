import type { Level } from "./design.js";
import { axisOf, type Range, type RangeScale, requireCount } from "./range.js";

/**
 * `count` values of a range, its bounds among them, at equal distances on its scale: `levels(["10 us", "1 s", "log"], 24)`. Whole
 * numbers stay whole, and where that makes neighbours equal there are fewer.
 *
 * @throws RangeError for a range that is none or a count that is not a whole number from 2
 */
export function levels(
  range: readonly [low: number, high: number] | readonly [low: number, high: number, scale: RangeScale],
  count: number,
): number[];
export function levels(range: Range, count: number): Level[];
export function levels(range: Range, count: number): Level[] {
  requireCount("count", count, 2);
  const axis = axisOf("levels", range);
  return [...new Set(Array.from({ length: count }, (_, index) => axis.at(index / (count - 1))))];
}
