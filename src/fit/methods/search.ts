import type { Distribution } from "../../distribution/distribution.js";
import { truncated } from "../../distribution/truncated.js";
import type { FittedFamily, Knowledge } from "../fittedFamily.js";
import type { Evidence } from "../likelihood.js";
import { outlineOf, type Survey } from "../survey.js";
import { inUnit, rangeOf, transformBetween } from "../transform.js";

/** The free parameters of a family as numbers without bounds, for data measured in the survey's unit. */
export interface Search {
  /** The names of the parameters to be found. */
  readonly free: readonly string[];
  /** The unit in which the search measures values, as a multiple of that of the data. */
  readonly unit: number;
  /** Where to begin, the likeliest first. */
  readonly starts: readonly (readonly number[])[];
  /** For each free parameter, a change that matters little. */
  readonly steps: readonly number[];
  /** The law in the search's unit; undefined where there is none. */
  plain(at: readonly number[]): Distribution | undefined;
  /** The same, as far as it is recorded under the truncation. */
  law(at: readonly number[]): Distribution | undefined;
  /** All parameters in the unit of the data. */
  values(at: readonly number[]): number[];
  /** Where parameters in the unit of the data are in this search. */
  locate(values: readonly number[]): number[];
}

/** What all methods but the likelihood search in. */
export function searchIn(family: FittedFamily, survey: Survey, { fixed, bounds }: Knowledge): Search {
  const { parameterNames, estimation } = family;
  const { roles } = estimation;
  const unit = roles.some((role) => ["scale", "inverse-scale", "log-location"].includes(role)) ? survey.unit : 1;
  const outline = outlineOf(survey, unit);
  const { lower, upper } = survey.sample;
  const free = parameterNames.filter((name) => fixed[name] === undefined);
  const indices = free.map((name) => parameterNames.indexOf(name));
  const transforms = free.map((name, each) => {
    const role = roles[indices[each]!]!;
    const own = rangeOf(role);
    const inside = estimation.bounds?.[name] ?? own;
    const asked = bounds[name]?.map((bound) => inUnit(role, bound, 1 / unit)) ?? own;
    return transformBetween(Math.max(own[0], inside[0], asked[0]!), Math.min(own[1], inside[1], asked[1]!));
  });
  const spread = Math.sqrt(outline.variance) || 1;
  const inSearch = (at: readonly number[]): number[] => {
    const values = parameterNames.map((name, index) => inUnit(roles[index]!, fixed[name] ?? 0, 1 / unit));
    indices.forEach((index, each) => {
      values[index] = transforms[each]!.bound(at[each]!);
    });
    return values;
  };
  const locate = (values: readonly number[]): number[] =>
    indices.map((index, each) => transforms[each]!.free(values[index]!));
  // Laws with fewer moments than a method needs come within its reach when their shapes are larger, or milder.
  const lighter = (start: readonly number[], times: number): number[] =>
    start.map((value, index) => {
      if (roles[index] === "shape") return value * times + 2;
      return roles[index] === "real" ? Math.sign(value) * Math.min(Math.abs(value), 0.2 / times) : value;
    });
  const given = estimation.starts(outline);
  const starts = [given, given.map((start) => lighter(start, 2)), given.map((start) => lighter(start, 5))].flat();
  const plain = (at: readonly number[]): Distribution | undefined => attempt(() => family(...inSearch(at)));
  return {
    free,
    unit,
    starts: starts.map(locate).filter((start) => start.every(Number.isFinite)),
    steps: indices.map((index) => (roles[index] === "location" ? 0.1 * spread : 0.1)),
    plain,
    law: (at) => {
      const law = plain(at);
      if (!law || (lower === -Infinity && upper === Infinity)) return law;
      return attempt(() => truncated(law, lower / unit, upper / unit));
    },
    values: (at) =>
      inSearch(at).map((value, index) => fixed[parameterNames[index]!] ?? inUnit(roles[index]!, value, unit)),
    locate: (values) => locate(values.map((value, index) => inUnit(roles[index]!, value, 1 / unit))),
  };
}

/** What the likelihood of a search is made of: few points for many, in the search's unit. */
export function evidenceOfSearch({ unit }: Search, { evidence, sketch }: Survey): Evidence {
  return {
    ...evidence,
    points: { values: sketch.values.map((value) => value / unit), weights: sketch.weights },
    intervals: evidence.intervals.map(([low, high, count]) => [low / unit, high / unit, count]),
    aggregates: evidence.aggregates.map(([count, total]) => [count, total / unit]),
    lower: evidence.lower / unit,
    upper: evidence.upper / unit,
  };
}

/** What a law's constructor makes of parameters that it may refuse. */
function attempt(make: () => Distribution): Distribution | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}
