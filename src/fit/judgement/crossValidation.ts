import { requireArray } from "../../argument/argument.js";
import { interruptible } from "../../display/interruptible.js";
import type { Family } from "../../distribution/distribution.js";
import { type Seed, stream } from "../../random/stream.js";
import { type FitOptions, fit as fitFamilies } from "../fit.js";

export interface CrossValidationOptions {
  /** Parts that the values are dealt into, each left out once; 10 unless given. */
  readonly folds?: number;
  /** What the dealing is reproduced from. */
  readonly seed?: Seed;
  readonly fixed?: FitOptions["fixed"];
  /** Ends it early; families not yet done are left out. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** How well a family foretells values that it was not fitted to. */
export interface CrossValidation {
  readonly family: string;
  /** The mean of log f(x) over values left out, in nats; -Infinity where one of them could not occur. */
  readonly logLikelihood: number;
  /** Of the difference to the best family, value by value; 0 for the best itself. */
  readonly standardError: number;
  /** The difference to the best family. */
  readonly behind: number;
}

/**
 * Ranks families by the log-likelihood of values left out of the fit: the values are dealt into folds, and each fold is judged by the fit
 * to the others. With many values it tells families apart where AIC only counts parameters, and it punishes a law that
 * follows its sample too closely.
 *
 * @param values exact, at least two for each fold
 * @returns best first; a family without an estimate for some fold has NaN and comes last
 * @throws RangeError for folds out of range; what `fit` throws
 */
export async function crossValidate(
  values: ArrayLike<number>,
  families: readonly (string | Pick<Family, "family">)[],
  { folds = 10, seed = "folds", fixed, signal: given, onProgress }: CrossValidationOptions = {},
): Promise<CrossValidation[]> {
  requireArray("crossValidate", "a list of values", values);
  requireArray("crossValidate", "a list of families", families);
  const signal = interruptible(given);
  const n = values.length;
  if (!(Number.isSafeInteger(folds) && folds >= 2 && 2 * folds <= n))
    throw new RangeError(`cross-validation: folds is a whole number from 2 to half the ${n} values, got ${folds}`);
  const dealt = foldsOf(n, folds, seed);
  const done: { family: string; logs: Float64Array }[] = [];
  const total = folds * families.length;
  for (const [each, family] of families.entries()) {
    const name = typeof family === "string" ? family : family.family;
    const logs = new Float64Array(n).fill(Number.NaN);
    for (let fold = 0; fold < folds && !signal?.aborted; fold += 1) {
      const kept = Float64Array.from(values).filter((_, index) => dealt[index] !== fold);
      const [found] = fitFamilies(kept, { families: [name], ...(fixed && { fixed }) });
      for (let index = 0; index < n; index += 1)
        if (dealt[index] === fold) logs[index] = found?.distribution?.logPdf(values[index]!) ?? Number.NaN;
      onProgress?.({ done: each * folds + fold + 1, total });
      await new Promise<void>((resolve) => setTimeout(resolve));
    }
    if (!signal?.aborted) done.push({ family: name, logs });
  }
  return compared(done);
}

/** The fold of each value: as many in each, dealt at random. */
function foldsOf(n: number, folds: number, seed: Seed): Uint32Array {
  const source = stream(seed).child("folds");
  const dealt = Uint32Array.from({ length: n }, (_, index) => index % folds);
  for (let index = n - 1; index > 0; index -= 1) {
    const other = source.integer(index + 1);
    [dealt[index], dealt[other]] = [dealt[other]!, dealt[index]!];
  }
  return dealt;
}

function compared(done: readonly { family: string; logs: Float64Array }[]): CrossValidation[] {
  const rows = done.map(({ family, logs }) => ({ family, logs, logLikelihood: meanOf(logs) }));
  const order = (value: number): number => (Number.isNaN(value) ? -Infinity : value);
  rows.sort((first, second) => {
    const [a, b] = [order(first.logLikelihood), order(second.logLikelihood)];
    return a === b ? 0 : b - a;
  });
  const best = rows[0];
  return rows.map(({ family, logs, logLikelihood }) => {
    const differences = logs.map((log, index) => best!.logs[index]! - log);
    const behind = family === best!.family ? 0 : meanOf(differences);
    const squares = differences.map((each) => (each - behind) ** 2);
    const standardError = family === best!.family ? 0 : Math.sqrt(meanOf(squares) / Math.max(1, logs.length - 1));
    return { family, logLikelihood, standardError, behind };
  });
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
