/** The fractional part of the golden ratio: its multiples fall evenly into (0, 1), and never in step with anything. */
const golden = 0.6180339887498949;

/**
 * About `count` of the values, taken evenly, or all of them where there are no more. Every hundredth would be all of one kind
 * where every fiftieth is of that kind, so the places are multiples of the golden ratio.
 */
export function evenly(values: Float64Array, count: number): Float64Array {
  const n = values.length;
  if (n <= count) return values.slice();
  const some = new Float64Array(count);
  for (let index = 0; index < count; index++) some[index] = values[Math.floor(n * ((index * golden) % 1))]!;
  return some;
}
