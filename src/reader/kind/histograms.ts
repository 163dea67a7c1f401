import type { FitData } from "../../fit/data.js";
import { type Row, Table } from "../../table/table.js";
import type { Lines } from "../lines.js";
import { type MeasurementOptions, Reading } from "../reading.js";
import { factorTo, nanosecondsOf } from "../unit.js";
import type { Counter } from "./counters.js";
import { first, rowsShown } from "./list.js";
import { truncatedBelow } from "./truncatedBelow.js";

/** Values at least `low` and below `high`; null for an open end. */
export type Bucket = readonly [low: number | null, high: number | null, count: number];

/** One block of a histogram: of a section and of an interval, where the tool tells them apart. */
export interface Histogram {
  /** As `pid=5068`; null where there is but one. */
  readonly section: string | null;
  /** As the tool prints it; null where it does not. */
  readonly time: string | number | null;
  /** As the tool prints it: `usecs`, `msecs`, `runqlen`; null where it does not. */
  readonly unit: string | null;
  /** Where the tool prints no unit: the one that the name of a map says, as `usecs` of `@usecs`. */
  readonly impliedUnit?: string;
  readonly count: number;
  readonly buckets: readonly Bucket[];
  /** Exactly, in `unit`, where the tool prints it. */
  readonly mean?: number;
  /** The sum of all values, exactly, where the tool prints it. */
  readonly total?: number;
}

/** Histograms: of sections, of intervals, or one. */
export class HistogramsReading extends Reading {
  readonly kind = "histograms";

  #all: readonly Histogram[] | undefined;

  /**
   * @param list an array, or where there may be very many, {@link HistogramRows}
   * @param counters what else a bpftrace script printed
   */
  constructor(
    lines: Pick<Lines, "report">,
    private readonly list: Iterable<Histogram>,
    readonly counters: readonly Counter[] = [],
  ) {
    super(lines);
  }

  get histograms(): readonly Histogram[] {
    this.#all ??= [...this.list];
    return this.#all;
  }

  override content() {
    const { list: histograms, counters } = this;
    return counters.length > 0 ? { histograms, counters } : { histograms };
  }

  override summary(): string {
    let [histograms, values] = [0, 0];
    const units = new Set<string>();
    for (const { unit, count } of this.list) {
      histograms += 1;
      values += count;
      units.add(unit ?? "no unit");
    }
    if (histograms === 0) return "no histogram";
    const how = histograms === 1 ? "1 histogram" : `${histograms.toLocaleString("en")} histograms`;
    return `${how} of ${values.toLocaleString("en")} values in all, ${[...units].join(", ")}`;
  }

  /** A single histogram by its buckets, several by their totals. */
  override table(): Table {
    const shown = first(this.list, rowsShown);
    const [only] = shown;
    if (only && shown.length === 1)
      return new Table(
        only.buckets.map(([low, high, count]): Row => ({ low, high, count })),
        ["low", "high", "count"],
      );
    const rows = shown.map(({ section, time, unit, count, buckets }): Row => {
      const filled = buckets.filter(([, , held]) => held > 0);
      return { section, time, unit, count, low: filled[0]?.[0] ?? null, high: filled.at(-1)?.[1] ?? null };
    });
    return new Table(rows, ["section", "time", "unit", "count", "low", "high"]);
  }

  /**
   * The buckets, of all sections and intervals together unless `section` or `time` choose. Buckets of single whole numbers that are
   * no durations, as lengths of a queue, are exact values with weights.
   *
   * @throws RangeError for a section or time that is not there, or units that cannot go together
   */
  override measurements({ section, time, unit, truncateBelow }: MeasurementOptions = {}): FitData {
    const merged = new Map<string, [number, number, number]>();
    const found = new Set<string | null>();
    for (const histogram of this.list) {
      if (section !== undefined && histogram.section !== section) continue;
      if (time !== undefined && String(histogram.time) !== String(time)) continue;
      found.add(unitOf(histogram));
      add(histogram, merged, unit);
    }
    if (found.size === 0 && (section ?? time) !== undefined) throw this.#missing(section, time);
    const units = [...found];
    if (units.length > 1 && units.some((each) => nanosecondsOf(each) === undefined))
      throw new RangeError(
        `${this.name}: histograms of ${units.map((each) => each ?? "no unit").join(" and ")} cannot go together; choose a section`,
      );
    const buckets = [...merged.values()].sort(([first], [second]) => first - second);
    const isCount = nanosecondsOf(units[0] ?? null) === undefined;
    if (isCount && buckets.length > 0 && buckets.every(([low, high]) => high - low === 1 && Number.isInteger(low)))
      return truncatedBelow(
        { exact: buckets.map(([low]) => low), weights: buckets.map(([, , count]) => count) },
        truncateBelow,
        unit,
      );
    return truncatedBelow({ intervals: buckets }, truncateBelow, unit);
  }

  #missing(section: string | undefined, time: string | number | undefined): RangeError {
    const asked = [section, time].filter((part) => part !== undefined).join(" at ");
    const there = this.histograms.map((each) => [each.section, each.time].filter((part) => part !== null).join(" at "));
    return new RangeError(`${this.name} has no histogram of ${asked}; there are ${[...new Set(there)].join(", ")}`);
  }
}

function unitOf({ unit, impliedUnit }: Histogram): string | null {
  return unit ?? impliedUnit ?? null;
}

/** Adds what is in a histogram to buckets with the same ends. */
function add(histogram: Histogram, buckets: Map<string, [number, number, number]>, wanted: string | undefined): void {
  const factor = factorTo(unitOf(histogram), wanted);
  for (const [low, high, count] of histogram.buckets) {
    if (count === 0) continue;
    const [from, to] = [(low ?? -Infinity) * factor, (high ?? Infinity) * factor];
    const same = buckets.get(`${from} ${to}`);
    if (same) same[2] += count;
    else buckets.set(`${from} ${to}`, [from, to, count]);
  }
}

/** Says of several histograms what `fit` makes of them. */
export function noteOnSeveral(lines: Pick<Lines, "note">, { length }: { readonly length: number }): void {
  if (length > 1)
    lines.note(
      `${length} histograms: fit takes them all together, measurements({ section, time }) those that are named, and so do the flags --section and --time`,
    );
}
