import { studentT } from "../distribution/studentT.js";
import { meanOf } from "../measure/moments.js";
import type { Estimate } from "./evidence.js";
import { ratio } from "./level.js";
import { type Line, lineThrough } from "./line.js";
import { type Trend, trendOf } from "./trend.js";

/** How a quantity grows at the end of its series. */
export interface Growth {
  /** It grows, it goes on to grow at the end, and it has at least doubled. */
  readonly unbounded: boolean;
  readonly shape: "linear" | "exponential";
  /** Of the second half, of the quantity or its logarithm. */
  readonly trend: Trend;
  /** Per ns. */
  readonly rate: Estimate;
  /** ns */
  readonly doublingTime: Estimate;
}

/** A growth this likely by chance is none: a wrong alarm of an explosion is the worst of errors. */
const significance = 0.001;
/** The slope of the second half against that of the first: less is on its way to a limit. */
const goingOn = 0.7;
/** A series that begins at nothing has its begin left out. */
const beginning = 0.1;
const mostBins = 256;
/** Halves of fewer are not worth a test. */
const leastBins = 128;

/**
 * Whether a quantity grows without bound: whether it rises in the second half by more than chance (see {@link trendOf}), as fast as
 * in the first or nearly so, and to at least twice of what it was. What rises to a limit, however slowly, slows down by then.
 *
 * It is looked at in up to 256 bins, as it is or, where that is straighter, as its logarithm.
 *
 * @param numerator the quantity of each window, or what it is the ratio of
 * @param length of a window, ns
 * @returns nothing where there are too few windows, or too few with a denominator
 */
export function growthOf(
  numerator: Float64Array,
  denominator: Float64Array | undefined,
  length: number,
  confidence: number,
): Growth | undefined {
  const bins = binned(numerator, denominator);
  if (!bins) return undefined;
  const { values, size } = bins;
  const begin = Math.floor(beginning * values.length);
  const half = values.length >> 1;
  const logarithms = values.map((value) => Math.log(value));
  const isExponential = straighter(logarithms.subarray(begin), values.subarray(begin));
  const scaled = isExponential ? logarithms : values;
  const first = lineThrough(scaled.subarray(begin, half));
  const trend = trendOf(scaled.subarray(half));
  const end = endOf(trend.line);
  const last = isExponential ? Math.exp(end) : end;
  const before = meanOf(values.subarray(begin, 2 * begin));
  const significant = trend.slope > 0 && trend.pValue < 2 * significance;
  const width = trend.standardError * studentT(trend.degreesOfFreedom, 0, 1).upperQuantile((1 - confidence) / 2);
  const nanoseconds = size * length;
  const rateOf = (slope: number) => ((isExponential ? last : 1) * slope) / nanoseconds;
  const doublingOf = (slope: number) =>
    slope > 0 ? ((isExponential ? Math.LN2 : last) / slope) * nanoseconds : Infinity;
  const [low, high] = [trend.slope - width, trend.slope + width];
  return {
    unbounded: significant && trend.slope >= goingOn * first.slope && last >= 2 * before,
    shape: isExponential ? "exponential" : "linear",
    trend,
    rate: { value: rateOf(trend.slope), low: rateOf(low), high: rateOf(high) },
    doublingTime: { value: doublingOf(trend.slope), low: doublingOf(high), high: doublingOf(low) },
  };
}

/** Means, or ratios of sums, of equal numbers of windows; the first few windows are left out where they fill no bin. */
function binned(
  numerator: Float64Array,
  denominator: Float64Array | undefined,
): { values: Float64Array; size: number } | undefined {
  const n = numerator.length;
  for (let size = Math.ceil(n / mostBins); n >= size * leastBins; size += 1) {
    const bins = Math.floor(n / size);
    const omitted = n - bins * size;
    const cut = (column: Float64Array, bin: number) =>
      column.subarray(omitted + bin * size, omitted + (bin + 1) * size);
    const values = Float64Array.from({ length: bins }, (_, bin) =>
      denominator ? ratio(cut(numerator, bin), cut(denominator, bin)) : meanOf(cut(numerator, bin)),
    );
    if (values.every(Number.isFinite)) return { values, size };
  }
  return undefined;
}

/** Whether a line explains more of the logarithms than of the values, which have grown enough to tell. */
function straighter(logarithms: Float64Array, values: Float64Array): boolean {
  if (!logarithms.every(Number.isFinite)) return false;
  const line = lineThrough(logarithms);
  return line.slope * values.length > Math.log(3) && unexplained(line) < unexplained(lineThrough(values));
}

function unexplained({ squares, slope, spread }: Line): number {
  return squares / (squares + slope * slope * spread);
}

function endOf({ intercept, slope, residuals }: Line): number {
  return intercept + slope * (residuals.length - 1);
}
