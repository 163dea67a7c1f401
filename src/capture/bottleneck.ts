import { requireArray } from "../argument/argument.js";
import type { Techniques } from "../cost/techniques.js";
import { meanInterval, requireConfidence } from "../measure/interval.js";
import type { CountersReading } from "../reader/kind/counters.js";
import type { TopDown } from "../reader/kind/topDown.js";
import type { AnyReading } from "../reader/kinds.js";
import { type Row, Table } from "../table/table.js";
import { digits, percent } from "../table/words.js";
import { dominantOf } from "./dominant.js";
import { type CaptureWarning, Finding } from "./finding.js";
import { isReading, ofKind } from "./ofKind.js";
import { slotKinds } from "./slots.js";

/** How {@link bottleneck} judges. */
export interface BottleneckOptions {
  /** Two shares that differ by less are near: either may be the greater; 0.05 unless given. */
  readonly near?: number;
  /** Of the intervals over several measurements; 0.95 unless given. */
  readonly confidence?: number;
}

/** Which share of the slots is the greatest in one measurement. */
export type Dominant = {
  /** Seconds since the start; null where there is but one. */
  readonly time: number | null;
  /** A CPU or a cgroup; null for all. */
  readonly section: string | null;
  readonly dominates: string;
  /** What it says of the slots, in words. */
  readonly meaning: string;
  readonly share: number;
  readonly next: string | null;
  readonly nextShare: number | null;
  /** Of the second level, within what dominates; null where it was not measured. */
  readonly part: string | null;
  readonly partShare: number | null;
  /** Why it may be another, or null. */
  readonly doubt: string | null;
};

/** The greatest share over all measurements of a section. */
export type SectionBottleneck = Omit<Dominant, "time"> & {
  readonly measurements: number;
  /** Student's interval of the share over the measurements; null for one. */
  readonly low: number | null;
  readonly high: number | null;
  /** What it means for a BPF program. */
  readonly advice: string;
  /** The options of a program's costs that stand for it, as `compare` and `scheduler` take them. */
  readonly techniques: readonly (keyof Techniques)[];
};

/** Shares of one whole differ from it by no more than their rounding. */
const rounding = 0.02;

/** Where the slots of the pipeline went, in words. */
export class Bottleneck extends Finding {
  readonly kind = "bottleneck";

  /**
   * @param sections over all of their measurements
   * @param measurements one by one
   * @param topDown the shares themselves, in the same order
   */
  constructor(
    readonly sections: readonly SectionBottleneck[],
    readonly measurements: readonly Dominant[],
    readonly topDown: readonly TopDown[],
    readonly warnings: readonly CaptureWarning[],
  ) {
    super();
  }

  get summary(): string {
    return this.sections
      .map(({ section, dominates, meaning, share, low, high, part, partShare, doubt, advice }) => {
        const where = section === null ? "" : `${section}: `;
        const interval = low === null || high === null ? "" : ` (${digits(100 * low)} to ${digits(100 * high)})`;
        const within = part === null ? "" : `, of which ${part} ${percent(partShare!)}`;
        return `${where}${dominates}, ${percent(share)} of the slots${interval}: ${meaning}${within}${doubt === null ? "" : `; in doubt: ${doubt}`}. Look at ${advice}`;
      })
      .join("\n");
  }

  table(): Table {
    const rows: readonly Row[] = this.measurements;
    return new Table(rows);
  }
}

/**
 * What holds a CPU up, from the shares of a Top-Down analysis, in words: which share of the slots is the greatest, at the second level too
 * where it was measured, what that means for a BPF program, and what there is to doubt.
 *
 * Over several measurements of a CPU (`perf stat --topdown -I 1000`) the shares are averaged, with Student's interval, and whether one is
 * greater than another is judged by the interval of their differences.
 *
 * The shares are of all that ran there: of programs they say something only where these took a good part of the time, as under `perf stat
 * -b`, in a cgroup, or in a benchmark. Source: see {@link slotKinds}.
 *
 * @param captured a reading of kind `topDown`, or counters with Top-Down metrics among them
 * @throws TypeError for a reading of another kind; RangeError where there are no Top-Down shares of the first level
 */
