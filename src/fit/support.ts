import type { Domain } from "../distribution/estimation.js";
import { tooFewBuckets } from "./buckets.js";
import { domainRange } from "./domain.js";
import type { FittedFamily, Knowledge } from "./fittedFamily.js";
import type { Survey } from "./survey.js";

/** Why a family cannot be fitted to a sample. */
export interface Obstacle {
  readonly status: "out-of-support" | "no-mle" | "invalid-data" | "not-converged";
  readonly message: string;
}

const inWords: Readonly<Record<Domain, string>> = {
  real: "any number",
  positive: "positive",
  "non-negative": "at least 0",
  unit: "between 0 and 1, both excluded",
  counts: "whole and at least 0",
};

/** What stands in the way of an estimate before any search: values that cannot be, or too little to tell. */
export function obstacleOf(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  free: readonly string[],
): Obstacle | undefined {
  return outOfSupport(family, survey) ?? tooLittle(family, survey, knowledge, free);
}

function outOfSupport({ estimation }: FittedFamily, { sample, exactRange }: Survey): Obstacle | undefined {
  const { domain } = estimation;
  const refuse = (value: number, what: string): Obstacle => ({
    status: "out-of-support",
    message: `it gives no density to ${what} ${value}: its values are ${inWords[domain]}`,
  });
  // A domain is an interval, but for whole numbers: where the extremes are within, all are.
  const { minimum, maximum } = exactRange;
  if (domain === "counts" || !isWithin(domain, minimum) || !isWithin(domain, maximum)) {
    const index = sample.exact.findIndex((value) => !isWithin(domain, value));
    if (index >= 0) return refuse(sample.exact[index]!, `exact[${index}] =`);
  }
  const [low, high] = domainRange(domain);
  const never = [...sample.leftCensored].find((value) =>
    domain === "real" ? false : value <= low && !(domain === "counts" && value >= 0),
  );
  if (never !== undefined) return refuse(never, "values up to");
  const beyond = [...sample.rightCensored].find((value) => value >= high);
  if (beyond !== undefined) return refuse(beyond, "values above");
  const bucket = sample.intervals.find(([from, to]) => to <= low - (domain === "counts" ? 1e-9 : 0) || from >= high);
  if (bucket) return refuse(bucket[1], `the interval from ${bucket[0]} to`);
  if (sample.aggregates.length > 0) {
    if (!estimation.sumOf)
      return {
        status: "invalid-data",
        message: `the law of a sum is not known, so aggregates cannot be used`,
      };
    const total = sample.aggregates.find(([, sum]) => !isWithin(domain, sum));
    if (total) return refuse(total[1], "the total");
  }
  return undefined;
}

/** One value, or all in one bucket, or all beyond one end: the likelihood rises for ever as the law shrinks or flees. */
function tooLittle(
  family: FittedFamily,
  survey: Survey,
  knowledge: Knowledge,
  free: readonly string[],
): Obstacle | undefined {
  const { sample, exactRange } = survey;
  const { exact, leftCensored, rightCensored, intervals, aggregates } = sample;
  const none = (message: string): Obstacle => ({ status: "no-mle", message });
  if (free.length === 0 || Object.keys(knowledge.bounds).length > 0) return undefined;
  if (exact.length === 0 && aggregates.length === 0) {
    const closed = intervals.filter(([, high]) => high < Infinity);
    const open = intervals.length - closed.length;
    if (intervals.length === open && leftCensored.length === 0)
      return none("every value is known only to exceed something: nothing says how far");
    if (intervals.length + rightCensored.length === 0)
      return none("every value is known only to be below something: nothing says how far");
    const buckets = new Set(intervals.map(([low, high]) => `${low} ${high}`)).size;
    if (
      buckets === 1 &&
      leftCensored.length + rightCensored.length === 0 &&
      (free.length > 1 || isWhole(family, intervals))
    )
      return none("all values are in one interval: nothing says how they spread within it");
    const few = tooFewBuckets(family, sample, free.length);
    return few === undefined ? undefined : none(few);
  }
  const others = leftCensored.length + rightCensored.length + intervals.length + aggregates.length;
  if (exactRange.minimum === exactRange.maximum && others === 0) {
    const spreading = free.filter((name) => !family.estimation.edges?.[name]).length;
    const needsSpread = family.estimation.domain !== "counts" && (free.length > 1 || spreading === 0);
    if (needsSpread)
      return none(
        sample.size > 1
          ? `all values are ${exact[0]}: the likelihood grows without bound as the law narrows around it`
          : "one value cannot tell how values spread",
      );
    if (exact[0] === 0) return none("all values are 0: the likelihood grows as the law shrinks to 0");
  }
  if (exact.length === 0 && aggregates.length === 1 && others === 1 && free.length > 1)
    return none("one total cannot tell how values spread");
  return undefined;
}

/** Whether one bucket holds all that the family can produce, or reaches its end. */
function isWhole(family: FittedFamily, intervals: Survey["sample"]["intervals"]): boolean {
  const [low, high] = domainRange(family.estimation.domain);
  return intervals.some(([from, to]) => from <= low || to >= high);
}

function isWithin(domain: Domain, value: number): boolean {
  if (domain === "counts") return Number.isInteger(value) && value >= 0;
  if (domain === "non-negative") return value >= 0;
  const [low, high] = domainRange(domain);
  return value > low && value < high;
}
