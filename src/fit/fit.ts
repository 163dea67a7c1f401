import type { Family } from "../distribution/distribution.js";
import { families } from "../distribution/families.js";
import type { Seed } from "../random/stream.js";
import { isSample, type Measurements, sampleOf } from "./data.js";
import { maximumLikelihood } from "./estimate.js";
import { withEvidence } from "./evidence.js";
import type { FittedFamily, Knowledge } from "./fittedFamily.js";
import { ranking } from "./judgement/ranking.js";
import { hurdle } from "./methods/hurdle.js";
import { lMoments } from "./methods/lMoments.js";
import { type Distance, minimumDistance } from "./methods/minimumDistance.js";
import { fitMixture } from "./methods/mixture.js";
import { moments } from "./methods/moments.js";
import { quantileMatching } from "./methods/quantileMatching.js";
import { zeroInflation } from "./methods/zeroInflation.js";
import { type FitResult, withoutEstimate } from "./result.js";
import { type Survey, surveyOf } from "./survey.js";

/** How {@link fit} fits. */
export interface FitOptions {
  /** Families by name or as functions; without them, those that suit the data. */
  readonly families?: readonly (string | Pick<Family, "family">)[];
  /** Parameters to hold, by name; a family without a parameter of that name is refused. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Bounds of parameters, by name. */
  readonly bounds?: Readonly<Record<string, readonly [low: number, high: number]>>;
  /**
   * `mle`, maximum likelihood, unless given; or `moments`, `l-moments`, `quantiles`,
   * `minimum-distance`; or, by maximum likelihood, laws built of each family: `mixture`, `hurdle`, `zero-inflated`.
   */
  readonly method?: string;
  /** For `quantiles`: the probabilities whose quantiles to match; (i + ½) / k for k free parameters unless given. */
  readonly probs?: readonly number[];
  /** For `minimum-distance`: the statistic to make small, `ad` unless given. */
  readonly distance?: Distance;
  /** For `mixture`: how many laws of the family are mixed, 2 unless given. */
  readonly components?: number;
  /** For `mixture`: what its random restarts are reproduced from. */
  readonly seed?: Seed;
  /** The tick of the clock that measured, in the unit of the data: exact values become intervals of this width. */
  readonly resolution?: number;
}

/** A way of fitting one family. */
export type FitMethod = (
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  options: Pick<FitOptions, "probs" | "distance" | "components" | "seed">,
) => FitResult;

const methods: ReadonlyMap<string, FitMethod> = new Map<string, FitMethod>([
  ["mle", maximumLikelihood],
  ["moments", moments],
  ["l-moments", lMoments],
  ["quantiles", quantileMatching],
  ["quantile-matching", quantileMatching],
  ["minimum-distance", minimumDistance],
  ["min-distance", minimumDistance],
  ["mixture", fitMixture],
  ["hurdle", hurdle],
  ["zero-inflated", zeroInflation],
]);

const forCounts = ["poisson", "geometric", "negative-binomial"];
const forReals = ["normal", "logistic", "laplace", "gumbel", "student-t", "gev"];
const forPositive = [
  "exponential",
  "gamma",
  "weibull",
  "lognormal",
  "loglogistic",
  "inverse-gaussian",
  "inverse-gamma",
  "lomax",
  "gpd",
  "burr12",
  "rayleigh",
];

/**
 * Fits families of distributions to measurements and returns them best first, by AIC, each with the reason for its place in
 * `summary`. A family that has no estimate for these data is in the list too, last, with what stood in the way.
 *
 * The log-likelihood is Σ w log f(x) over exact values, plus log P(X <= v) for left-censored ones, log P(X > v) for
 * right-censored ones, count · log P(low < X <= high) for intervals, the log density of each total of an aggregate, less
 * n · log P(lower < X <= upper) under truncation.
 *
 * @param data numbers, or an object with `exact`, `intervals` and so on; in any unit
 * @throws TypeError for what is not data, RangeError for an unknown family, method or parameter
 */
export function fit(data: Measurements, options: FitOptions = {}): FitResult[] {
  const { method = "mle", fixed = {}, bounds = {} } = options;
  const fitBy = methods.get(method);
  if (!fitBy) throw new RangeError(`fit: unknown method "${method}"; known: ${[...methods.keys()].join(", ")}`);
  const sample = sampleOf(data, options.resolution);
  const asked = options.families?.map(familyOf);
  if (!isSample(sample)) {
    const names = asked ?? [...forPositive, ...forReals].map(familyOf);
    return names.map(({ family }) => withoutEstimate(family, method, sample.status, sample.message, 0));
  }
  const survey = surveyOf(sample);
  const suitable = asked ? undefined : suiting(survey);
  const candidates = asked ?? suitable!.map(familyOf);
  requireParameters(candidates, { fixed, bounds });
  const found = candidates.map((family) => fitBy(family, survey, knowledgeOf(family, { fixed, bounds }), options));
  const results = suitable === forCounts ? found.map(takenForCounts) : found;
  return withEvidence(ranking(results, sample), sample);
}

/** Whole numbers up to here are times as a rule, not counts. */
const leastOfTimes = 1000;

function suiting({ outline, sample }: Survey): string[] {
  const counted =
    sample.exact.length > 0 && sample.complete && outline.minimum >= 0 && sample.exact.every(Number.isInteger);
  const positive = outline.minimum > 0 ? forPositive : outline.minimum === 0 ? ["exponential", "lomax", "gpd"] : [];
  // A density and a probability cannot be compared: counts are counts when few values occur.
  return counted && outline.maximum < leastOfTimes ? forCounts : [...positive, ...forReals];
}

function takenForCounts(result: FitResult): FitResult {
  const message =
    `every value is a whole number below ${leastOfTimes}, so only laws of counts were compared; ` +
    "for times that a clock rounded give its tick, resolution: 1, and laws of times are compared";
  return { ...result, warnings: [...result.warnings, { code: "counts", message }] };
}

function familyOf(given: string | Pick<Family, "family">): FittedFamily {
  const name = typeof given === "string" ? given : given?.family;
  const found = families.get(name) as FittedFamily | undefined;
  if (found?.estimation) return found;
  const known = [...families.values()].filter(({ estimation }) => estimation).map(({ family }) => family);
  throw new RangeError(`fit: cannot fit "${name}"; families that can be fitted: ${known.join(", ")}`);
}

function knowledgeOf({ parameterNames }: FittedFamily, { fixed, bounds }: Knowledge): Knowledge {
  const own = <Value>(given: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(given).filter(([name]) => parameterNames.includes(name)));
  return { fixed: own(fixed), bounds: own(bounds) };
}

function requireParameters(candidates: readonly FittedFamily[], { fixed, bounds }: Knowledge): void {
  for (const name of [...Object.keys(fixed), ...Object.keys(bounds)])
    if (!candidates.some(({ parameterNames }) => parameterNames.includes(name)))
      throw new RangeError(`fit: none of the families has a parameter "${name}"`);
  for (const [name, value] of Object.entries(fixed))
    if (!Number.isFinite(value)) throw new RangeError(`fit: fixed.${name} must be a finite number, got ${value}`);
  for (const [name, [low, high]] of Object.entries(bounds))
    if (!(low < high))
      throw new RangeError(`fit: bounds.${name} must be [low, high] with low < high, got [${low}, ${high}]`);
}
