import type { Distribution } from "../../distribution/distribution.js";
import { maximumLikelihood } from "../estimate.js";
import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import { andersonDarling } from "../judgement/andersonDarling.js";
import { cramerVonMises } from "../judgement/cramerVonMises.js";
import { kolmogorovSmirnov } from "../judgement/kolmogorovSmirnov.js";
import { maximise } from "../optimise.js";
import { type FitResult, withoutEstimate } from "../result.js";
import type { Survey } from "../survey.js";
import { needsExact, solutionOf } from "./byEquations.js";
import { nelderMead } from "./nelderMead.js";
import { searchIn } from "./search.js";

/** How far a distribution function is from that of the data. */
export type Distance = "ks" | "cvm" | "ad";

const distances: Readonly<Record<Distance, (sorted: Float64Array, law: Distribution) => number>> = {
  ks: kolmogorovSmirnov,
  cvm: cramerVonMises,
  ad: andersonDarling,
};

/**
 * Minimum distance: the law whose distribution function is nearest to that of the data, by Kolmogorov and Smirnov's, Cramér and
 * von Mises' or Anderson and Darling's statistic. The first two hold out against outliers; the last heeds the tails.
 *
 * @param distance `ad` unless given
 * @throws RangeError for an unknown distance
 */
export function minimumDistance(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  { distance = "ad" }: { readonly distance?: Distance } = {},
): FitResult {
  const statistic = distances[distance];
  if (!statistic)
    throw new RangeError(`fit: unknown distance "${distance}"; known: ${Object.keys(distances).join(", ")}`);
  const method = `minimum-distance (${distance})`;
  const search = searchIn(family, survey, knowledge);
  const k = search.free.length;
  const fail = (message: string): FitResult =>
    withoutEstimate(family.family, method, "not-converged", `${method}: ${message}`, survey.sample.size, k);
  const obstacle = needsExact(survey, false);
  if (obstacle) return fail(obstacle);
  if (family.estimation.domain === "counts" && distance !== "ks")
    return fail("this distance is for laws that do not step: use ks, or mle");
  const likeliest = maximumLikelihood(family, survey, knowledge);
  if (["out-of-support", "no-mle", "no-data", "invalid-data"].includes(likeliest.status))
    return { ...likeliest, method };
  /** Corners about a place where the law may end right at the data, which is infinitely far in the tails. */
  const around = (at: readonly number[]): number[][] =>
    Array.from({ length: 2 ** k }, (_, corner) =>
      at.map((each, index) => each + (Math.floor(corner / 2 ** index) % 2 === 0 ? -1 : 1) * search.steps[index]!),
    );
  const sorted = survey.sample.exact.map((value) => value / search.unit).sort();
  const objective = (at: readonly number[]): number => {
    const law = search.law(at);
    return law ? statistic(sorted, law) : Infinity;
  };
  const known = likeliest.converged ? [search.locate(Object.values(likeliest.parameters!))] : [];
  const begun = [...known, ...search.starts].filter((at) => objective(at) < Infinity);
  const starts = begun.length > 0 ? begun : search.starts.flatMap(around).filter((at) => objective(at) < Infinity);
  if (starts.length === 0) return fail("every law to begin at is infinitely far from the data");
  const smooth = distance !== "ks";
  let best = { at: starts[0]!, value: Infinity };
  for (const start of starts.slice(0, smooth ? 1 : 2)) {
    const found =
      k > 0 ? nelderMead(objective, start, search.steps, smooth ? 1e-3 : 1e-9) : { at: start, value: objective(start) };
    if (found.value < best.value) best = { ...found, at: [...found.at] };
  }
  // Where there are no corners, Newton's method has the last digits.
  if (smooth && k > 0) {
    const scale = distance === "cvm" ? 6 : 1;
    const polished = maximise((at) => -scale * objective(at), best.at, search.steps);
    if (polished.ending === "interior" && -polished.value / scale <= best.value * (1 + 1e-9))
      best = { at: [...polished.at], value: -polished.value / scale };
    else if (polished.ending === "running")
      return fail("the distance still falls as parameters go to the ends of their range");
  }
  const result = solutionOf(family, survey, method, search.values(best.at), k);
  const test = { statistic: best.value, pValue: Number.NaN, method: "minimised, not tested" };
  return { ...result, tests: { [distance]: test } };
}
