import { constant } from "./constant.js";
import { type Distribution, type Family, family, requireDistribution, requireNumber } from "./distribution.js";
import { mixture } from "./mixture.js";

/**
 * A distribution with more zeros: X is 0 with a given probability and drawn from `distribution` otherwise, which may have
 * zeros of its own. With `truncated(distribution, 0, Infinity)` inside, it is a hurdle model.
 *
 * @param probability of the additional zeros, from 0 to 1
 * @param distribution of the rest
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const zeroInflated: Family<[probability: number, distribution: Distribution]> = family(
  "zero-inflated",
  ["probability", "distribution"],
  (probability, distribution) => {
    requireNumber("zero-inflated", "probability", probability);
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`zero-inflated: probability must be between 0 and 1, got ${probability}`);
    requireDistribution("zero-inflated", "distribution", distribution);
    return mixture([probability, 1 - probability], [constant(0), distribution]);
  },
);
