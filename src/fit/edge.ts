import type { FittedFamily, Knowledge } from "./fittedFamily.js";
import { type FitResult, type FitWarning, resultOf, withoutEstimate } from "./result.js";
import type { Survey } from "./survey.js";
import { rangeOf } from "./transform.js";

/**
 * The first of the free parameters that the extreme values or the median would set if all were known exactly, and that must be
 * searched for because they are not: among them the likelihood has corners, which no slope leads to.
 */
export function edgeToSearch(
  { estimation }: FittedFamily,
  { sample }: Survey,
  { fixed, bounds }: Knowledge,
): string | undefined {
  const { exact, leftCensored, rightCensored, intervals, complete } = sample;
  const isOpen: Readonly<Record<string, boolean>> = {
    minimum: exact.length === 0 || leftCensored.length + intervals.length > 0,
    maximum: exact.length === 0 || rightCensored.length + intervals.length > 0,
    // The likelihood of buckets alone is smooth in it.
    median: exact.length > 0 && !complete,
  };
  return Object.entries(estimation.edges ?? {}).find(
    ([name, edge]) =>
      fixed[name] === undefined && edge !== "mean distance" && (isOpen[edge] || bounds[name] !== undefined),
  )?.[0];
}

/**
 * The maximum of the likelihood over such a parameter: the most that the others make of each value of it, by Brent's search, corners
 * looked at one by one. It rises to one peak and falls from there: a law whose logarithm is concave in location and scale
 * has no other (J. W. Pratt, Journal of the American Statistical Association 76, 1981).
 *
 * @param name of the parameter
 * @param maximum of the likelihood with this parameter held
 */
export function maximumOverEdge(
  name: string,
  family: FittedFamily,
  survey: Survey,
  { fixed, bounds }: Knowledge,
  maximum: (knowledge: Knowledge) => FitResult,
): FitResult {
  const { [name]: bound = [-Infinity, Infinity], ...others } = bounds;
  const given = (value: number): FitResult => maximum({ fixed: { ...fixed, [name]: value }, bounds: others });
  const height = (value: number): number => {
    const { logLikelihood } = given(value);
    return Number.isNaN(logLikelihood) ? -Infinity : logLikelihood;
  };
  const edge = family.estimation.edges![name]!;
  const role = family.estimation.roles[family.parameterNames.indexOf(name)]!;
  const { sample } = survey;
  const own = rangeOf(role);
  // Beyond a truncation nothing depends on it.
  const least = Math.max(own[0], bound[0], sample.lower);
  const most = Math.min(own[1], bound[1], sample.upper);
  const corners = cornersOf(survey).filter((corner) => corner >= least && corner <= most);
  const spread = survey.outline.upperQuartile - survey.outline.lowerQuartile;
  const step = 0.1 * (spread || Math.abs(survey.outline.median) || 1);
  const from =
    edge === "median"
      ? survey.outline.median
      : edge === "minimum"
        ? Math.min(...corners, survey.outline.minimum)
        : Math.max(...corners, survey.outline.maximum);
  const peak = peakOf(height, Math.min(most, Math.max(least, from)), [least, most], step);
  const n = sample.size;
  const k = family.parameterNames.filter((each) => fixed[each] === undefined).length;
  if (peak === undefined)
    return withoutEstimate(
      family.family,
      "mle",
      "no-mle",
      `the likelihood has no maximum: it rises, or stays level, as ${name} goes to the end of its range`,
      n,
      k,
    );
  const at = cornered(height, peak, [...corners, least, most].filter(Number.isFinite));
  const found = given(at);
  if (!found.parameters) return { ...found, k };
  const warnings: FitWarning[] = [...found.warnings];
  const isEnd = at === least || at === most;
  if (isEnd)
    warnings.unshift({
      code: "boundary",
      message:
        bound[0] === at || bound[1] === at
          ? `${name} is at its bound ${at}`
          : `${name} is known only to be ${at === least ? "at most" : "at least"} the truncation at ${at}: beyond it nothing depends on it`,
    });
  return resultOf({
    family,
    method: "mle",
    status: isEnd || found.status === "boundary" ? "boundary" : "converged",
    values: Object.values(found.parameters),
    logLikelihood: found.logLikelihood,
    // An extreme is known so much better than the rest that it may count as known; a median is not.
    covariance: edge === "median" ? undefined : found.covariance,
    k,
    n,
    warnings,
  });
}

