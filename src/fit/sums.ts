import type { Outline } from "../distribution/estimation.js";
import type { Sample } from "./data.js";
import type { Points } from "./likelihood.js";

/** Sums of points, in one pass after the extremes are known; deviations are taken from a value amid the data. */
export function sumsOf(
  { values, weights, logs }: Points,
  quantile: (p: number) => number,
): Omit<Outline, "truncatedBelow"> {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const median = quantile(0.5);
  const positive = minimum > 0;
  const logCentre = positive ? Math.log(median) : 0;
  let size = 0;
  let first = 0;
  let second = 0;
  let firstLog = 0;
  let secondLog = 0;
  let inverse = 0;
  for (let from = 0; from < values.length; from += 512) {
    const to = Math.min(from + 512, values.length);
    let [w0, w1, w2, l1, l2, i1] = [0, 0, 0, 0, 0, 0];
    for (let index = from; index < to; index++) {
      const value = values[index]!;
      const weight = weights ? weights[index]! : 1;
      const away = value - median;
      w0 += weight;
      w1 += weight * away;
      w2 += weight * away * away;
      if (positive) {
        const logAway = (logs ? logs[index]! : Math.log(value)) - logCentre;
        l1 += weight * logAway;
        l2 += weight * logAway * logAway;
        i1 += weight / value;
      }
    }
    size += w0;
    first += w1;
    second += w2;
    firstLog += l1;
    secondLog += l2;
    inverse += i1;
  }
  const shift = first / size;
  const logShift = firstLog / size;
  return {
    size,
    mean: median + shift,
    variance: Math.max(0, second / size - shift * shift),
    minimum,
    maximum,
    meanLog: positive ? logCentre + logShift : Number.NaN,
    varianceLog: positive ? Math.max(0, secondLog / size - logShift * logShift) : Number.NaN,
    meanInverse: positive ? inverse / size : Number.NaN,
    lowerQuartile: quantile(0.25),
    median,
    upperQuartile: quantile(0.75),
  };
}

/** The outline of data measured in a unit `unit` times as large. */
export function outlineInUnit(outline: Outline, unit: number): Outline {
  return {
    ...outline,
    mean: outline.mean / unit,
    variance: outline.variance / unit / unit,
    minimum: outline.minimum / unit,
    maximum: outline.maximum / unit,
    meanLog: outline.meanLog - Math.log(unit),
    meanInverse: outline.meanInverse * unit,
    lowerQuartile: outline.lowerQuartile / unit,
    median: outline.median / unit,
    upperQuartile: outline.upperQuartile / unit,
    truncatedBelow: outline.truncatedBelow / unit,
  };
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
    const sorted = values.slice().sort();
    const at = (rank: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, rank))]!;
    return (p) => {
      const rank = p * sorted.length;
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
