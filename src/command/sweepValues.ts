import { InvalidArgumentError } from "commander";
import { isDuration, type Level } from "../experiment/design/design.js";
import { levels } from "../experiment/design/levels.js";
import type { Bound, RangeScale } from "../experiment/design/range.js";

/** What a flag of a sweep says a parameter ranges over. */
export type SweepValues =
  | { readonly list: readonly Level[] }
  | { readonly range: readonly [low: Bound, high: Bound, scale: RangeScale] };

/**
 * Reads the values of a parameter: a list, `hash,task-storage`; so many levels of a range, `10us..1s:log:24`; or a range for a design
 * that chooses the values itself, `10us..1s:log`.
 *
 * @param parse one value of the flag
 */
export function sweepValues(text: string, parse: (text: string) => unknown): SweepValues {
  const range = /^(.+?)\.\.([^:]+)(?::(log|linear))?(?::(\d+))?$/.exec(text);
  if (!range) return { list: text.split(",").map((each) => parse(each.trim()) as Level) };
  const [low, high] = [range[1]!, range[2]!].map((bound) => boundOf(bound, text)) as [Bound, Bound];
  const scale = (range[3] ?? "linear") as RangeScale;
  try {
    return range[4] === undefined
      ? { range: [low, high, scale] }
      : { list: levels([low, high, scale], Number(range[4])) };
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function boundOf(text: string, whole: string): Bound {
  if (isDuration(text)) return text;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError(`expected a range of numbers or durations such as 10us..1s:log:24, got "${whole}".`);
}
