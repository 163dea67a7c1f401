import { requireObject } from "../../argument/argument.js";
import { families } from "../../distribution/families.js";
import type { ConfidenceIntervals } from "../confidence.js";
import { isSample, type Measurements, type Sample, sampleOf } from "../data.js";
import type { FittedFamily } from "../fittedFamily.js";
import type { FitResult, FitTest } from "../result.js";
import {
  type BootstrapOptions,
  basicIntervals,
  bootstrapReplicates,
  bootstrapSettings,
} from "./bootstrapReplicates.js";
import {
  asRecorded,
  plainValues,
  pValuesOfKnownLaw,
  type StatisticName,
  type Statistics,
  statisticNames,
  statisticsOf,
} from "./goodnessOfFit.js";
import { bootstrapReplicate, type Replicate } from "./replicate.js";

/** What a parametric bootstrap says of a fit. */
export interface Bootstrap {
  /** By `ks`, `cvm`, `ad`: with p-values for a law fitted to the same values. */
  readonly tests: Readonly<Record<StatisticName, FitTest>>;
  /** p-values as if the law had been known before the values: too large, for contrast. */
  readonly naive: Statistics;
  /** By free parameter, from quantiles of the error of the estimate. */
  readonly intervals: ConfidenceIntervals;
  /** Replicates done, and how many of them had no estimate; they count as worse fits. */
  readonly replicates: number;
  readonly failed: number;
  readonly stopped: "done" | "aborted";
}

/**
 * The parametric bootstrap of a fit by maximum likelihood: as many values as there were are drawn from the fitted law, the family is fitted
 * to them, and the statistics of that fit are compared with those of the data: p = (1 + number as large or larger) / (replicates + 1)
 * (W. Stute, W. González Manteiga, M. Presedo Quindimil, Metrika 40, 1993). The same draws give intervals for the parameters.
 *
 * Each replicate has a stream of its own, so the answer depends on the seed and not on the order; the same seed gives it again, bit
 * for bit, on any runner.
 *
 * @param values exact values, truncated or not, the ones that `result` was fitted to
 * @param result of `fit` by maximum likelihood
 * @throws RangeError for a result without an estimate, values that are not all exact, or an option out of range
 */
export async function bootstrap(
  values: Measurements,
  result: FitResult,
  options: BootstrapOptions = {},
): Promise<Bootstrap> {
  requireObject("bootstrap", "a result of fit", result, "family", "summary");
  const { replicates, seed, fixed, confidence } = bootstrapSettings(options, 1);
  const { sorted, family, sample } = subject(values, result);
  const law = asRecorded(result.distribution!, sample);
  const { lower, upper } = sample;
  const shared = {
    law: law.toJSON(),
    n: sorted.length,
    family: family.family,
    fixed,
    truncation: { lower, upper },
    seed,
  };
  // Before the replicates, so that nothing long is left to do when they are ended early.
  const statistics = statisticsOf(sorted, law);
  const naive = pValuesOfKnownLaw(sorted.length, statistics);
  const { found, stopped } = await bootstrapReplicates(bootstrapReplicate, shared, replicates, options);
  const estimates = found.flatMap((each) => (each ? [each.parameters] : []));
  return {
    tests: testsOf(statistics, found),
    naive,
    intervals: basicIntervals(estimates, family, result.parameters!, fixed, confidence),
    replicates: found.length,
    failed: found.length - estimates.length,
    stopped,
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

function testsOf(statistics: Statistics, found: readonly (Replicate | null)[]): Record<StatisticName, FitTest> {
  const test = (name: StatisticName): FitTest => {
    const statistic = statistics[name];
    // Equal up to rounding is as large: with fixed parameters all replicates of some statistics are.
    const least = statistic * (1 - 1e-12);
    const larger = found.filter((each) => each === null || each.statistics[name] >= least).length;
    return {
      statistic,
      // An infinite statistic, and one that was compared with nothing, say nothing.
      pValue: statistic === Infinity || found.length === 0 ? Number.NaN : (1 + larger) / (found.length + 1),
      method: `parametric bootstrap, ${found.length} refits`,
    };
  };
  return Object.fromEntries(statisticNames.map((name) => [name, test(name)])) as Record<StatisticName, FitTest>;
}
