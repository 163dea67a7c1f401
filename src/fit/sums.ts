import type { Outline } from "../distribution/estimation.js";
import type { Sample } from "./data.js";
import { lazily } from "./lazily.js";
import type { Points } from "./likelihood.js";
import { sorted } from "./sorted.js";

/** The outline of points. Each pass over them is made when one of its sums is first asked for. */
export function outlineOfPoints(points: Points, quantile: (p: number) => number, truncatedBelow: number): Outline {
  const median = lazily(() => quantile(0.5));
  const plain = lazily(() => plainSums(points, median()));
  const logs = lazily(() => (plain().minimum > 0 ? logSums(points, Math.log(median())) : noLogs));
  const quartiles = lazily(() => quartilesOf(quantile, plain(), logs));
  return {
    get size() {
      return plain().size;
    },
    get mean() {
      return plain().mean;
    },
    get variance() {
      return plain().variance;
    },
    get minimum() {
      return plain().minimum;
    },
    get maximum() {
      return plain().maximum;
    },
    get meanLog() {
      return logs().meanLog;
    },
    get varianceLog() {
      return logs().varianceLog;
    },
    get meanInverse() {
      return logs().meanInverse;
    },
    get lowerQuartile() {
      return quartiles()[0];
    },
    get median() {
      return median();
    },
    get upperQuartile() {
      return quartiles()[1];
    },
    truncatedBelow,
  };
}

/** The outline of data measured in a unit `unit` times as large. */
export function outlineInUnit(outline: Outline, unit: number): Outline {
  const { size } = outline;
  return {
    size,
    get mean() {
      return outline.mean / unit;
    },
    get variance() {
      return outline.variance / unit / unit;
    },
    get minimum() {
      return outline.minimum / unit;
    },
    get maximum() {
      return outline.maximum / unit;
    },
    get meanLog() {
      return outline.meanLog - Math.log(unit);
    },
    get varianceLog() {
      return outline.varianceLog;
    },
    get meanInverse() {
      return outline.meanInverse * unit;
    },
    get lowerQuartile() {
      return outline.lowerQuartile / unit;
    },
    get median() {
      return outline.median / unit;
    },
    get upperQuartile() {
      return outline.upperQuartile / unit;
    },
    get truncatedBelow() {
      return outline.truncatedBelow / unit;
    },
  };
}

type PlainSums = Pick<Outline, "size" | "mean" | "variance" | "minimum" | "maximum">;
type LogSums = Pick<Outline, "meanLog" | "varianceLog" | "meanInverse">;

const noLogs: LogSums = { meanLog: Number.NaN, varianceLog: Number.NaN, meanInverse: Number.NaN };

/** Deviations are taken from a centre amid the data, and in blocks so that a million roundings do not add up. */
function plainSums({ values, weights }: Points, centre: number): PlainSums {
  let minimum = Infinity;
  let maximum = -Infinity;
  let size = 0;
  let first = 0;
  let second = 0;
  for (let from = 0; from < values.length; from += 512) {
    const to = Math.min(from + 512, values.length);
    let w0 = 0;
    let w1 = 0;
    let w2 = 0;
    for (let index = from; index < to; index++) {
      const value = values[index]!;
      const weight = weights ? weights[index]! : 1;
      const away = value - centre;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
      w0 += weight;
      w1 += weight * away;
      w2 += weight * away * away;
    }
    size += w0;
    first += w1;
    second += w2;
  }
  const shift = first / size;
  return { size, mean: centre + shift, variance: Math.max(0, second / size - shift * shift), minimum, maximum };
}

/** The same of the logarithms, with the mean of the inverse. */
function logSums({ values, weights, logs }: Points, centre: number): LogSums {
  let size = 0;
  let first = 0;
  let second = 0;
  let inverse = 0;
  for (let from = 0; from < values.length; from += 512) {
    const to = Math.min(from + 512, values.length);
    let w0 = 0;
    let l1 = 0;
    let l2 = 0;
    let i1 = 0;
    for (let index = from; index < to; index++) {
      const value = values[index]!;
      const weight = weights ? weights[index]! : 1;
      const away = (logs ? logs[index]! : Math.log(value)) - centre;
      w0 += weight;
      l1 += weight * away;
      l2 += weight * away * away;
      i1 += weight / value;
    }
    size += w0;
    first += l1;
    second += l2;
    inverse += i1;
  }
  const shift = first / size;
  return {
    meanLog: centre + shift,
    varianceLog: Math.max(0, second / size - shift * shift),
    meanInverse: inverse / size,
  };
}

/** Where half of all values are in one bucket or tied, the quartiles of a normal or lognormal law of the same variance. */
function quartilesOf(
  quantile: (p: number) => number,
  { variance }: PlainSums,
  logs: () => LogSums,
): readonly [lower: number, upper: number] {
  const [lower, median, upper] = [quantile(0.25), quantile(0.5), quantile(0.75)];
  if (lower < upper) return [lower, upper];
  const factor = Math.exp(0.67 * Math.sqrt(logs().varianceLog));
  const away = 0.67 * Math.sqrt(variance);
  return Number.isNaN(factor) ? [median - away, median + away] : [median / factor, median * factor];
}

/** Points in the place of all that a sample holds, exact or not: for starting values, where roughly right is enough. */
export function standIns(sample: Sample, points: Points): Points {
  const { leftCensored, rightCensored, intervals, aggregates } = sample;
  if (leftCensored.length + rightCensored.length + intervals.length + aggregates.length === 0) return points;
  const values = [...points.values];
  const weights = points.weights ? [...points.weights] : values.map(() => 1);
  const add = (value: number, weight: number): void => {
    values.push(value);
    weights.push(weight);
  };
  for (const value of leftCensored) add(middle(sample.lower, value), 1);
  for (const value of rightCensored) add(middle(value, Infinity), 1);
  for (const [low, high, count] of intervals) add(middle(low, high), count);
  for (const [count, total] of aggregates) add(total / count, count);
  return { values: Float64Array.from(values), weights: Float64Array.from(weights) };
}

function middle(low: number, high: number): number {
  if (high === Infinity) return low > 0 ? 1.5 * low : low === 0 ? 1 : 0.5 * low;
  if (low === -Infinity) return high > 0 ? high / 1.5 : high === 0 ? -1 : 1.5 * high;
  return low > 0 ? Math.sqrt(low * high) : 0.5 * (low + high);
}

/** Quantiles of points by rank, sorted once. */
export function quantileOf({ values, weights }: Points): (p: number) => number {
  if (!weights) {
    const rising = sorted(values);
    const at = (rank: number): number => rising[Math.min(rising.length - 1, Math.max(0, rank))]!;
    return (p) => {
      const rank = p * rising.length;
      return Number.isInteger(rank) ? 0.5 * at(rank - 1) + 0.5 * at(rank) : at(Math.floor(rank));
    };
  }
  const order = Array.from(values.keys()).sort((first, second) => values[first]! - values[second]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (p) => {
    let rest = p * total;
    for (const [rank, index] of order.entries()) {
      rest -= weights[index]!;
      const next = order[rank + 1];
      if (rest === 0 && next !== undefined) return 0.5 * values[index]! + 0.5 * values[next]!;
      if (rest <= 0) return values[index]!;
    }
    return values[order.at(-1)!]!;
  };
}
