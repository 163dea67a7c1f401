/**
 * Where a log axis over these ends has its ticks, as Plotly's `dtick`: at all digits of less than a decade, at 1, 2, 5 of a few, at the
 * decades of many. Plotly's own choice puts all digits of three decades, which then run into each other.
 */
export function logTicks([low, high]: readonly [low: number, high: number]): string | number {
  const decades = Math.log10(high / low);
  return decades < 0.8 ? "D1" : decades < 3.5 ? "D2" : 1;
}
