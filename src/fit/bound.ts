import type { FittedFamily, Knowledge } from "./fittedFamily.js";
import { type Search, valuesAt } from "./likelihoodSearch.js";
import type { Maximum } from "./optimise.js";
import { type FitResult, resultOf } from "./result.js";
import { rangeOf } from "./transform.js";

/**
 * The maximum on bounds that the caller set: each alone, then all.
 *
 * @param best what was found inside the bounds
 * @param maximum of the likelihood under other knowledge
 */
export function atBound(
  family: FittedFamily,
  knowledge: Knowledge,
  search: Search,
  best: Maximum,
  k: number,
  maximum: (knowledge: Knowledge) => FitResult,
): FitResult | undefined {
  if (Object.keys(knowledge.bounds).length === 0 || best.value === -Infinity) return undefined;
  const values = valuesAt(search, best.at);
  const nearest = search.searched.flatMap(({ name, index }) => {
    const [least, most] = rangeOf(family.estimation.roles[index]!);
    const allowed = (knowledge.bounds[name] ?? []).filter((bound) => bound > least && bound < most);
    const away = (bound: number): number => Math.abs(bound - values[index]!);
    const [bound] = allowed.sort((first, second) => away(first) - away(second));
    return bound === undefined ? [] : [[name, bound] as const];
  });
  const height = best.value + search.offset;
  for (const held of [...nearest.map((each) => [each]), nearest]) {
    const names = held.map(([name]) => name);
    const bounds = Object.fromEntries(Object.entries(knowledge.bounds).filter(([name]) => !names.includes(name)));
    const found = maximum({
      fixed: { ...knowledge.fixed, ...Object.fromEntries(held) },
      bounds,
    });
    if (!found.parameters || !(found.logLikelihood >= height - 1e-6 * Math.max(1, Math.abs(height)))) continue;
    return resultOf({
      family,
      method: "mle",
      status: "boundary",
      values: Object.values(found.parameters),
      logLikelihood: found.logLikelihood,
      covariance: found.covariance,
      k,
      n: found.n,
      warnings: held.map(([name, bound]) => ({ code: "boundary", message: `${name} is at its bound ${bound}` })),
    });
  }
  return undefined;
}
