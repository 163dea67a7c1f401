import { type SimulateOptions, simulate } from "../engine/simulate.js";
import type { Job } from "../job/job.js";
import { duration } from "../machine/duration.js";
import type { Model } from "../machine/model.js";
import type { ClassifyRunOptions } from "../regime/classify.js";
import type { Value } from "../table/table.js";
import { measureOf } from "./measures.js";
import { regimeColumns, regimeValues } from "./regimeColumns.js";

/** What the runs of a sweep have in common. */
export interface Outcomes extends Pick<SimulateOptions, "until" | "maxEvents" | "windows"> {
  /** Numbers of a run beside those that every row has; see {@link measureOf}. */
  readonly measures?: readonly string[];
  /** Says of every run which regime it is of; see {@link regimeColumns}. */
  readonly classify?: boolean | ClassifyRunOptions;
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
export function outcomesOf({ until, maxEvents, windows, measures, classify = false }: Outcomes): Outcomes {
  return {
    ...(until === undefined ? {} : { until: duration(until, "until") }),
    ...(maxEvents === undefined ? {} : { maxEvents }),
    // A series that nothing looks at costs time.
    windows: windows ?? (classify === false ? 2 : windowsToClassify),
    ...(measures === undefined ? {} : { measures }),
    ...(classify === false ? {} : { classify }),
  };
}

/** As `phasebook classify`: enough for cycles a thousand times shorter than the run. */
const windowsToClassify = 4000;

/** The columns of a row that come from its run, in the order of the job's outputs. */
export function outcomeColumns({ measures = [], classify }: Outcomes): string[] {
  return ["overhead", "events", "time", "stopped", ...measures, ...(classify ? regimeColumns : [])];
}

/** One replication of one point: its input is a model and a seed, its output the values of {@link outcomeColumns}. */
export const runPoint: Job<Runs, PointRun, readonly Value[]> = {
  name: "runPoint",
  module: import.meta.url,
  begin({ models, measures = [], classify, ...options }) {
    return ({ model, seed, where }) => {
      try {
        const run = simulate(models[model]!, { ...options, seed });
        const { overhead, events, time, stopped } = run;
        const measured = measures.map((name) => measureOf(run, name));
        const regime = classify ? regimeValues(run, classify === true ? {} : classify) : [];
        return [overhead, events, time, stopped, ...measured, ...regime].map(withoutSign);
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
