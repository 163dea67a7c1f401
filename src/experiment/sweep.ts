import { requireObject } from "../argument/argument.js";
import { interruptible } from "../display/interruptible.js";
import type { Runner } from "../job/runner.js";
import type { Seed } from "../random/stream.js";
import { workers } from "../runner/workers.js";
import { Table } from "../table/table.js";
import { type Design, inWords, isDesign } from "./design/design.js";
import { type Factors, factorial } from "./design/factorial.js";
import { PlannedPoint } from "./plannedPoint.js";
import { modelsAt, type Program, requireProgram } from "./program.js";
import { ProgressCount, type SweepProgress } from "./progress.js";
import { type ReplicationPrecision, replicationRule } from "./replicationRule.js";
import { type Outcomes, outcomeColumns, outcomesOf, runPoint } from "./runPoint.js";
import { openStore } from "./store/fileStore.js";
import { pointKey } from "./store/pointKey.js";
import { memoryStore, type RowStore } from "./store/rowStore.js";

/** How a sweep is run; `until`, `maxEvents` and `windows` (2 unless given, 4,000 to classify) as in
 * {@link simulate}. */
export interface SweepOptions extends Outcomes {
  /** Of all the runs; 1 unless given. */
  readonly seed?: Seed;
  /** Runs of each point, each under a seed of its own: so many, or until a precision is reached; 1 unless given. */
  readonly replications?: number | ReplicationPrecision;
  /** Where the runs are done, {@link workers} on every core unless given; all runners give the same rows. */
  readonly runner?: Runner;
  /** A Parquet file that keeps every row from the moment it is done, and from which a sweep goes on where it stopped. */
  readonly store?: string;
  /** Ends the sweep early with the rows it has. */
  readonly signal?: AbortSignal;
  /** Called after each run. */
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Told in a sentence what a crash has cost a store; a warning of the process unless given. */
  readonly onNotice?: (sentence: string) => void;
}

/**
 * Runs a model at the points of a design: one row a point and replication, with the point's values, `replication`, `seed`, and of
 * the run `overhead`, `events`, `time` (ns), `stopped`, the `measures` and the regime asked for, sorted by point and replication. Durations
 * in a design are ns in its rows.
 *
 * Replication r of every point runs under the same seed, so points are compared under the same random numbers; `simulate` with
 * the seed of a row gives that run again. The rows depend on nothing but the program, the design, the seed and the bounds, whatever
 * the runner. A point that a design names twice is run once. A sweep whose signal is aborted returns the rows it has.
 *
 * @param program makes the model of a point, such as {@link article}; or a model, whose parameters and definitions the points replace
 * @param design lists of values for all their combinations, or a design such as {@link latinHypercube}
 * @throws RangeError for an empty design, a name that the program does not know or a wrong number of replications; Error that names
 * the point at which a run failed, or says what is wrong with the store
 */
export async function sweep<Options>(
  program: Program<Options>,
  design: Factors | Design,
  options: SweepOptions = {},
): Promise<Table> {
  requireProgram("sweep", program);
  requireObject("sweep", "lists of values by the names of parameters, or a design", design);
  const { seed = 1, runner = workers(), store: path, onProgress, onNotice = warn } = options;
  const signal = interruptible(options.signal);
  const { replications = 1 } = options;
  const plan = isDesign(design) ? design : factorial(design);
  const outcomes = outcomesOf(options);
  const columns = distinct([...plan.parameters, "replication", "seed", ...outcomeColumns(outcomes)]);
  const rule = replicationRule(replications, columns);
  const progress = new ProgressCount(onProgress);
  const planned = new Map<string, PlannedPoint>();
  let store: RowStore = memoryStore();
  const rows = () => [...planned.values()].flatMap((point) => point.rows(store));
  try {
    const rounds = plan.rounds();
    for (let next = rounds.next([]); !next.done; next = rounds.next(rows())) {
      const points = next.value.filter((point) => !planned.has(JSON.stringify(point)));
      // Every model is made before the first run, so that a mistake in the last point does not cost the others their runs.
      const models = modelsAt(program, points);
      if (path !== undefined && planned.size === 0)
        store = await openStore(path, { program: models[0]!.name, columns }, onNotice);
      let round = points.map((point, index) => {
        const key = pointKey(models[index]!, point, outcomes);
        const each = new PlannedPoint(point, models[index]!, key, seed, rule.first);
        planned.set(JSON.stringify(point), each);
        return each;
      });
      while (round.length > 0) {
        if ((await run(round)) === "aborted") return new Table(rows(), columns);
        round = round.filter((point) => point.extend(rule, store));
      }
    }
    return new Table(rows(), columns);
  } finally {
    await store.close([...planned.values()].flatMap((point) => point.ids()));
  }

  /** Does the runs of points that there are no rows of. */
  async function run(round: readonly PlannedPoint[]): Promise<"done" | "aborted"> {
    const open = round
      .map((point) => ({ point, missing: point.missing(store) }))
      .filter(({ missing }) => missing.length > 0);
    const runs = open.flatMap(({ point, missing }, model) =>
      missing.map((replication) => ({ point, model, replication })),
    );
    const total = [...planned.values()].reduce((sum, { replications }) => sum + replications, 0);
    progress.expect(total, runs.length);
    return runner.run(
      runPoint,
      { ...outcomes, models: open.map(({ point }) => point.model) },
      runs.map(({ point, model, replication }) => ({
        model,
        seed: point.seed(replication),
        where: inWords({ ...point.point, replication }),
      })),
      {
        ...(signal ? { signal } : {}),
        onOutput(outputs, index) {
          const { point, replication } = runs[index]!;
          const values = [
            ...plan.parameters.map((name) => point.point[name] ?? null),
            replication,
            point.seed(replication),
            ...outputs,
          ];
          const row = Object.fromEntries(columns.map((name, column) => [name, values[column]!]));
          store.add(point.id(replication), row);
          progress.count(row);
        },
      },
    );
  }
}

/** @throws RangeError for a parameter with the name of another column */
function distinct(columns: readonly string[]): readonly string[] {
  const all = ["key", ...columns];
  const twice = all.find((name, index) => all.indexOf(name) < index);
  if (twice !== undefined)
    throw new RangeError(`"${twice}" is the name of a column of every row; it cannot name another`);
  return columns;
}

function warn(sentence: string): void {
  process.emitWarning(sentence, "PhasebookWarning");
}
