import type { Distribution, Family } from "../distribution/distribution.js";
import type { Estimation } from "../distribution/estimation.js";
import { families } from "../distribution/families.js";
import { shifted } from "../distribution/shifted.js";
import type { Sample } from "./data.js";
import { edgeToSearch, maximumOverEdge } from "./edge.js";
import { type Evidence, logLikelihood, logLikelihoodOfPoints, type Points, type SumOf } from "./likelihood.js";
import { climb, type Maximum, maximise } from "./optimise.js";
import { type Covariance, type FitResult, type FitWarning, resultOf, withoutEstimate } from "./result.js";
import { obstacleOf } from "./support.js";
import { evidenceInUnit, outlineOf, type Survey, surveyOf, unsketched } from "./survey.js";
import { inUnit, rangeOf, type Transform, toUnit, transformBetween } from "./transform.js";

/** A family of numbers that can be fitted. */
export type FittedFamily = Family<number[]> & { readonly estimation: Estimation };

/** What the caller knows of the parameters. */
export interface Knowledge {
  /** Values held, by name. */
  readonly fixed: Readonly<Record<string, number>>;
  /** Open bounds, by name. */
  readonly bounds: Readonly<Record<string, readonly [low: number, high: number]>>;
}

/** A parameter in a search. */
interface Searched {
  readonly index: number;
  readonly name: string;
  readonly transform: Transform;
  /** A change that matters little, in the free form. */
  readonly step: number;
}

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
  const level = smooth.logLikelihood + 1e-7 * Math.max(1, Math.abs(smooth.logLikelihood));
  return smooth.converged && !(cornered.logLikelihood > level) ? smooth : cornered;
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
  const boundary = limitOf(family, survey, knowledge, best.value + search.offset, free.length);
  if (boundary) return boundary;
  const end = atBound(family, survey, knowledge, search, best, free.length);
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

/** A search: the log-likelihood of free parameters, with what turns them into the family's. */
interface Search {
  readonly family: FittedFamily;
  readonly searched: readonly Searched[];
  readonly unit: number;
  /** Parameters that are not searched for, in the unit of the data. */
  readonly held: Readonly<Record<string, number>>;
  readonly starts: readonly (readonly number[])[];
  /** What is added to a value for the log-likelihood in the unit of the data. */
  readonly offset: number;
  /** The family's parameters in the search's unit. */
  inSearch(at: readonly number[]): number[];
  objective(at: readonly number[]): number;
  /** The same of fewer points, to begin with. */
  rough?(at: readonly number[]): number;
}

function searchOf(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  held: Readonly<Record<string, number>>,
  names: readonly string[],
  closed: readonly number[] | undefined,
): Search {
  const { estimation, parameterNames } = family;
  const scalable = estimation.roles.some((role) => ["scale", "inverse-scale", "log-location"].includes(role));
  const unit = scalable ? survey.unit : 1;
  const outline = outlineOf(survey, unit);
  const template = parameterNames.map((name, index) => {
    const value = held[name];
    return value === undefined ? Number.NaN : toUnit(estimation.roles[index]!, value, unit);
  });
  const spread = Math.max(outline.upperQuartile - outline.lowerQuartile, 1e-3 * Math.sqrt(outline.variance)) || 1;
  const searched = names.map((name): Searched => {
    const index = parameterNames.indexOf(name);
    const role = estimation.roles[index]!;
    const own = rangeOf(role);
    const inside = estimation.bounds?.[name] ?? own;
    const asked = knowledge.bounds[name]?.map((bound) => toUnit(role, bound, unit)) ?? own;
    const low = Math.max(own[0], inside[0], asked[0]!);
    const high = Math.min(own[1], inside[1], asked[1]!);
    const bounded = low > -Infinity || high < Infinity;
    const logSpread = role === "log-location" && (Math.sqrt(outline.varianceLog) || 1);
    const step = bounded ? 0.1 : role === "location" ? 0.1 * spread : logSpread ? 0.1 * logSpread : 0.05;
    return { index, name, transform: transformBetween(low, high), step };
  });
  const inSearch = (at: readonly number[]): number[] => {
    const values = [...template];
    for (const [each, { index, transform }] of searched.entries()) values[index] = transform.bound(at[each]!);
    return values;
  };
  const whole = estimation.domain === "counts";
  const objective = objectiveOf(family, survey, () => (whole ? survey.counted() : survey.sketch), unit);
  const summed = survey.sample.complete && estimation.logLikelihood !== undefined;
  const coarse = summed || whole ? undefined : survey.coarse;
  const rough = coarse && objectiveOf(family, survey, () => coarse, unit);
  const given = closed
    ? [closed.map((value, index) => toUnit(estimation.roles[index]!, value, unit))]
    : estimation.starts(outline);
  const starts = given.map((start) => searched.map(({ index, transform }) => transform.free(start[index]!)));
  const { exact, weights, aggregates } = survey.sample;
  const densities = (weights ? weights.reduce((sum, each) => sum + each, 0) : exact.length) + aggregates.length;
  return {
    family,
    searched,
    unit,
    held,
    starts: starts.filter((start) => start.every(Number.isFinite)),
    offset: unit === 1 ? 0 : -densities * Math.log(unit),
    inSearch,
    objective: (at) => objective(inSearch(at)),
    ...(rough && { rough: (at) => rough(inSearch(at)) }),
  };
}

