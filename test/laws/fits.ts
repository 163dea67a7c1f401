import type { Distribution } from "../../src/distribution/distribution.js";
import { truncated } from "../../src/distribution/truncated.js";
import type { FitData, Measurements } from "../../src/fit/data.js";
import type { Stream } from "../../src/random/stream.js";

/** True parameters to draw from, one entry a family that can be fitted: the law-checker fails for a family that has none. */
export const truths: Readonly<Record<string, readonly (readonly number[])[]>> = {
  beta: [
    [2, 5],
    [0.6, 0.7],
  ],
  burr12: [
    [2.5, 0.7, 20],
    [1.2, 3, 1e3],
  ],
  exponential: [[0.05], [3e6]],
  gamma: [
    [2.5, 8],
    [0.4, 1e3],
  ],
  geometric: [[0.3], [0.02]],
  gev: [
    [15, 4, 0.2],
    [100, 30, -0.2],
  ],
  gpd: [
    [20, 0.3],
    [10, -0.3],
  ],
  gumbel: [
    [20, 5],
    [-3, 40],
  ],
  "inverse-gamma": [
    [3.5, 20],
    [1.2, 2],
  ],
  "inverse-gaussian": [
    [20, 40],
    [3, 1],
  ],
  laplace: [
    [5, 2],
    [0, 30],
  ],
  logistic: [
    [20, 3],
    [-1, 10],
  ],
  loglogistic: [
    [2.5, 20],
    [1.1, 3e-6],
  ],
  lognormal: [
    [3, 0.7],
    [-8, 2],
  ],
  lomax: [
    [2.5, 30],
    [1.1, 1],
  ],
  "negative-binomial": [
    [3, 0.3],
    [0.6, 0.05],
  ],
  normal: [
    [100, 15],
    [0, 1e-6],
  ],
  pareto: [
    [1, 1.5],
    [1e3, 4],
  ],
  poisson: [[4.5], [120]],
  rayleigh: [[1], [300]],
  "student-t": [
    [3, 10, 2],
    [8, 0, 1],
  ],
  uniform: [
    [2, 7],
    [-10, 1000],
  ],
  weibull: [
    [0.8, 20],
    [3, 5],
  ],
};

/** Values of a law as one kind of data: all ways in which measurements come. */
export type Kind = (law: Distribution, size: number, source: Stream) => Measurements;

const drawn = (law: Distribution, size: number, source: Stream): number[] =>
  Array.from({ length: size }, () => law.sample(source));

export const kinds: Readonly<Record<string, Kind>> = {
  exact: drawn,
  weighted: (law, size, source) => {
    const exact = drawn(law, size, source);
    return { exact, weights: exact.map(() => 0.5 + 1.5 * source.uniform()) };
  },
  "truncated below": (law, size, source) => {
    const lower = law.quantile(0.3);
    return { exact: drawn(truncated(law, lower, Infinity), size, source), truncation: { lower } };
  },
  "truncated on both sides": (law, size, source) => {
    const [lower, upper] = [law.quantile(0.1), law.quantile(0.95)];
    return { exact: drawn(truncated(law, lower, upper), size, source), truncation: { lower, upper } };
  },
  "right-censored": (law, size, source) => {
    const end = law.quantile(0.7);
    const values = drawn(law, size, source);
    return {
      exact: values.filter((value) => value <= end),
      rightCensored: values.filter((value) => value > end).map(() => end),
    };
  },
  "left-censored": (law, size, source) => {
    const end = law.quantile(0.2);
    const values = drawn(law, size, source);
    return {
      exact: values.filter((value) => value > end),
      leftCensored: values.filter((value) => value <= end).map(() => end),
    };
  },
  binned: (law, size, source) => ({ intervals: buckets(law, drawn(law, size, source)) }),
  "binned and truncated": (law, size, source) => {
    const lower = law.quantile(0.3);
    return {
      intervals: buckets(law, drawn(truncated(law, lower, Infinity), size, source)),
      truncation: { lower },
    };
  },
  mixed: (law, size, source) => {
    const values = drawn(law, size, source);
    const third = Math.floor(size / 3);
    const end = law.quantile(0.6);
    const late = values.slice(2 * third);
    return {
      exact: [...values.slice(0, third), ...late.filter((value) => value <= end)],
      intervals: buckets(law, values.slice(third, 2 * third)),
      rightCensored: late.filter((value) => value > end).map(() => end),
    };
  },
};

