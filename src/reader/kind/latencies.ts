import type { FitData } from "../../fit/data.js";
import { type Row, Table, type Value } from "../../table/table.js";
import { Column } from "../column.js";
import type { Lines } from "../lines.js";
import { type MeasurementOptions, Reading } from "../reading.js";
import { factorTo } from "../unit.js";
import { truncatedBelow } from "./truncatedBelow.js";

/** One latency that was measured. */
export interface Latency {
  /** As the tool prints it: `04:16:32`, or seconds since boot. */
  readonly time: string | number | null;
  readonly task: string | null;
  readonly pid: number | null;
  readonly value: number;
  readonly unit: string;
  /** What else the tool says, as who ran before. */
  readonly [more: string]: Value;
}

/** Which latencies the tool recorded at all. */
export interface Threshold {
  /** Only what exceeds it, in `unit`; null where the tool does not say what it was. */
  readonly threshold: number | null;
}

const tasksShown = 30;

/** Latencies one by one: columns of 8 bytes a number and 4 a text behind {@link LatenciesReading.latencies}. */
export class LatenciesReading extends Reading {
  readonly kind = "latencies";
  readonly length: number;
  #rows: readonly Latency[] | undefined;

  /**
   * @param columns `time`, `task`, `pid`, `value` and whatever else there is, of one length
   * @param recorded for a tool with a threshold: what it was
   */
  constructor(
    lines: Pick<Lines, "report">,
    readonly unit: string,
    readonly columns: Readonly<Record<"time" | "task" | "pid" | "value", Column> & Record<string, Column>>,
    readonly recorded?: Threshold,
  ) {
    super(lines);
    this.length = columns.value.length;
  }

  /** All of them as objects, made when first asked for: of millions, {@link columns} need far less memory. */
  get latencies(): readonly Latency[] {
    this.#rows ??= [...this.#each()];
    return this.#rows;
  }

  override content() {
    const threshold = this.recorded ? { threshold: this.recorded.threshold } : {};
    return { ...threshold, latencies: { [Symbol.iterator]: () => this.#each() } };
  }

  override summary(): string {
    if (this.length === 0) return "no latencies";
    const { least, most, total } = this.#sums();
    const [min, mean, max] = [least, total / this.length, most].map((value) => Number(value.toPrecision(6)));
    const above = this.recorded?.threshold == null ? "" : `, only those above ${this.recorded.threshold} ${this.unit}`;
    return `${this.length.toLocaleString("en")} latencies in ${this.unit}, ${min} to ${max}, mean ${mean}${above}`;
  }

  /** By task, those with the most latencies first. */
  override table(): Table {
    const tasks = new Map<Value, { task: Value; count: number; total: number; max: number }>();
    const { task, value } = this.columns;
    for (let index = 0; index < this.length; index++) {
      const [name, latency] = [task.at(index), value.at(index) as number];
      const own = tasks.get(name) ?? { task: name, count: 0, total: 0, max: -Infinity };
      if (own.count === 0) tasks.set(name, own);
      own.count += 1;
      own.total += latency;
      own.max = Math.max(own.max, latency);
    }
    const rows = [...tasks.values()].sort((first, second) => second.count - first.count);
    const shown = rows.slice(0, tasksShown).map(
      ({ total, ...row }): Row => ({
        task: row.task,
        count: row.count,
        mean: total / row.count,
        max: row.max,
        unit: this.unit,
      }),
    );
    return new Table(shown, ["task", "count", "mean", "max", "unit"]);
  }

  /**
   * The latencies of tasks; those of the idle task (pid 0), which nobody waits for, are left out. Of a tool with a threshold they are
   * truncated there, or below the least of them where it is not known: a whole number v stands for what was above v - 1. `section` is the
   * name of a task.
   */
  override measurements({ section, time, unit = "ns", truncateBelow }: MeasurementOptions = {}): FitData {
    const factor = factorTo(this.unit, unit);
    const { columns } = this;
    const exact = new Float64Array(this.length);
    let size = 0;
    let least = Infinity;
    for (let index = 0; index < this.length; index++) {
      if (columns.pid.at(index) === 0) continue;
      if (section !== undefined && columns.task.at(index) !== section) continue;
      if (time !== undefined && String(columns.time.at(index)) !== String(time)) continue;
      const value = columns.value.at(index) as number;
      least = Math.min(least, value);
      exact[size++] = value * factor;
    }
    const data: FitData = { exact: exact.subarray(0, size) };
    if (truncateBelow !== undefined) return truncatedBelow(data, truncateBelow, unit);
    if (!this.recorded || size === 0) return data;
    return { ...data, truncation: { lower: Math.min(this.recorded.threshold ?? Infinity, least - 1) * factor } };
  }

  *#each(): Generator<Latency> {
    const { time, task, pid, value, ...more } = this.columns;
    const others = Object.entries(more);
    for (let index = 0; index < this.length; index++) {
      const latency: Record<string, Value> = {
        time: time.at(index),
        task: task.at(index),
        pid: pid.at(index),
        value: value.at(index),
        unit: this.unit,
      };
      for (const [name, column] of others) latency[name] = column.at(index);
      yield latency as unknown as Latency;
    }
  }

  #sums() {
    const { value } = this.columns;
    let [least, most, total] = [Infinity, -Infinity, 0];
    for (let index = 0; index < this.length; index++) {
      const each = value.at(index) as number;
      least = Math.min(least, each);
      most = Math.max(most, each);
      total += each;
    }
    return { least, most, total };
  }
}

/** Empty columns of latencies, with those of `more` beside them. */
export function latencyColumns<More extends string = never>(
  ...more: More[]
): Record<"time" | "task" | "pid" | "value" | More, Column> {
  const names = ["time", "task", "pid", "value", ...more] as const;
  return Object.fromEntries(names.map((name) => [name, new Column()])) as Record<
    "time" | "task" | "pid" | "value" | More,
    Column
  >;
}
