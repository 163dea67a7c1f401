import type { Sample } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import { formatNumber } from "../unit.js";
import { nameOf } from "./panel.js";
import type { Shown } from "./shown.js";

/** What the data are made of, and the best fit in a few words. */
export function describeShown({ sample, laws }: Shown): string {
  const best = laws[0]?.result;
  return best
    ? `${describeSample(sample)}; ${laws.length > 1 ? "best " : ""}${describeFit(best)}`
    : describeSample(sample);
}

function describeSample({
  size,
  exact,
  leftCensored,
  rightCensored,
  intervals,
  aggregates,
  lower,
  upper,
}: Sample): string {
  const inBuckets = intervals.reduce((sum, [, , count]) => sum + count, 0);
  const exactly = size - leftCensored.length - rightCensored.length - aggregates.length - inBuckets;
  const parts = [
    exact.length > 0 ? `${formatNumber(exactly, 15)} values` : "",
    inBuckets > 0 ? `${formatNumber(inBuckets, 15)} in ${formatNumber(intervals.length)} buckets` : "",
    leftCensored.length > 0 ? `${formatNumber(leftCensored.length)} known from above` : "",
    rightCensored.length > 0 ? `${formatNumber(rightCensored.length)} known from below` : "",
    aggregates.length > 0 ? `${formatNumber(aggregates.length)} totals, which only the fit can show` : "",
    Number.isFinite(lower) ? `none recorded up to ${formatNumber(lower)}` : "",
    Number.isFinite(upper) ? `none recorded above ${formatNumber(upper)}` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** The family with its parameters. */
export function describeFit(result: FitResult): string {
  const parameters = Object.entries(result.parameters ?? {}).map(
    ([name, value]) => `${name} ${formatNumber(value, 4)}`,
  );
  // A mixture has more of them than a line has room for; its summary tells them.
  return `${nameOf(result)}${parameters.length <= 4 ? `(${parameters.join(", ")})` : ""}`;
}
