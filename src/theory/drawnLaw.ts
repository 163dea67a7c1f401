import type { Distribution } from "../distribution/distribution.js";

/** A law as its mean, and as values that stand for it. */
export interface DrawnLaw {
  readonly family: string;
  readonly mean: number;
  readonly variance: number;
  /** The value of a turn: {@link latticeSize} turns in a row are the quantiles of as many equal shares, in an order of the draw's own. */
  value(turn: number): number;
}

/** A prime, so that every order of a draw visits every share once. */
export const latticeSize = 2003;

/**
 * The middles of equal shares, scaled to the law's own mean, which the outermost share would miss: for an exponential law by 1.5e-4. Those
 * of several draws are a lattice rule, which spreads them evenly over their joint range.
 */
export function drawnLaw({ family, mean, variance, quantile }: Distribution, index: number): DrawnLaw {
  let values: Float64Array | undefined;
  const prepare = (): Float64Array => {
    const middles = Float64Array.from({ length: latticeSize }, (_, share) => quantile((share + 0.5) / latticeSize));
    const average = middles.reduce((sum, value) => sum + value, 0) / latticeSize;
    return average > 0 && mean > 0 ? middles.map((value) => (value * mean) / average) : middles;
  };
  return {
    family,
    mean,
    variance,
    value: (turn) => {
      values ??= prepare();
      return values[latticeShare(index + 1, turn)]!;
    },
  };
}

const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71];

/** The share that a turn visits in one dimension of the lattice. */
export function latticeShare(dimension: number, turn: number): number {
  const step = Math.round(latticeSize * (Math.sqrt(primes[dimension % primes.length]!) % 1));
  return (turn * step) % latticeSize;
}
