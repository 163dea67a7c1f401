import { requireArray, requireObject } from "../../argument/argument.js";
import type { Distribution } from "../../distribution/distribution.js";
import { gammaTail } from "../../distribution/special/gammaTail.js";

/** A bucket with how many values it holds and how many the law expects in it. */
export interface BinResidual {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly expected: number;
  /** (count - expected) / √expected; beyond ±2 it stands out. */
  readonly residual: number;
}

/** Pearson's test of buckets. */
export interface ChiSquare {
  readonly statistic: number;
  /** Of the law of the statistic: buckets compared - 1 - estimated parameters. */
  readonly degreesOfFreedom: number;
  /** NaN where no degree of freedom is left. */
  readonly pValue: number;
  /** What was compared: neighbours are joined until each expects enough. */
  readonly bins: readonly BinResidual[];
}

/**
 * Pearson's chi-square test of buckets against a law: Σ (count - expected)² / expected, where expected is the number of all
 * values times the probability of the bucket. What lies outside all buckets counts as buckets with nothing in them.
 *
 * @param intervals buckets [low, high, count], which may leave gaps but not overlap
 * @param parameters how many parameters of the law were estimated from these buckets
 * @param range that values could come from at all: of a truncation, with the law's probabilities taken within it
 * @param least what a bucket must expect to be compared alone; 5 unless given, the customary limit for the chi-square law to hold
 */
export function chiSquare(
  intervals: readonly (readonly [low: number, high: number, count: number])[],
  distribution: Distribution,
  parameters: number,
  range: readonly [lower: number, upper: number] = [-Infinity, Infinity],
  least = 5,
): ChiSquare {
  requireArray("chiSquare", "a list of intervals with their counts", intervals);
  requireObject("chiSquare", "a distribution", distribution, "cdf");
  const rising = [...intervals].sort((first, second) => first[0] - second[0]);
  const total = rising.reduce((sum, [, , count]) => sum + count, 0);
  const mass = probabilityBetween(distribution, range[0], range[1]);
  const all: { low: number; high: number; count: number; expected: number }[] = [];
  const add = (low: number, high: number, count: number): void => {
    const expected = (total * probabilityBetween(distribution, low, high)) / mass;
    if (expected > 0 || count > 0) all.push({ low, high, count, expected });
  };
  let reached = range[0];
  for (const [low, high, count] of rising) {
    const from = Math.max(low, range[0]);
    if (from > reached) add(reached, from, 0);
    add(from, Math.min(high, range[1]), count);
    reached = Math.min(high, range[1]);
  }
  if (reached < range[1]) add(reached, range[1], 0);
  const bins = joined(all, least).map((bin) => ({
    ...bin,
    residual: bin.count === bin.expected ? 0 : (bin.count - bin.expected) / Math.sqrt(bin.expected),
  }));
  const statistic = bins.reduce((sum, { residual }) => sum + residual * residual, 0);
  const degreesOfFreedom = bins.length - 1 - parameters;
  const pValue = degreesOfFreedom > 0 ? chiSquareSurvival(statistic, degreesOfFreedom) : Number.NaN;
  return { statistic, degreesOfFreedom, pValue, bins };
}

/** P(X > x) of the chi-square law. */
export function chiSquareSurvival(x: number, degreesOfFreedom: number): number {
  return gammaTail(0.5 * degreesOfFreedom, 0.5 * Math.max(0, x), true, false);
}

/** P(low < X <= high), from the tail in which it is a difference of small numbers. */
function probabilityBetween(distribution: Distribution, low: number, high: number): number {
  const below = distribution.cdf(low);
  return below < 0.5 ? distribution.cdf(high) - below : distribution.survival(low) - distribution.survival(high);
}

function joined<Bin extends { low: number; high: number; count: number; expected: number }>(
  bins: readonly Bin[],
  least: number,
): Bin[] {
  const result: Bin[] = [];
  for (const bin of bins) {
    const last = result.at(-1);
    if (last && last.expected < least) result[result.length - 1] = merged(last, bin);
    else result.push(bin);
  }
  // What is left over at the end joins the one before it.
  while (result.length > 1 && result.at(-1)!.expected < least) {
    const last = result.pop()!;
    result[result.length - 1] = merged(result.at(-1)!, last);
  }
  return result;
}

function merged<Bin extends { low: number; high: number; count: number; expected: number }>(a: Bin, b: Bin): Bin {
  return { ...a, high: b.high, count: a.count + b.count, expected: a.expected + b.expected };
}
