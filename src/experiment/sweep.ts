import { type SimulateOptions, simulate } from "../engine/simulate.js";
import { turns } from "../job/turns.js";
import type { Model } from "../machine/model.js";
import { replicationSeed } from "../random/replicationSeed.js";
import { type Row, Table, type Value } from "../table/table.js";

/** The values to try of each parameter. */
export type Design = Readonly<Record<string, readonly (string | number | boolean)[]>>;

/** How a sweep is run; `until`, `maxEvents` and `signal` as in {@link simulate}. */
export interface SweepOptions extends Pick<SimulateOptions, "seed" | "until" | "maxEvents" | "signal"> {
  /** Runs of each point, each under a seed of its own; 1 unless given. */
  readonly replications?: number;
  /** Called after each run. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * Runs a model at every combination of the design's values: one row a point and replication, with the point's values,
 * `replication`, `seed`, and of the run `overhead`, `events`, `time` (ns) and `stopped`.
 *
 * Replication r of every point runs under the same seed, so points are compared under the same random numbers; `simulate` with
 * the seed of a row gives that run again. A sweep whose signal is aborted returns the rows it has.
 *
 * @param program makes the model of a point, such as {@link article}
 * @throws RangeError for an empty design or a wrong number of replications, and whatever `program` throws for a point
 */
export async function sweep<Options>(
  program: (options: Options) => Model,
  design: Design,
  { replications = 1, seed = 1, signal, onProgress, ...bounds }: SweepOptions = {},
): Promise<Table> {
  if (!(Number.isInteger(replications) && replications >= 1))
    throw new RangeError(`replications: expected a whole number from 1, got ${replications}`);
  const points = factorial(design);
  // Every model is made before the first run, so that a mistake in the last point does not cost the others their runs.
  const models = points.map((point) => program(point as Options));
  const rows: Row[] = [];
  const total = points.length * replications;
  const nextTurn = turns();
  for (const [index, point] of points.entries())
    for (let replication = 0; replication < replications; replication += 1) {
      if (signal?.aborted) return tableOf(design, rows);
      const runSeed = replicationSeed(seed, replication);
      const run = simulate(models[index]!, {
        ...bounds,
        seed: runSeed,
        windows: 2,
        ...(signal ? { signal } : {}),
      });
      if (run.stopped === "aborted") return tableOf(design, rows);
      const { overhead, events, time, stopped } = run;
      rows.push({ ...point, replication, seed: runSeed, overhead, events, time, stopped });
      onProgress?.({ done: rows.length, total });
      await nextTurn();
    }
  return tableOf(design, rows);
}

function tableOf(design: Design, rows: readonly Row[]): Table {
  const results = ["replication", "seed", "overhead", "events", "time", "stopped"];
  return new Table(rows, [...Object.keys(design), ...results]);
}

/** Every combination, the last parameter changing fastest. */
function factorial(design: Design): Record<string, Value>[] {
  let points: Record<string, Value>[] = [{}];
  for (const [name, values] of Object.entries(design)) {
    if (values.length === 0) throw new RangeError(`design.${name}: expected at least one value`);
    points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return points;
}
