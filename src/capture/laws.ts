import type { FitData, Sample } from "../fit/data.js";
import { withEvidence } from "../fit/evidence.js";
import { fit as fitFamilies } from "../fit/fit.js";
import { withStatistics } from "../fit/judgement/judge.js";
import { ranking } from "../fit/judgement/ranking.js";
import type { FitResult } from "../fit/result.js";

/** Mixed for captures with several modes, as run queue latencies have: some wait for a wake-up, some for a slice of others. */
const mixed = ["lognormal", "gamma", "weibull"];

/**
 * Families of values from 0 on and mixtures of them, fitted to the same data and ranked together, best first; the best with the statistics of
 * its fit.
 *
 * @param components at most so many laws are mixed
 * @throws RangeError where none fits
 */
export function lawsOf(
  data: FitData,
  sample: Sample,
  families: readonly string[] | undefined,
  components: number,
): readonly FitResult[] {
  const mixtures = Array.from({ length: components - 1 }, (_, index) =>
    fitFamilies(data, { method: "mixture", components: index + 2, families: families ?? mixed }),
  );
  const all = [...fitFamilies(data, families ? { families } : {}), ...mixtures.flat()];
  // What is measured takes time; a law that allows for less than none is none.
  const lawful = all.filter(({ distribution }) => distribution && distribution.support[0] >= 0);
  if (lawful.length === 0) throw new RangeError(`fullLaw: no family fits: ${all[0]?.summary ?? "there is none"}`);
  const [best, ...others] = ranking(lawful.map(unranked), sample);
  return withEvidence([...withStatistics(data, [best!]), ...others], sample);
}

/** Of what a ranking adds to a warning and a summary. */
const byRanking = new Set(["ties", "bimodal", "infinite-variance", "infinite-mean", "few-points"]);
const reason = /(?:; (?:the least AIC|AIC [\d.]+ above)|\. Note: ).*$/s;

/** A result before it was ranked: families and mixtures are to be ranked together, and each fit ranked its own. */
function unranked({ deltaAic: _, akaikeWeight: __, ...result }: FitResult): FitResult {
  return {
    ...result,
    warnings: result.warnings.filter(({ code }) => !byRanking.has(code)),
    summary: result.summary.replace(reason, ""),
  };
}
