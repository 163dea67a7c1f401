import type { Distribution } from "../../distribution/distribution.js";
import type { FitWarning } from "../result.js";

/** Warns of a fitted law without a mean or a variance: means of values of it settle slowly or never. */
export function heavyTail(distribution: Distribution): FitWarning | undefined {
  if (!Number.isFinite(distribution.mean))
    return {
      code: "infinite-mean",
      message:
        "the tail is so heavy that the mean is infinite: no average of values settles; bound it with truncated(…)",
    };
  if (!Number.isFinite(distribution.variance))
    return {
      code: "infinite-variance",
      message:
        "the tail is so heavy that the variance is infinite: averages settle slowly, and their intervals are not to be trusted",
    };
  return undefined;
}
