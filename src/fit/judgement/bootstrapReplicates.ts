import { interruptible } from "../../display/interruptible.js";
import { inline } from "../../job/inline.js";
import type { Job } from "../../job/job.js";
import type { Runner } from "../../job/runner.js";
import type { Seed } from "../../random/stream.js";
import type { ConfidenceIntervals } from "../confidence.js";
import type { FittedFamily } from "../fittedFamily.js";
import { rangeOf, transformBetween } from "../transform.js";

/** How far a bootstrap has come. */
export interface BootstrapProgress {
  readonly done: number;
  readonly replicates: number;
}

/** How a bootstrap is done. */
export interface BootstrapOptions {
  /** How often data are drawn or weighed and fitted again; 999 unless given. */
  readonly replicates?: number;
  readonly seed?: Seed;
  /** Parameters that were held when the law was fitted. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Of the intervals, between 0 and 1; 0.95 unless given. */
  readonly confidence?: number;
  /** Where replicates are done: here unless given; {@link workers} does them on all cores. The numbers are the same bits. */
  readonly runner?: Runner;
  /** Ends it early, with what is done by then. */
  readonly signal?: AbortSignal;
  /** Called every 50 ms or so. */
  readonly onProgress?: (progress: BootstrapProgress) => void;
}

/** The parameters that one replicate found. */
export type Estimates = Readonly<Record<string, number>>;

/** How long after one call of `onProgress` the next comes, ms. */
const pause = 50;

/** What is the same for all kinds of bootstrap, with its defaults. @throws RangeError for what is out of range */
export function bootstrapSettings(
  { replicates = 999, seed = "bootstrap", fixed = {}, confidence = 0.95 }: BootstrapOptions,
  least: number,
): Required<Pick<BootstrapOptions, "replicates" | "seed" | "fixed" | "confidence">> {
  if (!(Number.isSafeInteger(replicates) && replicates >= least))
    throw new RangeError(`bootstrap: replicates is a whole number from ${least}, got ${replicates}`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: expected a number between 0 and 1, got ${confidence}`);
  return { replicates, seed, fixed, confidence };
}

/**
 * Does the replicates of a bootstrap, each from its number alone, so that it is the same wherever and whenever it is done.
 *
 * @returns what the replicates found, in their order; without those that were not done when it was ended early
 */
export async function bootstrapReplicates<Shared, Found>(
  job: Job<Shared, number, Found>,
  shared: Shared,
  replicates: number,
  { runner = inline(), signal: given, onProgress }: Pick<BootstrapOptions, "runner" | "signal" | "onProgress">,
): Promise<{ readonly found: readonly Found[]; readonly stopped: "done" | "aborted" }> {
  const signal = interruptible(given);
  const found: { readonly index: number; readonly output: Found }[] = [];
  let told = performance.now();
  const onOutput = (output: Found, index: number): void => {
    found.push({ index, output });
    if (performance.now() - told < pause) return;
    told = performance.now();
    onProgress?.({ done: found.length, replicates });
  };
  const numbers = Array.from({ length: replicates }, (_, index) => index);
  const stopped = await runner.run(job, shared, numbers, { onOutput, ...(signal && { signal }) });
  onProgress?.({ done: found.length, replicates });
  found.sort((first, second) => first.index - second.index);
  return { found: found.map(({ output }) => output), stopped };
}

/**
 * By free parameter: the estimate less the 1 - α/2 and α/2 quantiles of the error of the estimates, which is what a bootstrap imitates
 * (the basic interval of A. C. Davison, D. V. Hinkley, Bootstrap Methods and their Application, 1997, section 5.2), on a scale
 * without bounds: the logarithm of a positive parameter, the log odds of a probability. Quantiles of the estimates themselves
 * would have their skewness the wrong way round. None where there are fewer than two estimates.
 */
export function basicIntervals(
  estimates: readonly Estimates[],
  { parameterNames, estimation }: FittedFamily,
  estimate: Estimates,
  fixed: Estimates,
  confidence: number,
): ConfidenceIntervals {
  if (estimates.length < 2) return {};
  const tail = 0.5 * (1 - confidence);
  return Object.fromEntries(
    parameterNames.flatMap((name, index) => {
      if (fixed[name] !== undefined) return [];
      const { free, bound } = transformBetween(...rangeOf(estimation.roles[index]!));
      const centre = free(estimate[name]!);
      const sorted = Float64Array.from(estimates, (found) => free(found[name]!)).sort();
      const [low, high] = [1 - tail, tail].map((p) => bound(2 * centre - atRank(sorted, p))) as [number, number];
      // In a limit of the family a parameter is infinite, and so is every error of it.
      return Number.isNaN(low + high) ? [] : [[name, [low, high] as const]];
    }),
  );
}

/** The quantile of which one more value would lie below with this probability: at rank p (n + 1). */
function atRank(sorted: Float64Array, p: number): number {
  const rank = Math.min(sorted.length, Math.max(1, p * (sorted.length + 1)));
  const below = Math.floor(rank);
  const value = sorted[below - 1]!;
  return rank === below ? value : value + (rank - below) * (sorted[below]! - value);
}
