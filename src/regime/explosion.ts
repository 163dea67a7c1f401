import { meanInterval } from "../measure/interval.js";
import { digits, percent, percentWithin, time } from "../table/words.js";
import { type Case, estimateOf, type Finding, scaled, trendTest, undecided } from "./finding.js";
import { growthOf } from "./growth.js";
import { type Level, ratio } from "./level.js";
import { doubtOf } from "./settling.js";
import type { Windows } from "./windows.js";

/** Without work for this share of the windows, at the end, it has died out. */
const dead = 0.2;
const batches = 10;

/** Whether the backlog or the overhead grows without bound, see {@link growthOf}. */
export function growing(quantity: "backlog" | "overhead", { windows, confidence }: Case): Finding {
  const { alive, bookkeeping, work, length } = windows;
  const growth =
    quantity === "overhead"
      ? growthOf(bookkeeping, work, length, confidence)
      : alive && growthOf(alive, undefined, length, confidence);
  if (!growth) return {};
  const tests = [trendTest("trend of the second half", quantity, growth.trend)];
  if (!growth.unbounded) return { tests };
  const { shape, doublingTime } = growth;
  const growthRate = scaled(growth.rate, 1e9);
  const rate = quantity === "overhead" ? percent(growthRate.value) : digits(growthRate.value);
  const how = shape === "exponential" ? ", exponentially" : "";
  const reason = `the ${quantity} grows by ${rate} a second${how}, and doubles in ${time(doublingTime.value)}`;
  return {
    answer: { regime: "exploding", quantity, reason },
    evidence: { growth: shape, growthRate, doublingTime },
    tests,
  };
}

/** Whether there is no work in the last fifth of the windows, with or without bookkeeping that goes on. */
export function diedOut({ windows: { work, bookkeeping, length } }: Case): Finding {
  const end = work.findLastIndex((value) => value > 0) + 1;
  if (end === 0)
    return { answer: undecided("overhead", "no-work", "no useful work was done, so there is no overhead to speak of") };
  const idle = bookkeeping.subarray(end);
  if (idle.length < dead * work.length) return {};
  const busy = idle.filter((value) => value > 0).length;
  const after = time(end * length);
  if (busy <= idle.length / 2)
    return {
      answer: undecided(
        "work",
        "too-short",
        `no useful work was charged after ${after}, so there is no overhead to follow`,
      ),
    };
  const reason = `useful work has died out after ${after}, and bookkeeping goes on`;
  return { answer: { regime: "exploding", quantity: "work", reason } };
}

/**
 * Whether there is more bookkeeping than work, to the end: what is left of the work after it is nothing. Tested by the mean of the
 * logarithms of batches, which is never above the logarithm of the mean, since such systems swing by factors.
 */
export function outweighed(given: Case, level: Level): Finding {
  const { trend, toGo, values } = level;
  if (doubtOf(given, level) === "too-short" || (toGo > 0 && trend.slope < 0)) return {};
  const logarithms = batchRatios(given.windows, batches + 1)
    .slice(1)
    .map(Math.log);
  if (!logarithms.every(Number.isFinite) || !(logarithms.at(-1)! > 0)) return {};
  if (!(meanInterval(logarithms, given.decision).low > 0)) return {};
  const estimate = estimateOf(values, given.confidence);
  const reason = `bookkeeping outweighs the useful work, ${percentWithin(estimate)} of it, and nothing is left`;
  return { answer: { regime: "exploding", quantity: "work", reason }, evidence: { level: estimate } };
}

/** The ratios of sums in so many batches. */
function batchRatios({ bookkeeping, work }: Windows, count: number): Float64Array {
  const size = Math.floor(work.length / count);
  return Float64Array.from({ length: count }, (_, batch) => {
    const [from, to] = [batch * size, (batch + 1) * size];
    return ratio(bookkeeping.subarray(from, to), work.subarray(from, to));
  });
}
