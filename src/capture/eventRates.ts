import { requireArray } from "../argument/argument.js";
import { duration } from "../machine/duration.js";
import { requireConfidence } from "../measure/interval.js";
import type { AnyReading } from "../reader/kinds.js";
import { Table } from "../table/table.js";
import { digits, time as inWords, percent } from "../table/words.js";
import { type CountedInterval, type Counts, intervalsOf } from "./countedIntervals.js";
import { type CaptureWarning, Finding } from "./finding.js";
import { labelOf, type Named } from "./label.js";
import { isReading, ofKind } from "./ofKind.js";
import { rateWarnings } from "./rateWarnings.js";
import { ratioInterval } from "./ratio.js";

/** What the counters of programs said at a time. */
export interface CountsAt {
  /** ns or a duration such as "10 s", from any beginning; or the time of day. */
  readonly time: number | string | Date;
  /** Of kind `programs`: `bpftool prog show`, metrics of ebpf_exporter; or programs with their counts. */
  readonly reading: AnyReading | readonly Counts[];
}

/** How {@link eventRates} counts. */
export interface EventRatesOptions {
  /** Of the machine, for loads as a share of all; loads are in CPUs unless given. */
  readonly cpus?: number;
  /** What the counters return to 0 after, such as 2 ** 32 of a tool that cuts them; the kernel's own are of 64 bits and never do. */
  readonly wrapsAt?: number;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
}

/** A program over all of its intervals that were counted. */
export type ProgramRate = Named & {
  /** Intervals that were counted from end to end. */
  readonly intervals: number;
  readonly seconds: number;
  readonly events: number;
  /** Events a second, with its interval. */
  readonly rate: number;
  readonly rateLow: number;
  readonly rateHigh: number;
  /** CPUs kept busy, or the share of all CPUs, with its interval; null where run times were not counted. */
  readonly load: number | null;
  /** null of one interval, which says nothing of its own spread. */
  readonly loadLow: number | null;
  readonly loadHigh: number | null;
  /** The variance of counts beside that of a Poisson process, which has 1; null for fewer than two intervals. */
  readonly dispersion: number | null;
};

const nanosecondsInSecond = 1e9;

/** How often programs run and what they take, over time. */
export class EventRates extends Finding {
  readonly kind = "eventRates";

  /**
   * @param programs over all of the time, the busiest first
   * @param intervals of each program, in the order of time
   * @param cpus where loads are shares of all CPUs
   */
  constructor(
    readonly programs: readonly ProgramRate[],
    readonly intervals: readonly CountedInterval[],
    readonly cpus: number | undefined,
    readonly warnings: readonly CaptureWarning[],
  ) {
    super();
  }

  get summary(): string {
    const load = this.programs.reduce((sum, each) => sum + (each.load ?? 0), 0);
    const [most] = this.programs;
    const total = this.cpus === undefined ? `${digits(load)} CPUs` : `${percent(load)} of ${this.cpus} CPUs`;
    return most
      ? `${this.programs.length} programs keep ${total} busy; ${labelOf(most)} runs ${digits(most.rate)} times a second ` +
          `(${digits(most.rateLow)} to ${digits(most.rateHigh)})`
      : "no program was counted over a whole interval";
  }

  table(): Table {
    return new Table(this.programs);
  }
}

/**
 * How often each program ran and how many CPUs it kept busy between captures of its counters.
 *
 * rate = Δ run count / Δt and load = Δ run time / Δt, both of all counted intervals together: sum over sum, so that long intervals count
 * for more. Their intervals are Student's, from the spread over intervals, with a variance that grows with the length of one; of a rate,
 * where Poisson's own spread √(events) is the greater, Garwood's for a Poisson count, as for a single interval. Events that come in bursts
 * spread more than Poisson's: `dispersion` says how much, and a rate of one interval has nothing to tell it by. A load of one interval has no
 * interval.
 *
 * The run time has a clock read a run in it that the program does not pay for with statistics off, rate · 30 ns: see `runTimes`.
 *
 * What is no count from end to end is told by its `status` and left out of the sums: a counter that fell, a program that was loaded or
 * unloaded in between, a capture without statistics. `wrapsAt` mends a counter that returns to 0.
 *
 * Source: see {@link ratioInterval}.
 *
 * @param captures in any order; or a table with the columns `time`, `id`, `name`, `runCount` and, for loads, `runTimeNs`
 * @throws TypeError for a reading of another kind; RangeError for fewer than two captures, times that do not differ, or options out of
 * range
 */
