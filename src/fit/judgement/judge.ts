import { requireArray } from "../../argument/argument.js";
import { interruptible } from "../../display/interruptible.js";
import type { Distribution } from "../../distribution/distribution.js";
import { families } from "../../distribution/families.js";
import { isSample, type Measurements, type Sample, sampleOf } from "../data.js";
import { maximumLikelihood } from "../estimate.js";
import { withDisplay } from "../evidence.js";
import type { FittedFamily } from "../fittedFamily.js";
import type { FitResult, FitTest } from "../result.js";
import { surveyOf } from "../survey.js";
import { bootstrap } from "./bootstrap.js";
import type { BootstrapOptions, BootstrapProgress } from "./bootstrapReplicates.js";
import { type ChiSquare, chiSquare } from "./chiSquare.js";
import { asRecorded, plainValues, statisticsOf } from "./goodnessOfFit.js";

/** What is said of a test in a summary; of the three of exact values, the one that heeds the tails. */
const told: readonly (readonly [test: string, words: string])[] = [
  ["ad", "Anderson-Darling by bootstrap"],
  ["chi-square", "chi-square"],
];

/**
 * Fits with the statistics of their fit in `tests`: `ks`, `cvm` and `ad` of exact values, without p-values since those of a fitted law
 * need a bootstrap (see {@link judge}); `chi-square` of buckets, with its p-value.
 *
 * @param data the ones that the results are of; weighted and censored values have no such statistics
 * @param resolution the tick of the clock, if the fit was told of one
 */
export function withStatistics(data: Measurements, results: readonly FitResult[], resolution?: number): FitResult[] {
  requireArray("withStatistics", "the results of fit", results);
  const sample = sampleOf(data, resolution);
  if (!isSample(sample)) return withDisplay(results);
  const sorted = plainValues(sample);
  const isBinned = sample.intervals.length > 0 && sample.size === countOf(sample.intervals);
  const tested = results.map((result) => {
    const { distribution } = result;
    if (!distribution) return result;
    const tests: Record<string, FitTest> = { ...result.tests };
    if (sorted)
      for (const [name, statistic] of Object.entries(statisticsOf(sorted, asRecorded(distribution, sample))))
        tests[name] ??= { statistic, pValue: Number.NaN, method: "statistic only: its p-value needs a bootstrap" };
    if (isBinned) {
      const { statistic, pValue, degreesOfFreedom, bins } = ofBuckets(sample, result, distribution);
      const method = `chi-square of ${bins.length} bins, ${degreesOfFreedom} degrees of freedom`;
      tests["chi-square"] = { statistic, pValue, method };
    }
    return { ...result, tests };
  });
  return withDisplay(tested);
}

/**
 * Where buckets are joined, the law that is compared is the family's fitted to the joined ones: chi-square is the law of the statistic
 * of estimates from the buckets compared, and p-values of others are too small (H. Chernoff, E. L. Lehmann, Annals of
 * Mathematical Statistics 25, 1954).
 */
function ofBuckets(sample: Sample, result: FitResult, distribution: Distribution): ChiSquare {
  const { intervals, lower, upper } = sample;
  const first = chiSquare(intervals, distribution, result.k, [lower, upper]);
  const family = families.get(result.family) as FittedFamily | undefined;
  const order = result.covariance?.order ?? [];
  if (result.method !== "mle" || result.status !== "converged" || !family || order.length < result.k) return first;
  const fixed = Object.fromEntries(Object.entries(result.parameters!).filter(([name]) => !order.includes(name)));
  const joined = first.bins.map(({ low, high, count }) => [low, high, count] as const);
  const refitted = maximumLikelihood(family, surveyOf({ ...sample, intervals: joined }), { fixed, bounds: {} });
  // The joined buckets are kept: another law may expect a little less than enough in one.
  return refitted.distribution ? chiSquare(joined, refitted.distribution, result.k, [lower, upper], 0) : first;
}

export interface JudgeOptions extends BootstrapOptions {
  /** How many to judge; 3 unless given. */
  readonly best?: number;
  /** The tick of the clock, if the fit was told of one. */
  readonly resolution?: number;
}

/**
 * The best fits with p-values that are valid although the parameters came from the same data, by parametric bootstrap; of buckets, by
 * chi-square. The rest are returned as they are. Progress is that of all bootstraps together.
 *
 * @param options of the bootstraps; one that is ended early judges by the replicates that were done
 */
export async function judge(
  data: Measurements,
  results: readonly FitResult[],
  { best = 3, resolution, onProgress, signal: given, ...options }: JudgeOptions = {},
): Promise<FitResult[]> {
  requireArray("judge", "the results of fit", results);
  const signal = interruptible(given);
  const known = withStatistics(data, results.slice(0, best), resolution);
  const isTestable = ({ distribution, method, tests }: FitResult) => distribution && method === "mle" && "ks" in tests;
  const testable = known.filter(isTestable).length;
  const judged: FitResult[] = [];
  let before = 0;
  for (const result of known) {
    let { tests } = result;
    if (isTestable(result) && !signal?.aborted) {
      const told = ({ done, replicates }: BootstrapProgress): void =>
        onProgress?.({ done: before * replicates + done, replicates: testable * replicates });
      tests = {
        ...tests,
        ...(await bootstrap(data, result, { ...options, ...(signal && { signal }), onProgress: told })).tests,
      };
      before += 1;
    }
    judged.push(inWords({ ...result, tests }));
  }
  return withDisplay([...judged, ...results.slice(best)]);
}

/** Says in the summary what its test found. */
function inWords(result: FitResult): FitResult {
  const [test, words] = told.find(([name]) => !Number.isNaN(result.tests[name]?.pValue ?? Number.NaN)) ?? [];
  if (test === undefined) return result;
  const { pValue } = result.tests[test]!;
  const verdict = pValue < 0.05 ? "the data are not quite of this law" : "nothing speaks against this law";
  return { ...result, summary: `${result.summary}. ${words}: p = ${pValue.toPrecision(2)}, ${verdict}` };
}

function countOf(intervals: readonly (readonly [low: number, high: number, count: number])[]): number {
  return intervals.reduce((sum, [, , count]) => sum + count, 0);
}
