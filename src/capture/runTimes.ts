import { requireArray } from "../argument/argument.js";
import { counters } from "../cost/counters.js";
import { duration } from "../machine/duration.js";
import type { AnyReading } from "../reader/kinds.js";
import { Table } from "../table/table.js";
import { digits } from "../table/words.js";
import { type CaptureWarning, Finding } from "./finding.js";
import { labelOf } from "./label.js";
import { isReading, ofKind } from "./ofKind.js";
import type { Interval } from "./proportion.js";

/** A program whose runs were counted and timed: as `bpftool prog show` prints it, or its mean alone. */
export interface TimedProgram {
  readonly id?: number | null;
  readonly name?: string | null;
  /** ns */
  readonly meanNs?: number | null;
  readonly runCount?: number | null;
  /** Runs that were prevented since the program ran already on that CPU. */
  readonly [more: string]: unknown;
}

/** How {@link runTimes} corrects. */
export interface RunTimesOptions {
  /**
   * What the clock adds to a mean on the machine that measured: a duration, or the two between which it lies. An empty program shows it:
   * its mean with statistics on is little else. 30 ns, between 10 and 51, unless given.
   */
  readonly clock?: number | string | readonly [low: number | string, high: number | string];
}

/** The mean time of a program's runs, all in ns. */
export type RunTime = {
  readonly id: number | null;
  readonly name: string | null;
  /** null where only the mean is known. */
  readonly runs: number | null;
  /** As measured: the part of two clock reads that lies between them is in it. */
  readonly measured: number;
  /** What of `measured` is the clock's, from 0 to 1. */
  readonly clockShare: number;
  /** What the program takes with statistics off; null where the clock read expected is as long as all that was measured. */
  readonly mean: number | null;
  readonly low: number;
  readonly high: number;
};

/**
 * The clock's part of a mean: half of what `counters` costs, which is two reads. It is known to lie between a machine of its own, where two
 * reads add about 20 ns and a program of 10 ns then takes 30 (A. Starovoitov, "bpf: enable program stats", commit 492ecee892c2 of Linux,
 * 2019), and the mean counted for an empty program on a virtual machine with Linux 6.18 (emptyProgram.py beside the tests).
 */
const oneRead = Number(counters.operations.run.nanoseconds) / 2;
const knownRead: Interval = [10, 51];

/** Below so many runs the first ones, which find nothing in the caches, count for much. */
const fewRuns = 100;

/** The mean times of programs without the clock that measured them. */
export class RunTimes extends Finding {
  readonly kind = "runTimes";

  /** @param clock of one read in ns, with the interval it is known to lie in */
  constructor(
    readonly programs: readonly RunTime[],
    readonly clock: { readonly nanoseconds: number; readonly interval: Interval },
    readonly warnings: readonly CaptureWarning[],
  ) {
    super();
  }

  get summary(): string {
    const [longest] = this.programs.toSorted((first, second) => second.measured - first.measured);
    const { measured, mean, low, high } = longest!;
    const left = mean === null ? "" : `${digits(mean)} ns, `;
    return (
      `${this.programs.length} ${this.programs.length === 1 ? "program" : "programs"} without the clock read of ${digits(this.clock.nanoseconds)} ns ` +
      `between start and end; of the longest, ${labelOf(longest!)}, ${digits(measured)} ns leave ${left}between ${digits(low)} and ${digits(high)} ns`
    );
  }

  table(): Table {
    return new Table(this.programs);
  }
}

/**
 * The true mean time of each program's runs, from counters that were kept by `kernel.bpf_stats_enabled`.
 *
 * The kernel reads its clock (`sched_clock`), runs the program, reads the clock again and adds the difference. Each read returns the time of
 * a moment inside it: what comes after that moment in the first and before it in the second is counted as the program's. Both parts
 * together are one read r, which two reads with nothing between them, or an empty program, show:
 *
 * mean = measured - r
 *
 * The other parts of the two reads, and adding to the counters, are paid by the machine alone while statistics are on and are in no mean: of
 * 70 ns that statistics add to an empty program on one machine 50 are in it. So taking two reads from a mean takes too much. The
 * trampoline of fentry, fexit and LSM programs, and the probe, are outside too: see `probeCost`.
 *
 * The interval is that of r alone. The spread of the runs is not known from a count and a sum; of a great many runs it no longer matters to
 * the mean.
 *
 * Source: `__bpf_prog_run` in include/linux/filter.h and `update_prog_stats` in kernel/bpf/trampoline.c of Linux.
 *
 * @param captured a reading of kind `programs`, or programs with their means in ns: `[{ name: "sched_switch", meanNs: 172 }]`
 * @throws TypeError for a reading of another kind; RangeError where no program has run, or the clock or a mean is no duration
 */
