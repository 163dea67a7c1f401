import { atBound } from "./bound.js";
import { edgeToSearch, maximumOverEdge } from "./edge.js";
import type { FittedFamily, Knowledge } from "./fittedFamily.js";
import { bestOf, covarianceOf, searchOf, towardsEnd, valuesAt } from "./likelihoodSearch.js";
import { limitOf } from "./limit.js";
import { exactly } from "./objective.js";
import type { Maximum } from "./optimise.js";
import { type FitResult, type FitWarning, resultOf, withoutEstimate } from "./result.js";
import { obstacleOf } from "./support.js";
import { type Survey, unsketched } from "./survey.js";

/** Fits a family by maximum likelihood. What cannot be estimated is said, not thrown. */
export function maximumLikelihood(family: FittedFamily, survey: Survey, knowledge: Knowledge): FitResult {
  const free = family.parameterNames.filter((name) => knowledge.fixed[name] === undefined);
  const obstacle = obstacleOf(family, survey, knowledge, free);
  if (obstacle)
    return withoutEstimate(family.family, "mle", obstacle.status, obstacle.message, survey.sample.size, free.length);
  const edge = edgeToSearch(family, survey, knowledge);
  if (edge === undefined) return smoothMaximum(family, survey, knowledge, free);
  const cornered = maximumOverEdge(edge, family, survey, knowledge, (held) => maximumLikelihood(family, survey, held));
  if (survey.sample.exact.length > 0) return cornered;
  // The likelihood of buckets alone has slopes between its corners, and so standard errors.
  const smooth = smoothMaximum(family, survey, knowledge, free);
  const level = smooth.logLikelihood + 1e-9 * Math.max(1, Math.abs(smooth.logLikelihood));
  const place = smooth.parameters?.[edge] ?? Number.NaN;
  const isSeen = place > survey.sample.lower && place < survey.sample.upper;
  return smooth.converged && isSeen && !(cornered.logLikelihood > level) ? smooth : cornered;
}

/** The maximum where the likelihood has slopes to climb. */
function smoothMaximum(family: FittedFamily, survey: Survey, knowledge: Knowledge, free: readonly string[]): FitResult {
  const n = survey.sample.size;
  const held = { ...edgesOf(family, survey, free), ...knowledge.fixed };
  const searched = free.filter((name) => held[name] === undefined);
  const closed = closedFormOf(family, survey, knowledge, free);
  const search = searchOf(family, survey, knowledge, held, searched, closed);
  const finish = (maximum: Maximum, warnings: FitWarning[]): FitResult => {
    const values = closed ?? valuesAt(search, maximum.at);
    const height = exactly(family, survey, values);
    // The sketch is trusted as far as the exact likelihood agrees with it.
    const astray = !(Math.abs(height - maximum.value - search.offset) <= 1e-7 * Math.max(1, Math.abs(height)));
    if (astray && survey.sketched) return maximumLikelihood(family, unsketched(survey), knowledge);
    return resultOf({
      family,
      method: "mle",
      status: "converged",
      values,
      logLikelihood: height,
      covariance: maximum.covariance && searched.length > 0 ? covarianceOf(search, maximum) : undefined,
      k: free.length,
      n,
      warnings,
    });
  };
  const best = bestOf(search, survey.sample.complete || searched.length < 3 ? 1 : 3);
  if (best.ending === "interior") return finish(best, []);
  const boundary = limitOf(family, survey, knowledge, best.value + search.offset, free.length, maximumLikelihood);
  if (boundary) return boundary;
  const end = atBound(family, knowledge, search, best, free.length, (other) =>
    maximumLikelihood(family, survey, other),
  );
  if (end) return end;
  if (best.covariance)
    return finish(best, [
      { code: "flat-likelihood", message: "the likelihood is nearly flat: the data hardly bound the parameters" },
    ]);
  const unbounded = towardsEnd(search, best);
  const status = unbounded || best.ending === "running" ? "no-mle" : "not-converged";
  const message = unbounded
    ? `the likelihood rises as ${unbounded}, beyond which it is unbounded`
    : best.ending === "running"
      ? "the likelihood has no maximum: it rises, or stays level, as parameters go to the ends of their range"
      : "the search for the maximum did not converge";
  return withoutEstimate(family.family, "mle", status, message, n, free.length);
}

/** The parameters that the extreme values set. Among buckets alone there is a slope, and they are searched for. */
function edgesOf(family: FittedFamily, survey: Survey, free: readonly string[]): Record<string, number> {
  const { edges } = family.estimation;
  if (!edges || survey.sample.exact.length === 0) return {};
  const { minimum, maximum } = survey.exactRange;
  const given = Object.entries(edges).filter(([name]) => free.includes(name));
  // The mean distance is from the median, not from a centre that was fixed.
  const centre = given.some(([, edge]) => edge === "median");
  const usable = given.filter(([, edge]) => centre || edge !== "mean distance");
  const { median, meanDistance } = centre ? survey.centre() : { median: Number.NaN, meanDistance: Number.NaN };
  const found = { minimum, maximum, median, "mean distance": meanDistance };
  return Object.fromEntries(usable.map(([name, edge]) => [name, found[edge]]));
}

function closedFormOf(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  free: readonly string[],
): readonly number[] | undefined {
  if (!survey.sample.complete || free.length < family.parameterNames.length) return undefined;
  if (Object.keys(knowledge.bounds).length > 0) return undefined;
  return family.estimation.closedForm?.(survey.outline);
}
