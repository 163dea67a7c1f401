import type { Distribution } from "../../distribution/distribution.js";
import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import { logLikelihood } from "../likelihood.js";
import { type FitResult, type FitWarning, resultOf, withoutEstimate } from "../result.js";
import type { Survey } from "../survey.js";
import { type Search, searchIn } from "./search.js";
import { type Solution, solve } from "./solve.js";

/** Something a law shall have as the data have it. */
export interface Equation {
  /** In words, as "the mean". */
  readonly name: string;
  /** How far the law is off, as a number of order 1 and without a unit. */
  residual(law: Distribution): number;
}

/**
 * Fits a family so that it has as many properties of the data as it has free parameters.
 *
 * @param equationsFor what there is to match, in the unit of the search, or why there is nothing
 * @param leastSquares whether all equations count, rather than the first that the free parameters move
 */
export function byEquations(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  method: string,
  equationsFor: (search: Search) => readonly Equation[] | string,
  leastSquares = false,
): FitResult {
  const search = searchIn(family, survey, knowledge);
  const k = search.free.length;
  const n = survey.sample.size;
  const fail = (message: string): FitResult =>
    withoutEstimate(family.family, method, "not-converged", `${method}: ${message}`, n, k);
  const outside = outsideSupport(family, survey);
  if (outside) return withoutEstimate(family.family, method, "out-of-support", outside, n, k);
  const equations = equationsFor(search);
  if (typeof equations === "string") return fail(equations);
  let best: Solution | undefined;
  for (const start of search.starts) {
    const used = responding(equations, search, start, k, leastSquares);
    if (!used) continue;
    const found = solve(
      (at) => {
        const law = search.law(at);
        return law && used.map((equation) => equation.residual(law));
      },
      start,
      search.steps,
    );
    if (!(found.size >= (best?.size ?? Infinity))) best = found;
    if (found.solved) break;
  }
  if (k > equations.length)
    return fail(`${equations.map(({ name }) => name).join(" and ")} cannot settle ${k} free parameters: fix some`);
  if (!best?.solved)
    return fail(`no ${family.family} was found with ${equations.map(({ name }) => name).join(" and ")} of the data`);
  return solutionOf(family, survey, method, search.values(best.at), k);
}

/** The result of a method that does not look at the likelihood. */
export function solutionOf(
  family: FittedFamily,
  survey: Survey,
  method: string,
  values: readonly number[],
  k: number,
  warnings: readonly FitWarning[] = [],
): FitResult {
  return resultOf({
    family,
    method,
    status: "converged",
    values,
    logLikelihood: logLikelihood(family(...values), survey.evidence),
    k,
    n: survey.sample.size,
    warnings: [
      ...warnings,
      {
        code: "not-maximum-likelihood",
        message: `these parameters are not the likeliest (${method}): AIC and BIC say less here than for mle`,
      },
    ],
  });
}

/** As many equations as there are free parameters, in order, without any that these parameters do not move. */
function responding(
  equations: readonly Equation[],
  search: Search,
  start: readonly number[],
  count: number,
  all: boolean,
): readonly Equation[] | undefined {
  const law = search.law(start);
  if (!law) return undefined;
  const moves = ({ residual }: Equation): boolean =>
    start.some((_, index) => {
      const there = search.law(start.map((each, other) => (other === index ? each + search.steps[index]! : each)));
      return there !== undefined && Math.abs(residual(there) - residual(law)) > 1e-9;
    });
  const used = all ? equations : equations.filter(moves).slice(0, count);
  return used.length >= count && used.every(({ residual }) => Number.isFinite(residual(law))) ? used : undefined;
}

function outsideSupport({ family, estimation }: FittedFamily, { sample }: Survey): string | undefined {
  const { domain } = estimation;
  const wrong = sample.exact.findIndex((x) =>
    domain === "counts"
      ? !(Number.isInteger(x) && x >= 0)
      : domain === "positive"
        ? x <= 0
        : domain === "non-negative"
          ? x < 0
          : domain === "unit" && (x <= 0 || x >= 1),
  );
  return wrong < 0 ? undefined : `exact[${wrong}] = ${sample.exact[wrong]} is outside the support of ${family}`;
}

/** What keeps a method from being used that needs the values themselves. */
export function needsExact({ sample }: Survey, weights: boolean): string | undefined {
  if (sample.exact.length < sample.size && !sample.weights)
    return "it needs exact values; censored ones and buckets need mle";
  if (sample.exact.length === 0) return "it needs exact values; censored ones and buckets need mle";
  if (sample.weights && !weights) return "it takes no weights; use mle or moments";
  return undefined;
}

/** What keeps a method from being used that looks at values one by one. */
export function needsNoTotals({ sample }: Survey): string | undefined {
  return sample.aggregates.length > 0 ? "totals do not say which component each value is of" : undefined;
}
