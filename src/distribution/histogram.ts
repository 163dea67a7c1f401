import { type Family, family, requireNumbers } from "./distribution.js";
import { choiceSampler } from "./sampler/choice.js";
import { lastIndex } from "./special/lastIndex.js";

/**
 * A histogram as a distribution: a bin [low, high, count] holds its share of the probability, spread evenly over it, as a
 * runqlat or bpftrace histogram does for want of anything finer.
 *
 * @param bins [low, high, count], in the unit of x and in order; there may be gaps, but no overlaps. Counts are not negative
 * and are taken relative to their sum.
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const histogram: Family<[bins: readonly (readonly number[])[]]> = family("histogram", ["bins"], (bins) => {
  const { low, high, count } = columns(bins);
  const last = count.length - 1;
  const total = count.reduce((sum, each) => sum + each, 0);
  /** What lies below each bin, and above it: both are sums of their own, so that neither tail is a difference. */
  const below = new Float64Array(count.length);
  const above = new Float64Array(count.length);
  for (let bin = 1; bin < count.length; bin += 1) below[bin] = below[bin - 1]! + count[bin - 1]!;
  for (let bin = last - 1; bin >= 0; bin -= 1) above[bin] = above[bin + 1]! + count[bin + 1]!;
  /** The last bin that begins at or below x, which is in the support. */
  const binOf = (x: number): number => lastIndex(count.length, (bin) => low[bin]! <= x);
  const density = (x: number): number => {
    const bin = binOf(x);
    return x > high[bin]! || (x === high[bin]! && bin < last) ? 0 : count[bin]! / total / (high[bin]! - low[bin]!);
  };
  const cdf = (x: number): number => {
    const bin = binOf(x);
    const within = Math.min(1, (x - low[bin]!) / (high[bin]! - low[bin]!));
    return (below[bin]! + count[bin]! * within) / total;
  };
  const survival = (x: number): number => {
    const bin = binOf(x);
    const within = Math.max(0, (high[bin]! - x) / (high[bin]! - low[bin]!));
    return (above[bin]! + count[bin]! * within) / total;
  };
  const fromBelow = (p: number): number => {
    const bin = lastIndex(count.length, (each) => below[each]! < p * total);
    return low[bin]! + (high[bin]! - low[bin]!) * Math.min(1, Math.max(0, (p * total - below[bin]!) / count[bin]!));
  };
  const fromAbove = (p: number): number => {
    const bin = last - lastIndex(count.length, (each) => above[last - each]! <= p * total);
    return high[bin]! - (high[bin]! - low[bin]!) * Math.min(1, Math.max(0, (p * total - above[bin]!) / count[bin]!));
  };
  const choose = choiceSampler(count);
  const share = count.map((each) => each / total);
  const middle = count.map((_, bin) => 0.5 * low[bin]! + 0.5 * high[bin]!);
  const mean = share.reduce((sum, each, bin) => sum + each * middle[bin]!, 0);
  return {
    support: [low[0]!, high.at(-1)!],
    mean,
    variance: share.reduce(
      (sum, each, bin) => sum + each * ((middle[bin]! - mean) ** 2 + (high[bin]! - low[bin]!) ** 2 / 12),
      0,
    ),
    pdf: density,
    logPdf: (x) => Math.log(density(x)),
    cdf,
    logCdf: (x) => logOf(cdf(x), survival(x)),
    survival,
    logSurvival: (x) => logOf(survival(x), cdf(x)),
    quantile: (p) => (p > 0.5 ? fromAbove(1 - p) : fromBelow(p)),
    upperQuantile: (p) => (p > 0.5 ? fromBelow(1 - p) : fromAbove(p)),
    sample: (stream) => {
      const bin = choose(stream);
      return low[bin]! + (high[bin]! - low[bin]!) * stream.uniform();
    },
  };
});

/** log(p), by way of q = 1 - p where that is the smaller. */
function logOf(p: number, q: number): number {
  return q < p ? Math.log1p(-q) : Math.log(p);
}

/** The columns of the bins that hold something. */
function columns(bins: readonly (readonly number[])[]): { low: number[]; high: number[]; count: number[] } {
  if (!Array.isArray(bins) || bins.length === 0)
    throw new TypeError("histogram: bins must be a list of [low, high, count]");
  let last = -Infinity;
  bins.forEach((bin, index) => {
    const name = `bins[${index}]`;
    requireNumbers("histogram", name, bin);
    const [low, high, count] = bin;
    if (bin.length !== 3)
      throw new TypeError(`histogram: ${name} must be [low, high, count], got ${bin.length} numbers`);
    if (!(low! < high! && Number.isFinite(high! - low!)))
      throw new RangeError(`histogram: ${name} must have finite edges, low below high, got ${low} and ${high}`);
    if (low! < last)
      throw new RangeError(`histogram: ${name} begins at ${low}, before the one before it ends, ${last}`);
    if (!(count! >= 0 && count! < Infinity))
      throw new RangeError(`histogram: the count of ${name} must be finite and not negative, got ${count}`);
    last = high!;
  });
  const used = bins.filter(([, , count]) => count! > 0);
  if (used.length === 0) throw new RangeError("histogram: at least one bin must have a count above 0");
  return { low: used.map((bin) => bin[0]!), high: used.map((bin) => bin[1]!), count: used.map((bin) => bin[2]!) };
}
