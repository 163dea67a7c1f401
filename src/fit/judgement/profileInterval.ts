import type { Family } from "../../distribution/distribution.js";
import { families } from "../../distribution/families.js";
import { normalQuantile } from "../../distribution/special/normalQuantile.js";
import { isSample, type Measurements, sampleOf } from "../data.js";
import { maximumLikelihood } from "../estimate.js";
import { type FitOptions, fit as fitFamilies } from "../fit.js";
import type { FittedFamily } from "../fittedFamily.js";
import { surveyOf } from "../survey.js";
import { rangeOf, transformBetween } from "../transform.js";

/** The values of one parameter that are not much less likely than the best. */
export interface ProfileInterval {
  readonly parameter: string;
  readonly estimate: number;
  /** Where the data do not bound the parameter from below, the end of its range. */
  readonly low: number;
  /** Where the data do not bound the parameter from above, the end of its range. */
  readonly high: number;
}

/** Standard errors searched, in the scale of the search, before the data are said not to bound a parameter. */
const reach = 50;

/**
 * Profile-likelihood intervals: the values of a parameter with 2 (log L_max - log L(value)) <= the quantile of chi-square with 1
 * degree of freedom, where L(value) is the maximum over the other free parameters. Unlike estimate ± standard error they are as skew
 * as the likelihood and stay in the parameter's range.
 *
 * @param data of any kind that `fit` takes
 * @param confidence between 0 and 1; 0.95 unless given
 * @returns one for each free parameter that has a standard error; none where there is no maximum
 * @throws RangeError for a confidence out of range; what `fit` throws
 */
export function profileIntervals(
  data: Measurements,
  family: string | Pick<Family, "family">,
  options: Pick<FitOptions, "fixed" | "resolution"> = {},
  confidence = 0.95,
): ProfileInterval[] {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: expected a number between 0 and 1, got ${confidence}`);
  const [best] = fitFamilies(data, { ...options, families: [family] });
  const sample = sampleOf(data, options.resolution);
  if (!best?.converged || !best.parameters || !best.standardErrors || !isSample(sample)) return [];
  const { parameters, standardErrors, logLikelihood } = best;
  const survey = surveyOf(sample);
  const fitted = families.get(best.family) as FittedFamily;
  const drop = 0.5 * normalQuantile(0.5 - 0.5 * confidence) ** 2;
  return Object.entries(standardErrors).map(([parameter, error]) => {
    const estimate = parameters[parameter]!;
    const range = rangeOf(fitted.estimation.roles[fitted.parameterNames.indexOf(parameter)]!);
    const { free, bound, slope } = transformBetween(...range);
    const centre = free(estimate);
    /** How much further than the level the likelihood has fallen; rising outwards, 0 at an end of the interval. */
    const beyond = (at: number): number => {
      const fixed = { ...options.fixed, [parameter]: bound(at) };
      const fall = logLikelihood - maximumLikelihood(fitted, survey, { fixed, bounds: {} }).logLikelihood - drop;
      // Where there is no estimate of the rest, the value cannot be.
      return Number.isNaN(fall) ? Infinity : fall;
    };
    const step = (Math.sqrt(2 * drop) * error) / slope(centre);
    const low = crossing(beyond, centre, -step, -drop);
    const high = crossing(beyond, centre, step, -drop);
    return {
      parameter,
      estimate,
      low: low === undefined ? range[0] : bound(low),
      high: high === undefined ? range[1] : bound(high),
    };
  });
}

/** Where a function that rises from `from` on is 0, or undefined where it stays below for too long. */
function crossing(of: (at: number) => number, from: number, step: number, atFrom: number): number | undefined {
  let inside = from;
  let below = atFrom;
  let outside = from + step;
  let above = of(outside);
  for (let steps = 1; !(above > 0); steps *= 1.5) {
    if (steps > reach) return undefined;
    const rise = above - below;
    inside = outside;
    below = above;
    outside += step * steps * 0.5;
    above = of(outside);
    // Numbers may end before the range does: where the likelihood was level till then, it has no end either.
    if (above === Infinity && rise < 1e-3 * Math.abs(atFrom)) return undefined;
  }
  // The secant rule with halved ends (Illinois), and bisection where there is nothing to draw a line to.
  let last = 0;
  for (let round = 0; round < 80 && Math.abs(outside - inside) > 1e-11 * Math.abs(step); round += 1) {
    const share = above === Infinity || round % 8 === 7 ? 0.5 : below / (below - above);
    const middle = inside + share * (outside - inside);
    const value = of(middle);
    if (Math.abs(value) < 1e-10) return middle;
    if (value > 0) {
      outside = middle;
      above = value;
      if (last > 0) below *= 0.5;
    } else {
      inside = middle;
      below = value;
      if (last < 0 && above < Infinity) above *= 0.5;
    }
    last = value;
  }
  return inside;
}
