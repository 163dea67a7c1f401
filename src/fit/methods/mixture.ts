import type { Distribution } from "../../distribution/distribution.js";
import { mixture } from "../../distribution/mixture.js";
import { type Seed, type Stream, stream } from "../../random/stream.js";
import { maximumLikelihood } from "../estimate.js";
import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import { logLikelihood, type Points } from "../likelihood.js";
import { type Maximum, maximise } from "../optimise.js";
import { type FitResult, withoutEstimate } from "../result.js";
import { standIns } from "../sums.js";
import { type Survey, surveyOf } from "../survey.js";
import { needsNoTotals } from "./byEquations.js";
import { compositeResult, covarianceThrough } from "./composite.js";
import { evidenceOfSearch, type Search, searchIn } from "./search.js";

export interface MixtureOptions {
  /** How many laws of the family are mixed, from 2; 2 unless given. */
  readonly components?: number;
  /** What the random restarts are reproduced from. */
  readonly seed?: Seed;
}

/** Random beginnings beside those by quantiles. */
const restarts = 8;
/** Rounds of expectation and maximisation: enough to tell the beginnings apart, and to come near, where Newton's method is faster. */
const rounds = 15;
/** Values for each parameter of a component below which it is a spike around a few of them. */
const leastForEach = 3;

/**
 * A mixture of laws of one family by maximum likelihood: by expectation and maximisation from groups of neighbouring values, cut at
 * quantiles and at random, and from the best of these by Newton's method, which gives the standard errors too.
 *
 * The likelihood grows without bound as a component narrows around one value; what is returned is the highest maximum inside,
 * with at least three values for each parameter of every component. Components are in the order of their medians; parameters are
 * `weight1`, `mu1`, …
 */
export function fitMixture(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  { components = 2, seed = "mixture" }: MixtureOptions = {},
): FitResult {
  if (!(Number.isSafeInteger(components) && components >= 2))
    throw new RangeError(`fit: components is a whole number from 2, got ${components}`);
  const search = searchIn(family, survey, knowledge);
  const k = components * (search.free.length + 1) - 1;
  const n = survey.sample.size;
  const method = `mixture (${components} components)`;
  const none = (message: string): FitResult =>
    withoutEstimate(family.family, method, "not-converged", `${method}: ${message}`, n, k);
  const obstacle = needsNoTotals(survey);
  if (obstacle) return none(obstacle);
  const alone = maximumLikelihood(family, survey, knowledge);
  if (["out-of-support", "invalid-data", "no-data"].includes(alone.status)) return { ...alone, method, k };
  const least = leastForEach * (search.free.length + 1);
  if (n < 2 * least) return none(`${n} values are too few for ${components} components`);

  const objective = objectiveOf(search, survey, components);
  const steps = Array.from({ length: components }, () => search.steps).flat();
  const allSteps = [...new Array<number>(components - 1).fill(0.1), ...steps];
  const points = standIns(survey.sample, survey.sketch);
  const candidates = beginnings(points, components, stream(seed))
    .map((groups) => expectationMaximisation(family, survey, knowledge, search, points, groups, components))
    .filter((at) => at !== undefined)
    .map((at) => ({ at, value: objective(at) }))
    .sort((first, second) => second.value - first.value);
  let best: Maximum | undefined;
  const tried: number[] = [];
  for (const { at, value } of candidates.slice(0, 5)) {
    // Most beginnings end at the same place.
    if (!(value > -Infinity) || tried.some((other) => Math.abs(other - value) < 1e-6 * Math.max(1, Math.abs(value))))
      continue;
    tried.push(value);
    const found = maximise(objective, at, allSteps);
    const smallest = Math.min(...weightsAt(found.at, components)) * n;
    if (found.ending === "interior" && smallest >= least && found.value > (best?.value ?? -Infinity)) best = found;
  }
  if (!best)
    return none("no maximum was found in which every component has several values; fewer components may be enough");
  const order = componentsAt(search, best.at, components)
    .map((law, index) => ({ index, median: law!.quantile(0.5) }))
    .sort((first, second) => first.median - second.median)
    .map(({ index }) => index);
  const names = order.flatMap((_, place) => ["weight", ...search.free].map((name) => `${name}${place + 1}`));
  const values = (at: readonly number[]): number[] => {
    const weights = weightsAt(at, components);
    return order.flatMap((index) => {
      const inner = search.values(partOf(search, at, components, index));
      return [weights[index]!, ...search.free.map((name) => inner[family.parameterNames.indexOf(name)]!)];
    });
  };
  const weights = weightsAt(best.at, components);
  const laws = order.map((index) => family(...search.values(partOf(search, best.at, components, index))));
  const distribution = mixture(
    order.map((index) => weights[index]!),
    laws,
  );
  const found = values(best.at);
  return compositeResult({
    family,
    method,
    status: "converged",
    distribution,
    parameters: Object.fromEntries(names.map((name, index) => [name, found[index]!])),
    covariance: best.covariance && covarianceThrough(names, values, best.at, best.covariance),
    logLikelihood: logLikelihood(distribution, survey.evidence),
    k,
    n,
    words: `mixture of ${components}:`,
  });
}

