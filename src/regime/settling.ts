import { effectiveSampleSize } from "../measure/effectiveSampleSize.js";
import { meanOf } from "../measure/moments.js";
import { digits, percent } from "../table/words.js";
import { type Case, estimateOf, type Finding, trendTest, undecided } from "./finding.js";
import type { Level } from "./level.js";
import { leastEffective, trendOf } from "./trend.js";

/** So many windows of equal work the work has to be spread over. */
const leastCounted = 10;
/** A level is one of many rounds of each entity: so many events each, some ten rounds of a process that waits, runs and sleeps. */
const leastEvents = 50;
const significance = 0.001;
/** A queue with load 1, which has no level, is worth more than so many independent values in one record of several hundred. */
const leastBacklog = 40;
/** A backlog that moves by less of itself, beyond chance, stands. */
const standing = 0.1;

/** Whether the backlog stands. */
export function backlogStands({ windows, confidence }: Case, { warmUp }: Level): Finding {
  const alive = windows.alive?.subarray(warmUp);
  if (!alive) return {};
  const trend = trendOf(alive);
  const mean = meanOf(alive);
  if (trend.slope === 0 && trend.line.squares === 0)
    return { evidence: { backlog: { value: mean, low: mean, high: mean } } };
  const found = {
    evidence: { backlog: estimateOf(alive, confidence) },
    tests: [trendTest("trend", "backlog", trend)],
  };
  const change = trend.slope * alive.length;
  if (trend.pValue < significance && Math.abs(change) > standing * mean)
    return {
      ...found,
      answer:
        change > 0
          ? undecided("backlog", "transient", "the backlog is still rising, but not for certain without bound")
          : undecided("backlog", "leaving", "the backlog is still falling"),
    };
  const effective = effectiveSampleSize(alive);
  const range =
    alive.reduce((most, value) => Math.max(most, value)) - alive.reduce((least, value) => Math.min(least, value));
  // A population that hardly changes stands, however slowly it does.
  if (effective >= leastBacklog || range <= standing * mean) return found;
  const few = `${digits(Math.floor(effective))} independent values, too few to tell whether it stands`;
  return { ...found, answer: undecided("backlog", "too-short", `the backlog is worth ${few}`) };
}

/** Whether the level of the overhead has settled. */
export function levelSettles(given: Case, level: Level): Finding {
  const { trend, toGo, effective, counted, values } = level;
  const tests = [trendTest("trend", "overhead", trend)];
  const doubt = doubtOf(given, level);
  if (!doubt)
    return { tests, evidence: { level: estimateOf(values, given.confidence), drift: toGo / scaleOf(given, level) } };
  if (doubt === "transient") {
    const still = `is still ${trend.slope > 0 ? "rising" : "falling"}: the transient is not over`;
    return { tests, answer: undecided("overhead", doubt, `the overhead, ${percent(meanOf(values))}, ${still}`) };
  }
  const few = isYoung(given)
    ? `is of ${digits(Math.floor(given.windows.eventsPerEntity))} events for each who is there, too few for a level`
    : counted < leastCounted
      ? `falls into ${digits(Math.floor(counted))} windows of equal work, too few to judge`
      : `is worth ${digits(Math.floor(effective))} independent values, too few for its memory`;
  return { tests, answer: undecided("overhead", doubt, `the overhead ${few}`) };
}

/** Why a level is none. */
export function doubtOf(given: Case, level: Level): "transient" | "too-short" | undefined {
  if (isYoung(given) || level.counted < leastCounted) return "too-short";
  if (level.toGo > given.tolerance * scaleOf(given, level)) return "transient";
  return level.effective < leastEffective ? "too-short" : undefined;
}

function isYoung({ windows }: Case): boolean {
  return windows.eventsPerEntity < leastEvents;
}

/** What a drift is compared to: a level that goes to 0 has none of its own. */
function scaleOf({ epsilon }: Case, { values }: Level): number {
  return Math.max(Math.abs(meanOf(values)), epsilon);
}
