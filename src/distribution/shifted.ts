import { type Distribution, type Family, family, requireDistribution, requireFinite } from "./distribution.js";
import { mixture } from "./mixture.js";
import { preimage } from "./special/preimage.js";

/**
 * A distribution moved along the axis: that of X + by, as a delay with a fixed part.
 *
 * @param distribution of X
 * @param by what is added, in the unit of x
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const shifted: Family<[distribution: Distribution, by: number]> = family(
  "shifted",
  ["distribution", "by"],
  (distribution, by) => {
    requireDistribution("shifted", "distribution", distribution);
    requireFinite("shifted", "by", by);
    const { parts } = distribution;
    if (parts)
      return mixture(
        parts.map(({ weight }) => weight),
        parts.map((part) => shifted(part.distribution, by)),
      );
    const { kind, support } = distribution;
    const back = (x: number): number =>
      preimage(distribution, x - by, 4 * Number.EPSILON * (Math.abs(x) + Math.abs(by)), (atom) => atom + by === x);
    return {
      kind,
      support: [support[0] + by, support[1] + by],
      get mean() {
        return distribution.mean + by;
      },
      get variance() {
        return distribution.variance;
      },
      pdf: (x) => distribution.pdf(back(x)),
      logPdf: (x) => distribution.logPdf(back(x)),
      isAtom: (x) => distribution.isAtom(back(x)),
      cdf: (x) => distribution.cdf(back(x)),
      logCdf: (x) => distribution.logCdf(back(x)),
      survival: (x) => distribution.survival(back(x)),
      logSurvival: (x) => distribution.logSurvival(back(x)),
      quantile: (p) => distribution.quantile(p) + by,
      upperQuantile: (p) => distribution.upperQuantile(p) + by,
      sample: (stream) => distribution.sample(stream) + by,
    };
  },
);