/** Twelve buckets that the law makes about as likely, and none outside. */
function buckets(law: Distribution, values: readonly number[]): [low: number, high: number, count: number][] {
  const [least, most] = law.support;
  const inner = Array.from({ length: 11 }, (_, index) => law.quantile((index + 1) / 12));
  const first = law.kind === "discrete" ? least - 1 : least;
  const edges = [...new Set([first, ...inner, most])];
  return edges.slice(1).map((high, index) => {
    const low = edges[index]!;
    const count = values.filter((value) => value > low && value <= high).length;
    return [
      low,
      high,
      index === 0 && law.kind === "continuous" ? count + values.filter((v) => v === low).length : count,
    ];
  });
}

/** The log-likelihood as the documentation of `fit` writes it, straight from the law. */
export function plainLogLikelihood(law: Distribution, data: Measurements): number {
  const { exact = [], weights, leftCensored = [], rightCensored = [], intervals = [], truncation } = asObject(data);
  const upper = truncation?.upper ?? Infinity;
  const lower = truncation?.lower ?? -Infinity;
  const between = (low: number, high: number): number =>
    Math.log(law.cdf(low) < 0.5 ? law.cdf(high) - law.cdf(low) : law.survival(low) - law.survival(high));
  let size = 0;
  let total = 0;
  const add = (count: number, each: number): void => {
    size += count;
    total += count * each;
  };
  Array.from(exact).forEach((value, index) => {
    add(weights?.[index] ?? 1, law.logPdf(value));
  });
  for (const value of Array.from(leftCensored)) add(1, between(lower, value));
  for (const value of Array.from(rightCensored)) add(1, between(value, upper));
  for (const [low, high, count] of Array.from(intervals))
    if (count > 0) add(count, between(Math.max(low, lower), Math.min(high, upper)));
  return total - (truncation ? size * between(lower, upper) : 0);
}

export function asObject(data: Measurements): FitData {
  if ("measurements" in data) return asObject(data.measurements());
  return "length" in data ? { exact: data } : data;
}

/** Data with every number that is measured put through a function that keeps their order. */
export function mapped(data: Measurements, change: (value: number) => number): FitData {
  const { exact, leftCensored, rightCensored, intervals, truncation, ...rest } = asObject(data);
  const each = (values: ArrayLike<number>): number[] => Array.from(values, change);
  return {
    ...rest,
    ...(exact && { exact: each(exact) }),
    ...(leftCensored && { leftCensored: each(leftCensored) }),
    ...(rightCensored && { rightCensored: each(rightCensored) }),
    ...(intervals && {
      intervals: Array.from(intervals, ([low, high, count]) => [change(low), change(high), count] as const),
    }),
    ...(truncation && {
      truncation: { lower: change(truncation.lower ?? -Infinity), upper: change(truncation.upper ?? Infinity) },
    }),
  };
}

/** The same data in another order. */
export function reversed(data: Measurements): FitData {
  const given = asObject(data);
  const turned = Object.entries(given).map(([part, values]) =>
    part === "truncation" ? [part, values] : [part, Array.from(values as ArrayLike<unknown>).reverse()],
  );
  return Object.fromEntries(turned) as FitData;
}

/** How many densities the log-likelihood has, each of which changes with the unit. */
export function densitiesOf(data: Measurements): number {
  const { exact = [], weights } = asObject(data);
  return weights ? Array.from(weights).reduce((sum, weight) => sum + weight, 0) : exact.length;
}
