import { families } from "../../distribution/families.js";
import { type Seed, stream } from "../../random/stream.js";
import { isSample, type Measurements, type Sample, sampleOf } from "../data.js";
import type { FittedFamily } from "../estimate.js";
import { sampleQuantile } from "../methods/sampleQuantile.js";
import type { FitResult, FitTest } from "../result.js";
import {
  asRecorded,
  plainValues,
  pValuesOfKnownLaw,
  type StatisticName,
  type Statistics,
  statisticNames,
  statisticsOf,
} from "./goodnessOfFit.js";
import { type Replicate, replicateOf } from "./replicate.js";

export interface BootstrapOptions {
  /** How often values are drawn and fitted again; 999 unless given. */
  readonly replicates?: number;
  readonly seed?: Seed;
  /** Parameters that were held when the law was fitted. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Of the intervals, between 0 and 1; 0.95 unless given. */
  readonly confidence?: number;
  /** Ends it early, with what is done by then. */
  readonly signal?: AbortSignal;
  /** Called every 50 ms or so. */
  readonly onProgress?: (progress: { readonly done: number; readonly replicates: number }) => void;
}

/** What a parametric bootstrap says of a fit. */
export interface Bootstrap {
  /** By `ks`, `cvm`, `ad`: with p-values for a law fitted to the same values. */
  readonly tests: Readonly<Record<StatisticName, FitTest>>;
  /** p-values as if the law had been known before the values: too large, for contrast. */
  readonly naive: Statistics;
  /** By parameter: from the α/2 to the 1 - α/2 quantile of the estimates. */
  readonly intervals: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** Replicates done, and how many of them had no estimate; they count as worse fits. */
  readonly replicates: number;
  readonly failed: number;
  readonly stopped: "done" | "aborted";
}

/** The event loop has a turn after so many milliseconds. */
const turn = 50;

/**
 * The parametric bootstrap of a fit by maximum likelihood: as many values as there were are drawn from the fitted law, the family is fitted
 * to them, and the statistics of that fit are compared with those of the data: p = (1 + number as large or larger) / (replicates + 1)
 * (W. Stute, W. González Manteiga, M. Presedo Quindimil, Metrika 40, 1993). The same draws give intervals for the parameters.
 *
 * Each replicate has a stream of its own, so the answer depends on the seed and not on the order; the same seed gives it again, bit
 * for bit.
 *
 * @param values exact values, truncated or not, the ones that `result` was fitted to
 * @param result of `fit` by maximum likelihood
 * @throws RangeError for a result without an estimate, values that are not all exact, or an option out of range
 */
export async function bootstrap(
  values: Measurements,
  result: FitResult,
  { replicates = 999, seed = "bootstrap", fixed = {}, confidence = 0.95, signal, onProgress }: BootstrapOptions = {},
): Promise<Bootstrap> {
  if (!(Number.isSafeInteger(replicates) && replicates >= 1))
    throw new RangeError(`bootstrap: replicates is a whole number from 1, got ${replicates}`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: expected a number between 0 and 1, got ${confidence}`);
  const { sorted, family, sample } = subject(values, result);
  const law = asRecorded(result.distribution!, sample);
  const source = stream(seed).child("bootstrap");
  const found: (Replicate | undefined)[] = [];
  let rested = Date.now();
  while (found.length < replicates && !signal?.aborted) {
    found.push(replicateOf(law, sorted.length, family, { fixed, bounds: {} }, sample, source.at(found.length)));
    if (Date.now() - rested < turn) continue;
    onProgress?.({ done: found.length, replicates });
    await new Promise<void>((resolve) => setTimeout(resolve));
    rested = Date.now();
  }
  onProgress?.({ done: found.length, replicates });
  const statistics = statisticsOf(sorted, law);
  return {
    tests: testsOf(statistics, found),
    naive: pValuesOfKnownLaw(sorted.length, statistics),
    intervals: intervalsOf(result, found, fixed, confidence),
    replicates: found.length,
    failed: found.filter((each) => each === undefined).length,
    stopped: found.length < replicates ? "aborted" : "done",
  };
}

/** The values and the family that a bootstrap is about. */
function subject(
  values: Measurements,
  result: FitResult,
): { sorted: Float64Array; family: FittedFamily; sample: Sample } {
  const family = families.get(result.family) as FittedFamily | undefined;
  if (!result.distribution || !family?.estimation || result.method !== "mle")
    throw new RangeError(`bootstrap: needs a fit by maximum likelihood with an estimate, got ${result.summary}`);
  const sample = sampleOf(values);
  if (!isSample(sample)) throw new RangeError(`bootstrap: ${sample.message}`);
  const sorted = plainValues(sample);
  if (!sorted) throw new RangeError("bootstrap: needs exact values, without weights, censored values or buckets");
  return { sorted, family, sample };
}

function testsOf(statistics: Statistics, found: readonly (Replicate | undefined)[]): Record<StatisticName, FitTest> {
  const test = (name: StatisticName): FitTest => {
    const statistic = statistics[name];
    // Equal up to rounding is as large: with fixed parameters all replicates of some statistics are.
    const least = statistic * (1 - 1e-12);
    const larger = found.filter((each) => each === undefined || each.statistics[name] >= least).length;
    return {
      statistic,
      pValue: statistic === Infinity ? Number.NaN : (1 + larger) / (found.length + 1),
      method: `parametric bootstrap, ${found.length} refits`,
    };
  };
  return Object.fromEntries(statisticNames.map((name) => [name, test(name)])) as Record<StatisticName, FitTest>;
}

function intervalsOf(
  result: FitResult,
  found: readonly (Replicate | undefined)[],
  fixed: Readonly<Record<string, number>>,
  confidence: number,
): Record<string, readonly [low: number, high: number]> {
  const free = Object.keys(result.parameters ?? {}).filter((name) => fixed[name] === undefined);
  const estimates = found.filter((each) => each !== undefined);
  if (estimates.length < 2) return {};
  return Object.fromEntries(
    free.map((name) => {
      const sorted = Float64Array.from(estimates, ({ parameters }) => parameters[name]!).sort();
      const tail = 0.5 * (1 - confidence);
      return [name, [sampleQuantile(sorted, tail), sampleQuantile(sorted, 1 - tail)] as const];
    }),
  );
}
