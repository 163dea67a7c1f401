import { CountersReading } from "./kind/counters.js";
import { shareNamed, TopDownReading, TopDownRows } from "./kind/topDown.js";
import type { Lines } from "./lines.js";
import { Rows } from "./rows.js";

/** A counter of perf stat, or a metric that it computed of some. */
export type PerfCounter = {
  /** Seconds since perf began, with -I. */
  readonly time: number | null;
  /** CPU, core, thread or cgroup. */
  readonly section: string | null;
  readonly name: string;
  readonly value: number | null;
  readonly unit: string | null;
  /** Why there is no value: `not counted` or `not supported`. */
  readonly missing: string | null;
  /** The share of the time that the counter was on the CPU; perf has scaled the value by it. */
  readonly runningShare: number | null;
  /** The relative standard error of the mean of several runs, with -r. */
  readonly deviation: number | null;
  /** What perf computed of it: 0.8 `insn per cycle`. */
  readonly metricValue: number | null;
  readonly metricUnit: string | null;
};

/** Where a value belongs. */
export interface Place {
  readonly time: number | null;
  readonly section: string | null;
}

/** What the three formats of perf stat come to. */
export class PerfStatRows {
  elapsedSeconds: number | null = null;
  readonly #counters = new Rows<PerfCounter>([
    "time",
    "section",
    "name",
    "value",
    "unit",
    "missing",
    "runningShare",
    "deviation",
    "metricValue",
    "metricUnit",
  ]);
  readonly #topDown = new TopDownRows();
  #missing = 0;
  #hasIntervals = false;
  #timeless = 0;
  #scaled = 0;

  counter(row: PerfCounter): void {
    const { time, value, runningShare, metricValue, metricUnit } = row;
    if (time === null) this.#timeless += 1;
    else this.#hasIntervals = true;
    if (value === null) this.#missing += 1;
    else if (runningShare !== null && runningShare < 1) this.#scaled += 1;
    this.#counters.push(value === null ? { ...row, runningShare: null } : row);
    // Earlier versions print the shares beside the events that they come from.
    const share = shareNamed(metricUnit ?? "");
    if (share && metricValue !== null) this.#topDown.add(row.time, row.section, share, shareOf(metricValue));
  }

  /** A metric without an event: a share of a Top-Down analysis, or any other with its unit before the name, as `%  tma_x`. */
  metric({ time, section }: Place, heading: string, value: number | null): void {
    const share = shareNamed(heading);
    if (share) {
      if (value !== null) this.#topDown.add(time, section, share, shareOf(value));
      return;
    }
    const [, percent, name = heading] = /^\s*(%)?\s*(.*?)\s*$/.exec(heading) ?? [];
    if (name === "") return;
    if (value === null) this.#missing += 1;
    const nothing = { missing: null, runningShare: null, deviation: null, metricValue: null, metricUnit: null };
    this.#counters.push({ time, section, name, value, unit: percent ?? null, ...nothing });
  }

  reading(lines: Lines): CountersReading | TopDownReading {
    const topDown = this.#topDown.rows;
    if (this.#missing > 0)
      lines.note(`${this.#missing} values are missing: perf did not count them or the CPU cannot, or they are nan`);
    if (this.#scaled > 0)
      lines.note(`${this.#scaled} counters took turns; perf has scaled them to the whole time, by 1 / runningShare`);
    if (this.#hasIntervals && this.#timeless > 0)
      lines.note(`${this.#timeless} counters without a time are the summary of all intervals`);
    if (this.#counters.length === 0 && topDown.length > 0) return new TopDownReading(lines, topDown);
    return new CountersReading(lines, this.#counters, { topDown, elapsedSeconds: this.elapsedSeconds });
  }
}

/** A percentage as a share of 1, without the digits that division by 100 adds. */
export function shareOf(percent: number): number {
  return Number((percent / 100).toPrecision(12));
}
