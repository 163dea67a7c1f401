import type { Distribution } from "../distribution/distribution.js";
import { logOneMinusExp } from "../distribution/special/logOneMinusExp.js";
import type { Sample } from "./data.js";
import { lazily } from "./lazily.js";

/** Points with weights; no weights are weights of 1. */
export interface Points {
  readonly values: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Their logarithms, where all are positive: worked out once for all families. */
  readonly logs?: Float64Array | undefined;
}

/** A log density as a function of x and log x, which is NaN where not all values are positive. */
export type LogDensity = (x: number, logX: number) => number;

/** What a likelihood is made of: points, buckets (censored values are buckets with an open end) and sums. */
export interface Evidence {
  readonly points: Points;
  readonly intervals: readonly (readonly [low: number, high: number, count: number])[];
  readonly aggregates: readonly (readonly [count: number, total: number])[];
  /** Nothing outside (lower, upper] was recorded. */
  readonly lower: number;
  readonly upper: number;
  /** The sum of all weights and counts that the truncation applies to. */
  readonly size: number;
}

/** The law of a sum of `count` values, for aggregates. */
export type SumOf = (count: number) => Distribution;

/** A sample as evidence; equal buckets are counted together, and none reaches beyond the truncation. */
export function evidenceOf(sample: Sample): Evidence {
  const { exact, weights, leftCensored, rightCensored, lower, upper, aggregates, size } = sample;
  const counted = (values: Float64Array): [number, number][] => {
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts];
  };
  const intervals: (readonly [number, number, number])[] = [
    ...counted(leftCensored).map(([value, count]) => [lower, value, count] as const),
    ...counted(rightCensored).map(([value, count]) => [value, upper, count] as const),
    ...sample.intervals.map(([low, high, count]) => [Math.max(low, lower), Math.min(high, upper), count] as const),
  ];
  return { points: withLogs({ values: exact, weights }), intervals, aggregates, lower, upper, size };
}

/**
 * The log-likelihood of a law: Σ w log f(x) over points, Σ count log P(low < X <= high) over buckets, the log density of
 * each sum, less size · log P(lower < X <= upper).
 */
export function logLikelihood(
  distribution: Distribution,
  evidence: Evidence,
  sumOf?: SumOf,
  logDensity?: LogDensity,
): number {
  const { points, intervals, aggregates, lower, upper, size } = evidence;
  let total = logLikelihoodOfPoints(logDensity ?? distribution.logPdf, points);
  for (const [low, high, count] of intervals) total += count * logMass(distribution, low, high);
  for (const [count, sum] of aggregates) total += sumOf ? sumOf(count).logPdf(sum) : Number.NaN;
  if (lower > -Infinity || upper < Infinity) total -= size * logMass(distribution, lower, upper);
  return total;
}

/** The points with their logarithms, if those are defined, as soon as they are asked for. */
export function withLogs({ values, weights }: Points): Points {
  const logs = lazily(() => logsOf(values));
  return {
    values,
    weights,
    get logs() {
      return logs();
    },
  };
}

function logsOf(values: Float64Array): Float64Array | undefined {
  const logs = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!(value > 0)) return undefined;
    logs[index] = Math.log(value);
  }
  return logs;
}

/** Σ w log f(x), in blocks so that a million roundings do not add up. */
export function logLikelihoodOfPoints(logDensity: LogDensity, { values, weights, logs }: Points): number {
  let total = 0;
  for (let from = 0; from < values.length; from += 512) {
    const to = Math.min(from + 512, values.length);
    let block = 0;
    for (let index = from; index < to; index++) {
      const value = values[index]!;
      const each = logDensity(value, logs ? logs[index]! : Number.NaN);
      block += weights ? weights[index]! * each : each;
    }
    total += block;
  }
  return total;
}

/** log P(low < X <= high), from the tail where less is lost; of a narrow bucket, by its density. */
export function logMass(distribution: Distribution, low: number, high: number): number {
  const below = distribution.logCdf(low);
  if (below === -Infinity) return distribution.logCdf(high);
  const lowerHalf = below < -Math.LN2;
  const greater = lowerHalf ? distribution.logCdf(high) : distribution.logSurvival(low);
  const less = lowerHalf ? below : distribution.logSurvival(high);
  if (less - greater > -1e-4 && distribution.kind === "continuous" && high < distribution.support[1])
    return logMassByDensity(distribution, low, high);
  return greater + logOneMinusExp(less - greater);
}

/** By Gauss and Legendre's three points. */
function logMassByDensity(distribution: Distribution, low: number, high: number): number {
  const half = (high - low) / 2;
  const middle = low + half;
  const away = Math.sqrt(0.6) * half;
  const centre = distribution.logPdf(middle);
  const sides =
    Math.exp(distribution.logPdf(middle - away) - centre) + Math.exp(distribution.logPdf(middle + away) - centre);
  return centre + Math.log(half) + Math.log((8 + 5 * sides) / 9);
}