export function eventRates(captures: readonly CountsAt[] | Table, options: EventRatesOptions = {}): EventRates {
  const { cpus, wrapsAt, confidence = 0.95 } = options;
  requireConfidence(confidence);
  if (cpus !== undefined && !(cpus > 0 && cpus < Infinity))
    throw new RangeError(`cpus: expected a positive number, got ${cpus}`);
  if (wrapsAt !== undefined && !(wrapsAt > 0))
    throw new RangeError(`wrapsAt: expected a positive number, got ${wrapsAt}`);
  const given = captures instanceof Table ? fromTable(captures) : captures;
  requireArray("eventRates", "a list of captures", given);
  const sorted = given
    .map(({ time, reading }) => ({
      time: nanosecondsAt(time),
      programs: isReading("eventRates", reading) ? ofKind("eventRates", reading, "programs").programs : reading,
    }))
    .sort((first, second) => first.time - second.time);
  if (sorted.length < 2) throw new RangeError(`eventRates: expected at least two captures, got ${sorted.length}`);
  const same = sorted.findIndex(({ time }, index) => index > 0 && !(time > sorted[index - 1]!.time));
  if (same > 0) throw new RangeError(`eventRates: two captures are of one time, ${inWords(sorted[same]!.time)}`);
  const intervals = intervalsOf(sorted, wrapsAt);
  const groups = new Map<string, CountedInterval[]>();
  for (const interval of intervals) {
    const key = `${interval.id} ${interval.name}`;
    groups.set(key, [...(groups.get(key) ?? []), interval]);
  }
  const programs = [...groups.values()]
    .map((own) => ratesOf(own.filter(isCounted), cpus ?? 1, confidence))
    .filter((rates) => rates !== undefined)
    .sort((first, second) => (second.load ?? 0) - (first.load ?? 0) || second.rate - first.rate);
  return new EventRates(programs, intervals, cpus, rateWarnings(programs, intervals, cpus));
}

/** @throws RangeError for a table without these columns */
function fromTable(table: Table): CountsAt[] {
  for (const column of ["id", "name", "runCount"]) table.column(column);
  return table.groupBy("time").map(({ key, rows }) => ({
    time: key.time as number | string,
    reading: rows.rows as readonly unknown[] as readonly Counts[],
  }));
}

function nanosecondsAt(time: CountsAt["time"]): number {
  if (!(time instanceof Date)) return duration(time, "time");
  if (Number.isNaN(time.getTime())) throw new RangeError("time: expected a time of day, got an invalid Date");
  return time.getTime() * 1e6;
}

/** Whether an interval was counted from end to end. */
function isCounted({ events }: CountedInterval): boolean {
  return events !== null;
}

function ratesOf(intervals: readonly CountedInterval[], cpus: number, confidence: number): ProgramRate | undefined {
  const [first] = intervals;
  if (!first) return undefined;
  const lengths = intervals.map(({ from, to }) => to - from);
  const events = intervals.map((interval) => interval.events!);
  const rate = ratioInterval(events, lengths, confidence, true);
  const busy = intervals.flatMap((interval) => interval.busy ?? []);
  const load =
    busy.length === intervals.length
      ? ratioInterval(busy, lengths, confidence, false)
      : { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const perSecond = (value: number) => value * nanosecondsInSecond;
  return {
    id: first.id,
    name: first.name,
    intervals: intervals.length,
    seconds: lengths.reduce((sum, length) => sum + length, 0) / nanosecondsInSecond,
    events: events.reduce((sum, count) => sum + count, 0),
    rate: perSecond(rate.value),
    rateLow: perSecond(rate.low),
    rateHigh: perSecond(rate.high),
    load: numberOrNull(load.value / cpus),
    loadLow: numberOrNull(load.low / cpus),
    loadHigh: numberOrNull(load.high / cpus),
    dispersion: rate.dispersion,
  };
}

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
