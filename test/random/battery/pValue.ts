import { gammaTail } from "../../../src/distribution/special/gammaTail.js";
import { normalTail } from "../../../src/distribution/special/normalTail.js";

/** The p-values of a test, by what was looked at. Near 0: too far from the law; near 1: too close to it to be chance. */
export type PValues = Readonly<Record<string, number>>;

/** Pearson's chi-square test of counts against their probabilities, which add up to 1. */
export function chiSquare(counts: ArrayLike<number>, probabilities: (cell: number) => number): number {
  let total = 0;
  for (let cell = 0; cell < counts.length; cell += 1) total += counts[cell]!;
  let statistic = 0;
  for (let cell = 0; cell < counts.length; cell += 1) {
    const expected = total * probabilities(cell);
    statistic += (counts[cell]! - expected) ** 2 / expected;
  }
  return gammaTail((counts.length - 1) / 2, statistic / 2, true, false);
}

/** The same where all cells are equally likely. */
export function uniformChiSquare(counts: ArrayLike<number>): number {
  return chiSquare(counts, () => 1 / counts.length);
}

/** P(X >= count) of a Poisson law; half of P(X = count) is left out, so that both ends mean the same. */
export function poissonPValue(count: number, mean: number): number {
  const atLeast = (k: number): number => (k === 0 ? 1 : gammaTail(k, mean, false, false));
  return (atLeast(count) + atLeast(count + 1)) / 2;
}

/** P(Z >= z) of a standard normal statistic. */
export function normalPValue(z: number): number {
  return normalTail(-z);
}
