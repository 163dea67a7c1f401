import { requireObject } from "../argument/argument.js";
import { requireConfidence } from "../measure/interval.js";
import { deviationProduct } from "../measure/moments.js";
import { balance } from "./balance.js";
import { type Classification, classification } from "./classification.js";
import type { Test } from "./evidence.js";
import { diedOut, growing, outweighed } from "./explosion.js";
import { type Case, type Finding, undecided } from "./finding.js";
import { type Level, leastWindows, levelOf } from "./level.js";
import { backlogStands, doubtOf, levelSettles } from "./settling.js";
import { type SeriesColumns, windowsOf } from "./windows.js";

/** What a classification is told. */
export interface ClassifyOptions {
  /** The overhead below which a system converges; 0.01, one percent, unless given. */
  readonly epsilon?: number;
  /** Of the intervals; 0.95 unless given. Decisions take ten times less risk: 0.995. */
  readonly confidence?: number;
  /** A level that will still move by no more than this share of it is settled; 0.01 unless given. */
  readonly tolerance?: number;
}

/**
 * The regime of a series of windows: whether its overhead converges, oscillates around a level, or explodes, or that it does not say.
 *
 * In this order: the backlog or the overhead *explodes* where it grows without bound ({@link growthOf}), or where bookkeeping outweighs
 * the useful work and does not get less. Otherwise the backlog has to stand and the level ({@link levelOf}) to have settled; then it is
 * *converging* with a level below epsilon, *oscillating* with one above, each beyond the error of its interval. Whatever cannot be
 * told is *undecided*. The README of this room has the formulas, and how often it errs.
 *
 * @throws RangeError for columns that do not fit together or an option out of range
 */
export function classifySeries(columns: SeriesColumns, options: ClassifyOptions = {}): Classification {
  requireObject("classifySeries", "columns", columns, "time", "overhead");
  const { epsilon = 0.01, confidence = 0.95, tolerance = 0.01 } = options;
  if (!(epsilon > 0)) throw new RangeError(`epsilon: expected a positive overhead, such as 0.01, got ${epsilon}`);
  if (!(tolerance > 0)) throw new RangeError(`tolerance: expected a positive share, such as 0.01, got ${tolerance}`);
  requireConfidence(confidence);
  const decision = 1 - (1 - confidence) / 10;
  return judged({ windows: windowsOf(columns), epsilon, tolerance, confidence, decision });
}

/** In the order they are asked; the first that has an answer is the last. */
const questions: readonly ((given: Case) => Finding)[] = [
  enough,
  (given) => growing("backlog", given),
  (given) => growing("overhead", given),
  diedOut,
];
const questionsOfLevel = [outweighed, backlogStands, levelSettles, balance] as const;

function judged(given: Case): Classification {
  const { bookkeeping, work } = given.windows;
  const findings: Finding[] = [];
  for (const question of questions) {
    findings.push(question(given));
    if (findings.at(-1)!.answer) return answered(given, findings);
  }
  const level = levelOf(bookkeeping, work, (each) => doubtOf(given, each) === undefined);
  for (const question of questionsOfLevel) {
    findings.push(question(given, level));
    if (findings.at(-1)!.answer) break;
  }
  return answered(given, findings, level);
}

function enough({ windows: { work, counts } }: Case): Finding {
  if (work.length >= leastWindows) return {};
  const which = counts.leaving > 0 ? " in which its population stood" : "";
  const reason = `${work.length} windows${which} are too few to judge; it needs ${leastWindows}`;
  return { answer: undecided("overhead", "too-short", reason) };
}

function answered({ windows, epsilon, confidence }: Case, findings: readonly Finding[], level?: Level): Classification {
  const { regime, quantity, reason, doubt } = findings.at(-1)!.answer!;
  const tests: Test[] = findings.flatMap((finding) => finding.tests ?? []);
  return classification(regime, `${reason}.`, {
    quantity,
    ...(doubt && { doubt }),
    confidence,
    epsilon,
    ...(level && { deviation: Math.sqrt(deviationProduct(level.values, level.values) / level.values.length) }),
    ...Object.assign({}, ...findings.map((finding) => finding.evidence)),
    windows: {
      ...windows.counts,
      warmUp: level?.warmUp ?? 0,
      settled: level?.settled ?? false,
      judged: windows.work.length - (level?.warmUp ?? 0),
      effective: level?.effective ?? 0,
    },
    // What has no noise at all has no finite statistic, and JSON no other number.
    tests: tests.filter(({ statistic, pValue }) => Number.isFinite(statistic) && Number.isFinite(pValue)),
    replications: 1,
  });
}