function objectiveOf(search: Search, survey: Survey, components: number): (at: readonly number[]) => number {
  const evidence = evidenceOfSearch(search, survey);
  return (at) => {
    const laws = componentsAt(search, at, components);
    return laws.every((law) => law !== undefined)
      ? logLikelihood(mixture(weightsAt(at, components), laws), evidence)
      : -Infinity;
  };
}

/** The weights from the logarithms of their ratios to the first. */
function weightsAt(at: readonly number[], components: number): number[] {
  const logs = [0, ...at.slice(0, components - 1)];
  const highest = Math.max(...logs);
  const relative = logs.map((each) => Math.exp(each - highest));
  const sum = relative.reduce((total, each) => total + each, 0);
  return relative.map((each) => each / sum);
}

function partOf(search: Search, at: readonly number[], components: number, index: number): readonly number[] {
  const from = components - 1 + index * search.free.length;
  return at.slice(from, from + search.free.length);
}

function componentsAt(search: Search, at: readonly number[], components: number): (Distribution | undefined)[] {
  return Array.from({ length: components }, (_, index) => search.plain(partOf(search, at, components, index)));
}

/** Groups of neighbouring values to begin with: for each value, the number of its group. */
function beginnings({ values }: Points, components: number, source: Stream): Uint8Array[] {
  const order = Uint32Array.from(values.keys()).sort((first, second) => values[first]! - values[second]!);
  const cut = (shares: readonly number[]): Uint8Array => {
    const groups = new Uint8Array(values.length);
    order.forEach((index, rank) => {
      groups[index] = shares.filter((share) => rank >= share * values.length).length;
    });
    return groups;
  };
  const inner = Array.from({ length: components - 1 }, (_, index) => (index + 1) / components);
  const skewed = [1, 0.5, 2, 0.25, 4].map((power) => inner.map((share) => share ** power));
  const random = Array.from({ length: restarts }, (_, restart) => {
    const draws = source.at(restart);
    return inner.map(() => 0.05 + 0.9 * draws.uniform()).sort((first, second) => first - second);
  });
  return [...skewed, ...random].map(cut);
}

/** Rounds of it from given groups; where it has come to, as a place in the search, or undefined where a component was lost. */
function expectationMaximisation(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  search: Search,
  points: Points,
  groups: Uint8Array,
  components: number,
): number[] | undefined {
  const { values } = points;
  const weightOf = (index: number): number => points.weights?.[index] ?? 1;
  const shares = Array.from({ length: components }, (_, component) =>
    Float64Array.from(values, (_, index) => (groups[index] === component ? weightOf(index) : 0)),
  );
  let at: number[] | undefined;
  let height = -Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const laws: Distribution[] = [];
    const parts: number[][] = [];
    const totals = shares.map((share) => share.reduce((sum, each) => sum + each, 0));
    for (const [component, share] of shares.entries()) {
      if (totals[component]! < leastForEach) return at;
      const found = maximumLikelihood(family, surveyOfPoints(survey, values, share), knowledge);
      if (!found.converged) return at;
      laws.push(found.distribution!);
      parts.push(search.locate(Object.values(found.parameters!)));
    }
    if (!parts.flat().every(Number.isFinite)) return at;
    at = [...totals.slice(1).map((total) => Math.log(total / totals[0]!)), ...parts.flat()];
    const logTotals = totals.map(Math.log);
    const size = totals.reduce((sum, each) => sum + each, 0);
    let sum = 0;
    for (let index = 0; index < values.length; index += 1) {
      const logs = laws.map((law, component) => logTotals[component]! + law.logPdf(values[index]!));
      const highest = Math.max(...logs);
      const relative = logs.map((each) => Math.exp(each - highest));
      const total = relative.reduce((all, each) => all + each, 0);
      for (const [component, each] of relative.entries()) shares[component]![index] = (weightOf(index) * each) / total;
      sum += weightOf(index) * (highest + Math.log(total));
    }
    const reached = sum - size * Math.log(size);
    if (reached - height < 1e-7 * Math.abs(reached)) break;
    height = reached;
  }
  return at;
}

/** A survey of values by weight; those that weigh next to nothing are left out. */
function surveyOfPoints({ sample }: Survey, values: Float64Array, weights: Float64Array): Survey {
  const counts = (index: number): boolean => weights[index]! > 1e-12;
  const used = weights.filter((_, index) => counts(index));
  return surveyOf({
    ...sample,
    exact: values.filter((_, index) => counts(index)),
    weights: used,
    leftCensored: new Float64Array(),
    rightCensored: new Float64Array(),
    intervals: [],
    aggregates: [],
    lower: -Infinity,
    upper: Infinity,
    size: used.reduce((sum, each) => sum + each, 0),
    complete: true,
  });
}
