import { normalPValue, type PValues } from "./pValue.js";
import type { Words } from "./words.js";

/**
 * The correlations of all pairs of p sources over n values each, by the sum of their squares, which is normal when they are independent:
 * mean p (p - 1) / 2 (n - 1), variance p (p - 1) (n - 2) / (n - 1)² (n + 1) (J. R. Schott, "Testing for complete independence in high
 * dimensions", Biometrika 92, 2005); of the words as numbers, and of their lowest bits.
 */
export function correlations(sources: readonly Words[], n = 128): PValues {
  const p = sources.length;
  const words = sources.map((source) => Int32Array.from({ length: n }, () => source.next()));
  const of = (value: (word: number) => number): number => {
    const series = words.map((each) => standardised(Float64Array.from(each, value)));
    let squares = 0;
    for (let left = 1; left < p; left += 1)
      for (let right = 0; right < left; right += 1) squares += product(series[left]!, series[right]!) ** 2;
    const variance = (p * (p - 1) * (n - 2)) / ((n - 1) ** 2 * (n + 1));
    return normalPValue((squares - (p * (p - 1)) / (2 * (n - 1))) / Math.sqrt(variance));
  };
  return { words: of((word) => word), "lowest bits": of((word) => word & 1) };
}

/** With mean 0 and length 1. */
function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviations = values.map((value) => value - mean);
  const length = Math.sqrt(product(deviations, deviations));
  return deviations.map((value) => value / length);
}

function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += left[index]! * right[index]!;
  return sum;
}