export function bottleneck(
  captured: AnyReading | readonly TopDown[],
  { near = 0.05, confidence = 0.95 }: BottleneckOptions = {},
): Bottleneck {
  requireConfidence(confidence);
  if (!(near >= 0 && near < 1)) throw new RangeError(`near: expected a share from 0 to 1, got ${near}`);
  const reading = isReading("bottleneck", captured) ? ofKind("bottleneck", captured, "topDown", "counters") : undefined;
  const all = reading?.topDown ?? (captured as readonly TopDown[]);
  requireArray("bottleneck", "a reading or a list of slots' shares", all);
  const topDown = all
    .map((each): TopDown => ({ ...each, shares: measured(each.shares) }))
    .filter(({ shares }) => slotKinds.some(({ name }) => name in shares));
  if (topDown.length === 0)
    throw new RangeError(
      "bottleneck: there are no Top-Down shares; measure with perf stat --topdown, or with -M TopdownL1 for newer versions of perf",
    );
  const measurements = topDown.map(({ time, section, shares }): Dominant => {
    const { kind: _, inPart: __, ...dominant } = dominantOf(shares, near);
    return { time, section, ...dominant };
  });
  const sections = [...new Set(topDown.map(({ section }) => section))].map((section) =>
    overall(
      section,
      topDown.filter((each) => each.section === section).map(({ shares }) => shares),
      near,
      confidence,
    ),
  );
  const turns = reading?.kind === "counters" ? turnsOf(reading) : [];
  return new Bottleneck(sections, measurements, topDown, [...topDown.flatMap(warningsOf), ...turns]);
}

type Shares = TopDown["shares"];

/** Without those that are no numbers, as where a counter did not run. */
function measured(shares: Shares): Shares {
  return Object.fromEntries(Object.entries(shares).filter(([, share]) => Number.isFinite(share)));
}

function overall(section: string | null, list: readonly Shares[], near: number, confidence: number): SectionBottleneck {
  const names = [...new Set(list.flatMap((shares) => Object.keys(shares)))];
  const values = (name: string) => list.flatMap((shares) => shares[name] ?? []);
  const mean = Object.fromEntries(names.map((name) => [name, meanInterval(values(name), confidence).mean]));
  const { kind, inPart, ...dominant } = dominantOf(mean, list.length > 1 ? 0 : near);
  const own = values(kind.name);
  const interval = own.length > 1 ? meanInterval(own, confidence) : undefined;
  const next = slotKinds.find(({ words }) => words === dominant.next);
  const differences = list
    .filter((shares) => next && kind.name in shares && next.name in shares)
    .map((shares) => shares[kind.name]! - shares[next!.name]!);
  const gap = differences.length > 1 ? meanInterval(differences, confidence) : undefined;
  const advised = inPart ? [inPart] : kind.parts;
  return {
    section,
    ...dominant,
    doubt:
      gap && gap.low <= 0
        ? `over ${differences.length} measurements the lead over ${next!.words} is between ${digits(100 * gap.low)} and ${digits(100 * gap.high)} percentage points`
        : dominant.doubt,
    measurements: list.length,
    low: interval ? Math.max(0, interval.low) : null,
    high: interval ? Math.min(1, interval.high) : null,
    advice: advised.map(({ advice }) => advice).join("; or at "),
    techniques: [...new Set(advised.flatMap(({ techniques }) => techniques))],
  };
}

function warningsOf({ time, section, shares }: TopDown): CaptureWarning[] {
  const where = [section ?? [], time === null ? [] : `${digits(time)} s`].flat().join(" at ") || "the shares";
  const known = slotKinds.filter(({ name }) => name in shares);
  const missing = slotKinds.filter(({ name }) => !(name in shares));
  const sum = known.reduce((total, { name }) => total + shares[name]!, 0);
  const outside = Object.entries(shares).filter(([, share]) => !(share >= 0 && share <= 1));
  const uneven = known.filter(({ name, parts }) => {
    if (!parts.every((part) => part.name in shares)) return false;
    return Math.abs(parts.reduce((total, part) => total + shares[part.name]!, 0) - shares[name]!) > rounding;
  });
  return [
    ...(missing.length > 0
      ? [{ code: "missing", message: `${where}: there is no share of ${missing.map(({ words }) => words).join(", ")}` }]
      : Math.abs(sum - 1) > rounding
        ? [{ code: "sum", message: `${where}: the four shares add up to ${percent(sum)}, so one of them is wrong` }]
        : []),
    ...outside.map(([name, share]) => ({ code: "outside", message: `${where}: ${name} is ${percent(share)}` })),
    ...uneven.map(({ words, parts }) => ({
      code: "levels",
      message: `${where}: ${parts.map((part) => part.words).join(" and ")} do not add up to ${words}`,
    })),
  ];
}

function turnsOf({ counters }: CountersReading): CaptureWarning[] {
  const least = counters.reduce(
    (most, { runningShare }) => (typeof runningShare === "number" ? Math.min(most, runningShare) : most),
    1,
  );
  if (least > 0.999) return [];
  return [
    {
      code: "multiplexed",
      message: `counters took turns, one ran ${percent(least)} of the time: shares of different times may not go together`,
    },
  ];
}
