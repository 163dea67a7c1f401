import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import type { FitResult } from "../result.js";
import type { Survey } from "../survey.js";
import { byEquations, needsExact } from "./byEquations.js";
import { sampleQuantile } from "./sampleQuantile.js";

/**
 * Quantile matching: the law whose quantiles at `probs` are those of the data (type 7, see `sampleQuantile`); with more
 * probabilities than free parameters, the least squares of the distances, relative to the quantiles where all are positive.
 *
 * @param probs between 0 and 1; (i + ½) / k for k free parameters unless given: the median, the quartiles, …
 * @throws RangeError for a probability out of range or fewer of them than free parameters
 */
export function quantileMatching(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  { probs }: { readonly probs?: readonly number[] } = {},
): FitResult {
  return byEquations(
    family,
    survey,
    knowledge,
    "quantiles",
    ({ free, unit }) => {
      const obstacle = needsExact(survey, false);
      if (obstacle) return obstacle;
      if (family.estimation.domain === "counts") return "the quantiles of counts jump: use mle or moments";
      const wanted = probs ?? free.map((_, index) => (index + 0.5) / free.length);
      const wrong = wanted.find((p) => !(p > 0 && p < 1));
      if (wrong !== undefined) throw new RangeError(`fit: probs must be between 0 and 1, got ${wrong}`);
      if (wanted.length < free.length)
        throw new RangeError(
          `fit: ${free.length} free parameters need as many probs; got ${wanted.length} for ${family.family}`,
        );
      const sorted = survey.sample.exact.slice().sort();
      const quantiles = wanted.map((p) => sampleQuantile(sorted, p) / unit);
      const positive = quantiles.every((quantile) => quantile > 0) && family.estimation.domain !== "real";
      const spread = Math.max(...quantiles) - Math.min(...quantiles) || Math.abs(quantiles[0]!) || 1;
      if (wanted.length > 1 && Math.max(...quantiles) === Math.min(...quantiles))
        return "the quantiles of the data are all the same value";
      return wanted.map((p, index) => {
        const quantile = quantiles[index]!;
        return {
          name: `quantile ${p}`,
          residual: (law) => (positive ? Math.log(law.quantile(p) / quantile) : (law.quantile(p) - quantile) / spread),
        };
      });
    },
    true,
  );
}