export function runTimes(captured: AnyReading | readonly TimedProgram[], { clock }: RunTimesOptions = {}): RunTimes {
  const all: readonly TimedProgram[] = isReading("runTimes", captured)
    ? ofKind("runTimes", captured, "programs").programs
    : captured;
  requireArray("runTimes", "a reading or a list of programs", all);
  const timed = all.filter(({ meanNs }) => meanNs !== null && meanNs !== undefined);
  if (timed.length === 0)
    throw new RangeError(
      "runTimes: no program has run statistics; set kernel.bpf_stats_enabled to 1 and let the programs run",
    );
  const read = clockOf(clock);
  const programs = timed.map((program) => corrected(program, read));
  return new RunTimes(programs, read, [
    ...(clock === undefined ? [assumed] : []),
    ...programs.flatMap((program) => warningsOf(program, read.interval)),
    ...timed.flatMap(({ recursionMisses }, index) =>
      typeof recursionMisses === "number" && recursionMisses > 0
        ? [missed(labelOf(programs[index]!), recursionMisses)]
        : [],
    ),
  ]);
}

function clockOf(clock: RunTimesOptions["clock"]): RunTimes["clock"] {
  if (clock === undefined) return { nanoseconds: oneRead, interval: knownRead };
  const given = Array.isArray(clock) ? clock : [clock, clock];
  if (given.length !== 2) throw new RangeError(`clock: expected a duration or two, got ${given.length}`);
  const [low, high] = given.map((end) => duration(end, "clock")) as [number, number];
  if (!(low <= high)) throw new RangeError(`clock: expected the low end first, got ${low} to ${high} ns`);
  return { nanoseconds: (low + high) / 2, interval: [low, high] };
}

function corrected(program: TimedProgram, { nanoseconds, interval: [least, most] }: RunTimes["clock"]): RunTime {
  const { id = null, name = null, runCount = null } = program;
  const measured = duration(program.meanNs!, `the mean of ${name ?? id ?? "a program"}`);
  if (runCount !== null && !(runCount >= 0 && runCount < Infinity))
    throw new RangeError(
      `runTimes: runCount of ${name ?? id ?? "a program"} is ${runCount}; a count is finite and not negative`,
    );
  return {
    id,
    name,
    runs: runCount,
    measured,
    clockShare: measured > 0 ? Math.min(1, nanoseconds / measured) : 1,
    mean: measured > nanoseconds ? measured - nanoseconds : null,
    low: Math.max(0, measured - most),
    // A clock that took longer than all that was measured is not the one that measured, so it says nothing.
    high: measured > least ? measured - least : measured,
  };
}

const assumed: CaptureWarning = {
  code: "assumed-clock",
  message:
    `a clock read is taken as ${oneRead} ns, between ${digits(knownRead[0])} and ${digits(knownRead[1])} ns; ` +
    "the mean of an empty program on your machine is better: give it as clock",
};

function warningsOf(program: RunTime, [least, most]: Interval): CaptureWarning[] {
  const { measured, mean, low, high, runs } = program;
  const name = labelOf(program);
  const warnings: CaptureWarning[] = [];
  if (measured <= least)
    warnings.push({
      code: "clock-exceeds-measurement",
      message: `${name}: even the quickest clock read, ${digits(least)} ns, is as long as the ${digits(measured)} ns measured: the clock there is another`,
    });
  else if (mean === null)
    warnings.push({
      code: "clock-exceeds-measurement",
      message: `${name}: the clock read expected is as long as the ${digits(measured)} ns measured: no more is known than that the program takes up to ${digits(high)} ns`,
    });
  else if (low === 0 && most > measured)
    warnings.push({
      code: "mostly-clock",
      message: `${name}: the slowest clock read, ${digits(most)} ns, is longer than the ${digits(measured)} ns measured: it may be nearly all of it`,
    });
  if (runs !== null && runs < fewRuns)
    warnings.push({
      code: "few-runs",
      message: `${name}: ${runs} runs, of which the first found nothing in the caches: the mean of many may be lower`,
    });
  return warnings;
}

function missed(name: string, count: number): CaptureWarning {
  return {
    code: "recursion-misses",
    message: `${name}: ${count} runs were prevented as it ran already; they are in no counter`,
  };
}
