import type { FitData } from "../../fit/data.js";
import type { Lines } from "../lines.js";
import type { MeasurementOptions } from "../reading.js";
import { factorTo } from "../unit.js";
import { ListReading } from "./list.js";
import type { TopDown } from "./topDown.js";

/** A number that a tool counted or measured; a reader may add to it what else its tool says. */
export interface Counter {
  readonly name: string;
  /** null where the tool says `<not counted>` or `<not supported>`, or what it says is no number. */
  readonly value: number | null;
  readonly unit: string | null;
  /** The key of a map, a CPU, a cgroup: whatever tells counters of one name apart. */
  readonly section: string | null;
  /** Of the interval, as the tool prints it. */
  readonly time: string | number | null;
  /** Where `value` is a mean: of how many. */
  readonly count?: number;
  /** Where `value` is a mean: of what sum. */
  readonly total?: number;
  readonly [more: string]: unknown;
}

/** What else a tool that counts may say. */
interface BesideCounters {
  readonly topDown?: readonly TopDown[];
  /** How long it counted. */
  readonly elapsedSeconds?: number | null;
}

/** Counters, and the shares of a Top-Down analysis where they were printed among them. */
export class CountersReading extends ListReading<Counter> {
  readonly kind = "counters";
  readonly topDown: readonly TopDown[];
  readonly elapsedSeconds: number | null;
  protected readonly columns = ["time", "section", "name", "value", "unit"];

  /** @param counters an array, or where there may be millions, rows kept by columns */
  constructor(lines: Pick<Lines, "report">, counters: Iterable<Counter>, beside: BesideCounters = {}) {
    super(lines, counters);
    this.topDown = beside.topDown ?? [];
    this.elapsedSeconds = beside.elapsedSeconds ?? null;
  }

  get counters(): readonly Counter[] {
    return this.all();
  }

  override content() {
    const { topDown, elapsedSeconds } = this;
    return {
      counters: this.list,
      ...(topDown.length > 0 && { topDown }),
      ...(elapsedSeconds !== null && { elapsedSeconds }),
    };
  }

  override summary(): string {
    let count = 0;
    const names = new Set<string>();
    for (const { name } of this.list) {
      names.add(name);
      count += 1;
    }
    return `${count.toLocaleString("en")} values of ${names.size} counters`;
  }

  /** Counts and totals, of counters that have both, as `stats` of bpftrace: what the sum of so many values was. */
  override measurements({ section, time, unit }: MeasurementOptions = {}): FitData {
    const aggregates: [number, number][] = [];
    for (const counter of this.list) {
      if (section !== undefined && counter.section !== section && counter.name !== section) continue;
      if (time !== undefined && String(counter.time) !== String(time)) continue;
      if (counter.count === undefined || counter.total === undefined) continue;
      aggregates.push([counter.count, counter.total * factorTo(counter.unit, unit)]);
    }
    return aggregates.length > 0 ? { aggregates } : super.measurements();
  }
}