/** Which parameter ran to a bound of the family's own, in words. */
function towardsEnd({ family, searched, inSearch }: Search, { at, value }: Maximum): string | undefined {
  if (value === -Infinity) return undefined;
  const values = inSearch(at);
  const ends = Object.entries(family.estimation.bounds ?? {});
  const [name, [low]] = ends.find(([each, [end]]) => {
    const place = searched.find((one) => one.name === each);
    return place && values[place.index]! - end < 0.05;
  }) ?? [undefined, []];
  return name && `${name} goes to ${low}`;
}

/** The log-likelihood as a function of the family's parameters, of data in `unit`: by sums where they suffice. */
function objectiveOf(
  family: FittedFamily,
  survey: Survey,
  points: () => Points,
  unit: number,
): (values: readonly number[]) => number {
  const { estimation } = family;
  if (survey.sample.complete && estimation.logLikelihood) {
    const sums = outlineOf(survey, unit);
    return (values) => estimation.logLikelihood!(sums, ...values);
  }
  const evidence = evidenceInUnit(survey, unit, points());
  return (values) => likelihoodAt(family, evidence, values);
}

function likelihoodAt(family: FittedFamily, evidence: Evidence, values: readonly number[]): number {
  const logDensity = family.estimation.logDensity?.(...values);
  if (logDensity && onlyPoints(evidence)) return logLikelihoodOfPoints(logDensity, evidence.points);
  const distribution = lawAt(family, values);
  if (!distribution) return -Infinity;
  return logLikelihood(distribution, evidence, sumOf(family, values), logDensity);
}

function onlyPoints({ intervals, aggregates, lower, upper }: Evidence): boolean {
  return intervals.length + aggregates.length === 0 && lower === -Infinity && upper === Infinity;
}

function sumOf(family: FittedFamily, values: readonly number[]): SumOf | undefined {
  const sum = family.estimation.sumOf;
  return sum && ((count) => sum(count, ...values));
}

