import { type Distribution, type Family, family, requireDistribution, requirePositive } from "./distribution.js";
import { mixture } from "./mixture.js";
import { preimage } from "./special/preimage.js";

/**
 * A distribution stretched: that of by · X, as when its unit changes.
 *
 * @param distribution of X
 * @param by the factor, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const scaled: Family<[distribution: Distribution, by: number]> = family(
  "scaled",
  ["distribution", "by"],
  (distribution, by) => {
    requireDistribution("scaled", "distribution", distribution);
    requirePositive("scaled", "by", by);
    const { parts } = distribution;
    if (parts)
      return mixture(
        parts.map(({ weight }) => weight),
        parts.map((part) => scaled(part.distribution, by)),
      );
    const { kind, support } = distribution;
    const back = (x: number): number =>
      preimage(distribution, x / by, 4 * Number.EPSILON * Math.abs(x / by), (atom) => atom * by === x);
    // A density is stretched too; a probability stays as it is.
    const stretch = kind === "continuous" ? by : 1;
    const logStretch = Math.log(stretch);
    return {
      kind,
      support: [support[0] * by, support[1] * by],
      get mean() {
        return distribution.mean * by;
      },
      get variance() {
        return distribution.variance * by * by;
      },
      pdf: (x) => distribution.pdf(back(x)) / stretch,
      logPdf: (x) => distribution.logPdf(back(x)) - logStretch,
      isAtom: (x) => distribution.isAtom(back(x)),
      cdf: (x) => distribution.cdf(back(x)),
      logCdf: (x) => distribution.logCdf(back(x)),
      survival: (x) => distribution.survival(back(x)),
      logSurvival: (x) => distribution.logSurvival(back(x)),
      quantile: (p) => distribution.quantile(p) * by,
      upperQuantile: (p) => distribution.upperQuantile(p) * by,
      sample: (stream) => distribution.sample(stream) * by,
    };
  },
);
