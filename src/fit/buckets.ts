import type { Sample } from "./data.js";
import { domainRange } from "./domain.js";
import type { FittedFamily } from "./fittedFamily.js";

/**
 * Why buckets alone cannot tell the parameters of a family, or undefined where they may. Buckets side by side over all that could
 * be recorded leave one number less than there are of them; two neighbours with all values are met ever better by a law that narrows
 * around their border.
 */
export function tooFewBuckets({ estimation }: FittedFamily, sample: Sample, free: number): string | undefined {
  const { intervals, lower, upper, leftCensored, rightCensored } = sample;
  const [least, most] = domainRange(estimation.domain);
  const from = Math.max(least, lower);
  const to = Math.min(most, upper);
  const all = [
    ...intervals.map(([low, high]) => [low, high] as const),
    ...Array.from(leftCensored, (high) => [lower, high] as const),
    ...Array.from(rightCensored, (low) => [low, upper] as const),
  ];
  const buckets = [...new Map(all.map((each) => [each.join(), each])).values()].sort(([one], [other]) => one - other);
  const isBeside = buckets.every(([low], index) => index === 0 || low >= buckets[index - 1]![1]);
  if (!isBeside) return undefined;
  const gaps = buckets.filter(([low], index) => low > (index === 0 ? from : buckets[index - 1]![1])).length;
  const open = buckets.at(-1)![1] < to ? 1 : 0;
  const cells = buckets.length + gaps + open;
  if (cells - 1 < free)
    return `${cells} buckets, the rest included, cannot tell ${free} parameters: many laws meet them equally well`;
  const isAround = buckets.length === 2 && buckets[0]![1] === buckets[1]![0] && gaps + open > 0;
  const narrows = estimation.domain !== "counts" && estimation.domain !== "non-negative";
  const hasEnd = Object.values(estimation.edges ?? {}).includes("maximum");
  if (isAround && narrows && !hasEnd && free > 1)
    return "all values are in two neighbouring intervals: the likelihood rises as the law narrows around their border";
  return undefined;
}
