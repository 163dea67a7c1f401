import { effectiveSampleSize } from "../measure/effectiveSampleSize.js";
import { mser5 } from "../measure/mser5.js";
import { lineThrough } from "./line.js";
import { type Trend, trendOf } from "./trend.js";

/** What a series stays around once its warm-up is over. */
export interface Level {
  /** Windows left out at the begin. */
  readonly warmUp: number;
  /** Whether MSER-5 found that many; otherwise it is half of the series, or more. */
  readonly settled: boolean;
  /** Windows of equal work that would weigh the same as the judged ones. */
  readonly counted: number;
  /** The ratio of each judged window as it counts, see {@link linearised}; their mean is the ratio of the sums. */
  readonly values: Float64Array;
  /** How many independent values these are worth. */
  readonly effective: number;
  readonly trend: Trend;
  /** How far it will still move, in its own unit: what is left of a trend that dies down, 0 without one. */
  readonly toGo: number;
}

/** Trends, batches and halves of fewer windows say too little. */
export const leastWindows = 128;
/** A trend that is this likely by chance is none. */
const significance = 0.01;
/** A trend that keeps less than this of its slope from one half to the other dies down. */
const dyingDown = 0.7;
/** Where the judged part has not settled, its later parts may have: the shares of the series left out. */
const laterBegins = [1 / 2, 5 / 8, 3 / 4];
/** The slope of a later part, at its worst, against that of as many windows before: more is the same trend, seen less well. */
const stillTheSame = 0.3;

/**
 * The level of a ratio of two columns over windows.
 *
 * The ratio of sums r = Σ b / Σ w weighs each window by its w; its error is that of the mean of r + (b(i) - r w(i)) / mean w, which
 * has mean r and, to first order, the variance of the ratio (W. G. Cochran, Sampling Techniques, 3rd edition, 6.4). The warm-up
 * is removed by {@link mser5} on these values; where that does not settle, half of the series is.
 *
 * A trend that is left in them may die down: where its slope in the second half is q times that in the first one, what is still
 * to come is the change of the second half times q / (1 - q), if it goes on to die down geometrically (Aitken). Where that is too
 * much, a later part is judged, provided that it is long enough and that its slope is for certain less than that before it.
 *
 * @param isSettled whether a level will do
 */
export function levelOf(bookkeeping: Float64Array, work: Float64Array, isSettled: (level: Level) => boolean): Level {
  const n = work.length;
  const half = n >> 1;
  const truncation = mser5(linearised(bookkeeping, work, ratio(bookkeeping.subarray(half), work.subarray(half))));
  const warmUp = truncation.settled ? truncation.drop : half;
  const level = levelFrom(warmUp, truncation.settled, bookkeeping, work);
  if (isSettled(level)) return level;
  for (const share of laterBegins) {
    const begin = Math.floor(share * n);
    if (begin <= warmUp || n - begin < leastWindows) continue;
    const later = levelFrom(begin, false, bookkeeping, work);
    if (!isSettled(later)) continue;
    const before = linearised(bookkeeping, work, ratio(bookkeeping.subarray(begin), work.subarray(begin)));
    const earlier = lineThrough(before.subarray(Math.max(2 * begin - n, 0), begin)).slope;
    const { slope, standardError } = later.trend;
    if (Math.abs(slope) + 2 * standardError < stillTheSame * Math.abs(earlier)) return later;
  }
  return level;
}

function levelFrom(warmUp: number, settled: boolean, bookkeeping: Float64Array, work: Float64Array): Level {
  const [spent, done] = [bookkeeping.subarray(warmUp), work.subarray(warmUp)];
  const values = linearised(spent, done, ratio(spent, done));
  const trend = trendOf(values);
  const effective = trend.line.squares > 0 ? effectiveSampleSize(values) : values.length;
  return {
    warmUp,
    settled,
    counted: countedWindows(done),
    values,
    effective,
    trend,
    toGo: toGo(values, trend),
  };
}

/** Σ b / Σ w. */
export function ratio(bookkeeping: Float64Array, work: Float64Array): number {
  let [spent, done] = [0, 0];
  for (let index = 0; index < work.length; index += 1) {
    spent += bookkeeping[index]!;
    done += work[index]!;
  }
  return spent / done;
}

/** r + (b(i) - r w(i)) / mean w: the ratio of each window, counted by its w; their mean is r where that is Σ b / Σ w. */
export function linearised(bookkeeping: Float64Array, work: Float64Array, r: number): Float64Array {
  let mean = 0;
  for (const value of work) mean += value / work.length;
  return bookkeeping.map((value, index) => r + (value - r * work[index]!) / mean);
}

/** How many windows of equal work would weigh the same: (Σ w)² / Σ w² (L. Kish, Survey Sampling, 1965). */
export function countedWindows(work: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const value of work) {
    sum += value;
    squares += value * value;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}

function toGo(values: Float64Array, { pValue, slope }: Trend): number {
  if (pValue >= significance) return 0;
  const half = values.length >> 1;
  const first = lineThrough(values.subarray(0, half)).slope;
  const second = lineThrough(values.subarray(half)).slope;
  const share = second / first;
  const change = Math.abs(second) * (values.length - half);
  // It turned round: it has come as far as it will.
  if (share <= 0) return change;
  if (share < dyingDown) return (change * share) / (1 - share);
  // It goes on, and nobody knows how far; ten times as long as it was seen to.
  return 10 * Math.abs(slope) * values.length;
}