/** Where the likelihood may have corners. */
function cornersOf({ sample }: Survey): number[] {
  const { exact, leftCensored, rightCensored, intervals } = sample;
  const lows = intervals.map(([low]) => low);
  const highs = intervals.map(([, high]) => high);
  return [...exact, ...leftCensored, ...rightCensored, ...lows, ...highs].filter(Number.isFinite);
}

/** Where a function with one peak has it, or undefined where it rises for ever. */
function peakOf(
  of: (at: number) => number,
  from: number,
  [least, most]: readonly [number, number],
  step: number,
): number | undefined {
  const inside = (at: number): number => Math.min(most, Math.max(least, at));
  let middle = from;
  let best = of(from);
  let low = inside(from - step);
  let high = inside(from + step);
  const [below, above] = [of(low), of(high)];
  if (Math.max(below, above) > best) {
    const up = above > below;
    let width = up ? step : -step;
    let last = middle;
    middle = up ? high : low;
    best = up ? above : below;
    for (let round = 0; ; round += 1) {
      if (round > 30) return undefined;
      width *= 2;
      const next = inside(middle + width);
      const value = next === middle ? -Infinity : of(next);
      if (!(value > best)) {
        [low, high] = up ? [last, next] : [next, last];
        break;
      }
      last = middle;
      middle = next;
      best = value;
    }
  }
  return best === -Infinity ? undefined : summit(of, low, middle, high, 1e-7 * step);
}

/**
 * Brent's search for a maximum: parabolas where the function is like one, golden sections where it has a corner (R. P. Brent,
 * Algorithms for Minimization without Derivatives, 1973, chapter 5).
 */
function summit(of: (at: number) => number, from: number, start: number, to: number, enough: number): number {
  const share = (3 - Math.sqrt(5)) / 2;
  let [low, high] = [from, to];
  let best = start;
  let [second, third] = [best, best];
  let atBest = of(best);
  let [atSecond, atThird] = [atBest, atBest];
  let [step, last] = [0, 0];
  for (let round = 0; round < 100; round += 1) {
    const middle = 0.5 * (low + high);
    if (Math.abs(best - middle) <= 2 * enough - 0.5 * (high - low)) break;
    const r = (best - second) * (atBest - atThird);
    const q = (best - third) * (atBest - atSecond);
    const next = ((best - second) * r - (best - third) * q) / (2 * (q - r));
    const isIn = best + next > low && best + next < high && Math.abs(next) < 0.5 * Math.abs(last);
    last = isIn ? step : best < middle ? high - best : low - best;
    step = isIn ? next : share * last;
    const at = best + (Math.abs(step) >= enough ? step : step > 0 ? enough : -enough);
    const value = of(at);
    if (value >= atBest) {
      if (at < best) high = best;
      else low = best;
      [third, atThird, second, atSecond, best, atBest] = [second, atSecond, best, atBest, at, value];
    } else {
      if (at < best) low = at;
      else high = at;
      if (value >= atSecond || second === best) [third, atThird, second, atSecond] = [second, atSecond, at, value];
      else if (value >= atThird || third === best || third === second) [third, atThird] = [at, value];
    }
  }
  return best;
}

/** The corner next to a place where that is as high; amid two that are level, as for the median of an even number of values. */
function cornered(of: (at: number) => number, at: number, corners: readonly number[]): number {
  const height = of(at);
  let below = -Infinity;
  let above = Infinity;
  for (const corner of corners) {
    if (corner <= at && corner > below) below = corner;
    if (corner >= at && corner < above) above = corner;
  }
  const [atBelow, atAbove] = [below, above].map((corner) => (Number.isFinite(corner) ? of(corner) : -Infinity)) as [
    number,
    number,
  ];
  const rounding = 1e-12 * Math.max(1, Math.abs(height));
  if (Math.max(atBelow, atAbove) < height - rounding) return at;
  if (Math.abs(atBelow - atAbove) <= rounding) return 0.5 * below + 0.5 * above;
  return atBelow > atAbove ? below : above;
}
