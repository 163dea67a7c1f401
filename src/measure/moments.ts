/** The arithmetic mean, summed as deviations from the first value, so that the mean of equal values is that value. */
export function meanOf(values: ArrayLike<number>): number {
  const origin = values[0]!;
  let sum = 0;
  for (let index = 1; index < values.length; index += 1) sum += values[index]! - origin;
  return origin + sum / values.length;
}

/** The sum of (x - mean x)(y - mean y) over pairs; with itself, the sum of squared deviations. */
export function deviationProduct(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const firstMean = meanOf(first);
  const secondMean = meanOf(second);
  let sum = 0;
  for (let index = 0; index < first.length; index += 1)
    sum += (first[index]! - firstMean) * (second[index]! - secondMean);
  return sum;
}
