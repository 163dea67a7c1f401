import type { FittedFamily, Knowledge } from "./fittedFamily.js";
import { objectiveOf } from "./objective.js";
import { climb, type Maximum, maximise } from "./optimise.js";
import type { Covariance } from "./result.js";
import { outlineOf, type Survey } from "./survey.js";
import { inUnit, rangeOf, type Transform, toUnit, transformBetween } from "./transform.js";

/** A parameter in a search. */
interface Searched {
  readonly index: number;
  readonly name: string;
  readonly transform: Transform;
  /** A change that matters little, in the free form. */
  readonly step: number;
}

/** A search: the log-likelihood of free parameters, with what turns them into the family's. */
export interface Search {
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

export function searchOf(
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

/**
 * The best of the searches from the likeliest starts. One is enough where all values are known, for there the starts are
 * near; what is censored or truncated may have several maxima.
 */
export function bestOf(search: Search, enough: number): Maximum {
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

export function valuesAt(search: Search, at: readonly number[]): number[] {
  const { family, unit, held } = search;
  const { parameterNames, estimation } = family;
  const values = search.inSearch(at);
  return parameterNames.map((name, index) => held[name] ?? inUnit(estimation.roles[index]!, values[index]!, unit));
}

/** The inverse observed information in the family's own parameters and the unit of the data. */
export function covarianceOf(search: Search, { at, covariance }: Maximum): Covariance {
  const { family, unit, searched } = search;
  const slopes = searched.map(({ index, transform }, each) => {
    const role = family.estimation.roles[index]!;
    return transform.slope(at[each]!) * (inUnit(role, 1, unit) - inUnit(role, 0, unit));
  });
  return {
    order: searched.map(({ name }) => name),
    matrix: covariance!.map((row, first) => row.map((each, second) => each * (slopes[first]! * slopes[second]!))),
  };
}

/** Which parameter ran to a bound of the family's own, in words. */
export function towardsEnd({ family, searched, inSearch }: Search, { at, value }: Maximum): string | undefined {
  if (value === -Infinity) return undefined;
  const values = inSearch(at);
  const ends = Object.entries(family.estimation.bounds ?? {});
  const [name, [low]] = ends.find(([each, [end]]) => {
    const place = searched.find((one) => one.name === each);
    return place && values[place.index]! - end < 0.05;
  }) ?? [undefined, []];
  return name && `${name} goes to ${low}`;
}
