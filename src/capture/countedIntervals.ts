import type { Named } from "./label.js";

/** The counters of a program at one time, both from 0 when it was loaded; null or left out where nobody counted. */
export interface Counts {
  readonly id: number | null;
  readonly name: string | null;
  readonly runTimeNs?: number | null;
  readonly runCount?: number | null;
  readonly [more: string]: unknown;
}

/**
 * What counters say of the time between two captures. `counted`: from end to end; `wrapped`: so too, once mended. Otherwise the
 * counts of the whole interval are not known: `reset` the counters fell, `loaded` and `unloaded` the program was not there at one end,
 * `reloaded` it was, under another id, and `unknown` one end has no statistics of it.
 */
export type IntervalStatus = "counted" | "wrapped" | "reset" | "loaded" | "unloaded" | "reloaded" | "unknown";

/** A program between two captures. */
export type CountedInterval = Named & {
  /** ns */
  readonly from: number;
  readonly to: number;
  readonly status: IntervalStatus;
  /** Runs; null where the status says why. */
  readonly events: number | null;
  /** The time of these runs, ns. */
  readonly busy: number | null;
  /** Where the runs are not known: at least so many. */
  readonly atLeast: number | null;
};

/** A capture with its time in ns. */
export interface TimedCounts {
  readonly time: number;
  readonly programs: readonly Counts[];
}

/**
 * Each program in each interval between captures that follow each other.
 *
 * @param captures in the order of time
 * @param wrapsAt what counters return to 0 after, if they do
 * @throws RangeError for counts of intervals rather than since the program was loaded
 */
export function intervalsOf(captures: readonly TimedCounts[], wrapsAt?: number): CountedInterval[] {
  return captures.slice(1).flatMap((after, index) => between(captures[index]!, after, wrapsAt));
}

function between(before: TimedCounts, after: TimedCounts, wrapsAt: number | undefined): CountedInterval[] {
  const [old, now] = [byKey(before.programs), byKey(after.programs)];
  const [wasCounted, isCounted] = [before, after].map(({ programs }) => programs.some(hasCounts)) as [boolean, boolean];
  const span = { from: before.time, to: after.time };
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, program]) => program);
  const found = [...now].map(([key, program]): CountedInterval => {
    const earlier = old.get(key);
    const named = { id: program.id, name: program.name, ...span };
    const count = program.runCount ?? 0;
    if (!earlier) {
      const again = gone.some((each) => each.name !== null && each.name === program.name && each.tag === program.tag);
      return { ...named, ...notCounted(again ? "reloaded" : "loaded", count) };
    }
    if (!known(earlier, wasCounted) || !known(program, isCounted)) return { ...named, ...notCounted("unknown", null) };
    const events = rise(earlier.runCount, program.runCount, wrapsAt);
    const busy = rise(earlier.runTimeNs, program.runTimeNs, wrapsAt);
    if (events === undefined || busy === undefined || loadedApart(earlier, program))
      return { ...named, ...notCounted("reset", count) };
    const status = events.wrapped || busy.wrapped ? "wrapped" : "counted";
    const hasTime = earlier.runTimeNs !== undefined && program.runTimeNs !== undefined;
    return { ...named, status, events: events.by, busy: hasTime ? busy.by : null, atLeast: null };
  });
  const lost = gone.map(({ id, name }): CountedInterval => ({ id, name, ...span, ...notCounted("unloaded", null) }));
  return [...found, ...lost];
}

/** How much a counter rose; undefined where it fell and is not known to wrap. One that nobody printed is at 0. */
function rise(
  before: number | null | undefined,
  after: number | null | undefined,
  wrapsAt: number | undefined,
): { readonly by: number; readonly wrapped: boolean } | undefined {
  const by = (after ?? 0) - (before ?? 0);
  if (by >= 0) return { by, wrapped: false };
  return wrapsAt === undefined || by + wrapsAt < 0 ? undefined : { by: by + wrapsAt, wrapped: true };
}

function notCounted(status: IntervalStatus, atLeast: number | null) {
  return { status, events: null, busy: null, atLeast: atLeast === 0 ? null : atLeast };
}

/** bpftool prints no counters of a program that never ran; where none has any, statistics were off. */
function known(program: Counts, anyCounted: boolean): boolean {
  return anyCounted || hasCounts(program);
}

function hasCounts({ runCount }: Counts): boolean {
  return typeof runCount === "number";
}

/** The same id, of another program: the machine was started again. */
function loadedApart(before: Counts, after: Counts): boolean {
  return (["tag", "loadedAt"] as const).some(
    (what) => before[what] != null && after[what] != null && before[what] !== after[what],
  );
}

function byKey(programs: readonly Counts[]): Map<string, Counts> {
  const found = new Map<string, Counts>();
  for (const program of programs) {
    const { id, name } = program;
    const key = `${id} ${name}`;
    if ("interval" in program)
      throw new RangeError(
        `eventRates: ${name ?? id} has counts of an interval, not since it was loaded: divide them by its length`,
      );
    if (found.has(key)) throw new RangeError(`eventRates: one capture has ${name ?? "a program"} (${id}) twice`);
    for (const what of ["runCount", "runTimeNs"] as const) {
      const value = program[what] ?? 0;
      if (!(value >= 0 && value < Infinity))
        throw new RangeError(`eventRates: ${what} of ${name ?? id} is ${value}; a counter is finite and not negative`);
    }
    found.set(key, program);
  }
  return found;
}
