import { interruptible } from "../../display/interruptible.js";
import { Table } from "../../table/table.js";
import { type Point, show } from "../design/design.js";
import { points } from "../design/points.js";
import type { Program } from "../program.js";
import { type SweepOptions, sweep } from "../sweep.js";

/** How the runs of a sensitivity analysis are done; `seed` is of the sample and of the runs. */
export interface SensitivityOptions extends Omit<SweepOptions, "replications"> {
  /** The number of interest: a column of a sweep's rows or a measure; `"overhead"` unless given. */
  readonly measure?: string;
  /** Runs of each point, whose mean counts; 1 unless given. */
  readonly replications?: number;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
}

/** What each parameter does to a number, one row a parameter; with the runs it was worked out from. */
export class Sensitivity extends Table {
  /** The rows of the sweep. */
  readonly runs: Table;
  /** What pairs of parameters do together, one row a pair, where it was asked for. */
  readonly secondOrder: Table | undefined;

  constructor(rows: Table, runs: Table, secondOrder?: Table) {
    super(rows.rows, rows.columns);
    this.runs = runs;
    this.secondOrder = secondOrder;
  }
}

/**
 * The number of interest at each of a list of points, in their order, the mean over replications.
 *
 * @throws the reason of the signal where it is aborted: an analysis of half a sample says nothing; RangeError where a number is not finite
 */
export async function evaluate<Options>(
  program: Program<Options>,
  list: readonly Point[],
  { measure = "overhead", measures = [], confidence: _, ...options }: SensitivityOptions,
): Promise<{ values: Float64Array; runs: Table }> {
  const own = ["overhead", "events", "time"];
  const wanted = own.includes(measure) || measures.includes(measure) ? measures : [...measures, measure];
  const runs = await sweep(program, points(list), { ...options, ...(wanted.length > 0 ? { measures: wanted } : {}) });
  interruptible(options.signal)?.throwIfAborted();
  const names = Object.keys(list[0]!);
  const means = new Map(
    runs.groupBy(...names).map(({ key, rows }) => {
      const numbers = rows.numbers(measure);
      const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
      if (!Number.isFinite(mean))
        throw new RangeError(`measure: expected a finite ${measure} at every point, got ${mean} at ${show(key)}`);
      return [JSON.stringify(Object.values(key)), mean] as const;
    }),
  );
  const values = Float64Array.from(list, (point) => means.get(JSON.stringify(Object.values(point)))!);
  return { values, runs };
}
