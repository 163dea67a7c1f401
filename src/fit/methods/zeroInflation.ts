import { zeroInflated } from "../../distribution/zeroInflated.js";
import { maximumLikelihood } from "../estimate.js";
import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import { logLikelihood } from "../likelihood.js";
import { maximise } from "../optimise.js";
import { type FitResult, withoutEstimate } from "../result.js";
import type { Survey } from "../survey.js";
import { compositeResult, covarianceThrough } from "./composite.js";
import { hurdle, withoutZeros } from "./hurdle.js";
import { evidenceOfSearch, searchIn } from "./search.js";

const method = "zero-inflated";

/**
 * A zero-inflated law by maximum likelihood: values are 0 with probability `pi` and follow the family otherwise, which for counts has
 * zeros of its own. Of a family without them it is the hurdle model.
 */
export function zeroInflation(family: FittedFamily, survey: Survey, knowledge: Knowledge): FitResult {
  const n = survey.sample.size;
  const parts = withoutZeros(family, survey);
  if (typeof parts === "string")
    return withoutEstimate(family.family, method, "invalid-data", `${method}: ${parts}`, n);
  if (!parts.isCount) return renamed(hurdle(family, survey, knowledge));
  const search = searchIn(family, survey, knowledge);
  const k = search.free.length + 1;
  const evidence = evidenceOfSearch(search, survey);
  const above = maximumLikelihood(family, parts.rest, knowledge);
  const starts = [...(above.parameters ? [search.locate(Object.values(above.parameters))] : []), ...search.starts];
  const share = ([logOdds]: readonly number[]): number => 1 / (1 + Math.exp(-logOdds!));
  const law = (at: readonly number[]) => {
    const inner = search.plain(at.slice(1));
    return inner && zeroInflated(share(at), inner);
  };
  const objective = (at: readonly number[]): number => {
    const distribution = law(at);
    return distribution ? logLikelihood(distribution, evidence) : -Infinity;
  };
  for (const start of starts) {
    const own = search.plain(start)?.pdf(0) ?? 0;
    const begin = Math.min(0.99, Math.max(0.01, (parts.zeros / n - own) / (1 - own)));
    const found = maximise(objective, [Math.log(begin / (1 - begin)), ...start], [0.1, ...search.steps]);
    if (found.ending !== "interior" || share(found.at) < 1e-6) continue;
    const values = (at: readonly number[]): number[] => {
      const inner = search.values(at.slice(1));
      return [share(at), ...search.free.map((name) => inner[family.parameterNames.indexOf(name)]!)];
    };
    const inner = search.values(found.at.slice(1));
    const distribution = zeroInflated(share(found.at), family(...inner));
    return compositeResult({
      family,
      method,
      status: "converged",
      distribution,
      parameters: {
        pi: share(found.at),
        ...Object.fromEntries(family.parameterNames.map((name, index) => [name, inner[index]!])),
      },
      covariance: found.covariance && covarianceThrough(["pi", ...search.free], values, found.at, found.covariance),
      logLikelihood: logLikelihood(distribution, survey.evidence),
      k,
      n,
      words: "zero-inflated",
    });
  }
  const plain = maximumLikelihood(family, survey, knowledge);
  if (!plain.distribution || !plain.parameters) return { ...plain, method };
  return compositeResult({
    family,
    method,
    status: "boundary",
    distribution: plain.distribution,
    parameters: { pi: 0, ...plain.parameters },
    logLikelihood: plain.logLikelihood,
    k,
    n,
    warnings: [
      { code: "boundary", message: `no zeros are in excess of those of the ${family.family}: pi goes to 0` },
      ...plain.warnings,
    ],
    words: "zero-inflated",
  });
}

/** The hurdle model under the names of this one. */
function renamed(found: FitResult): FitResult {
  const rename = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name === "pZero" ? "pi" : name, value]));
  const { parameters, standardErrors, covariance } = found;
  return {
    ...found,
    method,
    ...(parameters && { parameters: rename(parameters) }),
    ...(standardErrors && { standardErrors: rename(standardErrors) }),
    ...(covariance && {
      covariance: { ...covariance, order: covariance.order.map((name) => (name === "pZero" ? "pi" : name)) },
    }),
  };
}
