import { studentT } from "../distribution/studentT.js";
import { effectiveSampleSize } from "../measure/effectiveSampleSize.js";
import { deviationProduct, meanOf } from "../measure/moments.js";
import { type Line, lineThrough } from "./line.js";

/** How a series moves from its begin to its end, per value. */
export interface Trend {
  readonly slope: number;
  readonly standardError: number;
  /** Of Student's law that slope / standardError has where there is no trend. */
  readonly degreesOfFreedom: number;
  /** The probability of a slope so far from 0 on either side, were there none. */
  readonly pValue: number;
  /** What was taken to be the case without a trend: noise around a level, or a random walk. */
  readonly against: "noise" | "walk";
  /** How many independent values the residuals are worth. */
  readonly effective: number;
  readonly line: Line;
}

/**
 * Where the residuals of a line are worth fewer values than these, they may as well be a random walk: the median of random
 * walks is 8.5 and one in a thousand has 30, whether of 100 steps or of 4,000.
 */
export const leastEffective = 30;
const blocks = 16;

/**
 * The trend of a correlated series, with a test that does not take a random walk for one.
 *
 * The slope of least squares is tested in one of two ways (as those of Harvey, Leybourne and Taylor, "A simple, robust and powerful
 * test of the trend hypothesis", Journal of Econometrics 141, 2007, choose between the two by the data). Where the residuals
 * return to the line often, their effective number m takes the place of n: se² = (Σ u² / (m - 2)) / Σ (i - mean i)², Student's with
 * m - 2 degrees of freedom. Where they do not, the steps between the means of 16 blocks are tested against those of a
 * random walk: their mean, with variance 3/2 s² / 15, since of a walk neighbouring steps of block means share a fourth of their variance.
 *
 * @param values at least 64
 */
export function trendOf(values: Float64Array): Trend {
  const line = lineThrough(values);
  const n = values.length;
  const effective = line.squares > 0 ? Math.min(effectiveSampleSize(line.residuals), n) : n;
  const noiseError = Math.sqrt(line.squares / ((effective - 2) * line.spread));
  const [against, slope, standardError, degreesOfFreedom] =
    effective >= leastEffective
      ? (["noise", line.slope, noiseError, effective - 2] as const)
      : (["walk", ...walkSlope(values), blocks - 2] as const);
  const t = slope / standardError;
  const pValue = slope === 0 ? 1 : standardError > 0 ? 2 * studentT(degreesOfFreedom, 0, 1).survival(Math.abs(t)) : 0;
  return { slope, standardError, degreesOfFreedom, pValue, against, effective, line };
}

function walkSlope(values: Float64Array): [slope: number, standardError: number] {
  const length = Math.floor(values.length / blocks);
  const omitted = values.length - blocks * length;
  const means = Float64Array.from({ length: blocks }, (_, block) =>
    meanOf(values.subarray(omitted + block * length, omitted + (block + 1) * length)),
  );
  const steps = means.slice(1).map((mean, index) => mean - means[index]!);
  const variance = deviationProduct(steps, steps) / (steps.length - 1);
  return [meanOf(steps) / length, Math.sqrt((1.5 * variance) / steps.length) / length];
}
