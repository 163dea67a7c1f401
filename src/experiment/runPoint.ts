import { type SimulateOptions, simulate } from "../engine/simulate.js";
import type { Job } from "../job/job.js";
import { duration } from "../machine/duration.js";
import type { Model } from "../machine/model.js";
import type { Value } from "../table/table.js";
import { measureOf } from "./measures.js";

/** What the runs of a sweep have in common. */
export interface Outcomes extends Pick<SimulateOptions, "until" | "maxEvents" | "windows"> {
  /** Numbers of a run beside those that every row has; see {@link measureOf}. */
  readonly measures?: readonly string[];
}

export interface Runs extends Outcomes {
  /** Each once, however many replications there are of it. */
  readonly models: readonly Model[];
}

/** One run. */
export interface PointRun {
  /** Which of the models. */
  readonly model: number;
  readonly seed: string;
  /** The point and replication in words, for what goes wrong. */
  readonly where: string;
}

/**
 * What a sweep's options say of its runs, as data.
 *
 * @throws RangeError for a bound that is none
 */
export function outcomesOf({ until, maxEvents, windows = 2, measures }: Outcomes): Outcomes {
  return {
    ...(until === undefined ? {} : { until: duration(until, "until") }),
    ...(maxEvents === undefined ? {} : { maxEvents }),
    windows,
    ...(measures === undefined ? {} : { measures }),
  };
}

/** The columns of a row that come from its run, in the order of the job's outputs. */
export function outcomeColumns({ measures = [] }: Outcomes): string[] {
  return ["overhead", "events", "time", "stopped", ...measures];
}

/** One replication of one point: its input is a model and a seed, its output the values of {@link outcomeColumns}. */
export const runPoint: Job<Runs, PointRun, readonly Value[]> = {
  name: "runPoint",
  module: import.meta.url,
  begin({ models, measures = [], ...options }) {
    return ({ model, seed, where }) => {
      try {
        const run = simulate(models[model]!, { ...options, seed });
        const { overhead, events, time, stopped } = run;
        return [overhead, events, time, stopped, ...measures.map((name) => measureOf(run, name))].map(withoutSign);
      } catch (error) {
        throw new Error(`at ${where}: ${(error as Error).message}`, { cause: error });
      }
    };
  },
};

/** 0 and -0 are told apart by some files and not by others. */
function withoutSign(value: Value): Value {
  return value === 0 ? 0 : value;
}
