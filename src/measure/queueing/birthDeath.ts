/** Far from what overflows, and from what squares of it would. */
const large = 1e200;

/**
 * The stationary probabilities of a birth-and-death chain on 0 … `last`: P(k) is proportional to the product of the ratios
 * up to k (Kleinrock, Queueing Systems I, 3.1). All terms are positive, so nothing cancels.
 *
 * @param ratio of the rate from k - 1 to k to the rate back, for k from 1
 */
export function birthDeath(last: number, ratio: (count: number) => number): Float64Array {
  const weights = new Float64Array(last + 1);
  weights[0] = 1;
  let total = 1;
  for (let count = 1; count <= last; count += 1) {
    weights[count] = weights[count - 1]! * ratio(count);
    total += weights[count]!;
    // Only the proportions matter.
    if (total > large) {
      for (let before = 0; before <= count; before += 1) weights[before]! /= total;
      total = 1;
    }
  }
  return weights.map((weight) => weight / total);
}

/** The mean of a function of the number, given the probability of each number. */
export function meanOver(probabilities: Float64Array, value: (count: number) => number): number {
  let sum = 0;
  for (let count = 0; count < probabilities.length; count += 1) sum += value(count) * probabilities[count]!;
  return sum;
}