/** The law at parameters that may not be allowed. */
function lawAt(family: FittedFamily, values: readonly number[]): Distribution | undefined {
  try {
    return family(...values);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The log-likelihood of all data as they came. */
function exactly(family: FittedFamily, survey: Survey, values: readonly number[]): number {
  const { estimation } = family;
  if (survey.sample.complete && estimation.logLikelihood && survey.many)
    return estimation.logLikelihood(survey.outline, ...values);
  return likelihoodAt(family, survey.evidence, values);
}

function valuesAt(search: Search, at: readonly number[]): number[] {
  const { family, unit, held } = search;
  const { parameterNames, estimation } = family;
  const values = search.inSearch(at);
  return parameterNames.map((name, index) => held[name] ?? inUnit(estimation.roles[index]!, values[index]!, unit));
}

/**
 * The best of the searches from the likeliest starts. One is enough where all values are known, for there the starts are
 * near; what is censored or truncated may have several maxima.
 */
function bestOf(search: Search, enough: number): Maximum {
  const steps = search.searched.map(({ step }) => step);
  const ranked = search.starts
    .map((start) => ({ start, value: (search.rough ?? search.objective)(start) }))
    .filter(({ value }) => value > -Infinity && value < Infinity)
    .sort((first, second) => second.value - first.value);
  let best: Maximum = { at: search.starts[0] ?? [], value: -Infinity, ending: "stuck", covariance: undefined };
  let settled = 0;
  for (const { start } of ranked) {
    const near = search.rough && climb(search.rough, start, steps);
    const close = near?.ending === "interior" ? maximise(search.objective, near.at, steps, near.axes) : undefined;
    const found = close?.ending === "interior" ? close : maximise(search.objective, start, steps);
    const tolerance = 1e-7 * Math.max(1, Math.abs(found.value));
    const ahead = found.value > best.value + tolerance;
    const level = !ahead && found.value > best.value - tolerance;
    if (ahead || (level && certainty(found) > certainty(best))) best = found;
    if (found.ending === "interior") settled++;
    if (settled >= enough) break;
  }
  return best;
}

function certainty({ ending, covariance }: Maximum): number {
  return ending === "interior" ? 2 : covariance ? 1 : 0;
}

/** The inverse observed information in the family's own parameters and the unit of the data. */
function covarianceOf(search: Search, { at, covariance }: Maximum): Covariance {
  const { family, unit, searched } = search;
  const slopes = searched.map(({ index, transform }, each) => {
    const role = family.estimation.roles[index]!;
    return transform.slope(at[each]!) * (inUnit(role, 1, unit) - inUnit(role, 0, unit));
  });
  return {
    order: searched.map(({ name }) => name),
    matrix: covariance!.map((row, first) => row.map((each, second) => each * slopes[first]! * slopes[second]!)),
  };
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

/** The limit of the family that is at least as likely as what was found inside. */
function limitOf(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  height: number,
  k: number,
): FitResult | undefined {
  if (Object.keys(knowledge.fixed).length > 0 || Object.keys(knowledge.bounds).length > 0) return undefined;
  const threshold = survey.sample.lower;
  for (const limit of family.estimation.limits ?? []) {
    const law = families.get(limit.family) as FittedFamily | undefined;
    if (!law?.estimation || (limit.threshold && threshold === -Infinity)) continue;
    const from = limit.threshold === "from";
    if (from && !(threshold > 0)) continue;
    const seen = limit.threshold === "excess" ? surveyOf(excessesOf(survey.sample)) : survey;
    const found = maximumLikelihood(law, seen, {
      fixed: { ...limit.held, ...(from && { xm: threshold }) },
      bounds: {},
    });
    if (!found.distribution || !(found.logLikelihood >= height - 1e-6 * Math.max(1, Math.abs(height)))) continue;
    const distribution = limit.threshold === "excess" ? shifted(found.distribution, threshold) : found.distribution;
    return resultOf({
      family,
      method: "mle",
      status: "boundary",
      values: limit.parameters(Object.values(found.parameters ?? {}), threshold),
      distribution,
      logLikelihood: found.logLikelihood,
      k,
      n: found.n,
      warnings: [{ code: "boundary", message: limit.reason }, ...found.warnings],
      summary: `${family.family} in its limit: ${found.summary}. ${limit.reason}`,
    });
  }
  return undefined;
}

/** What of each value is above the threshold. */
function excessesOf(sample: Sample): Sample {
  const { lower, upper, exact, leftCensored, rightCensored, intervals } = sample;
  const above = (value: number): number => value - lower;
  return {
    ...sample,
    exact: exact.map(above),
    leftCensored: leftCensored.map(above),
    rightCensored: rightCensored.map(above),
    intervals: intervals.map(([low, high, count]) => [Math.max(0, above(low)), above(high), count]),
    lower: upper === Infinity ? -Infinity : 0,
    upper: above(upper),
    complete: sample.exact.length === sample.size && upper === Infinity,
  };
}

/** The maximum on bounds that the caller set: each alone, then all. */
function atBound(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  search: Search,
  best: Maximum,
  k: number,
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
    const found = maximumLikelihood(family, survey, {
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
