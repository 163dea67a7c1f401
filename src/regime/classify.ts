import { requireObject } from "../argument/argument.js";
import type { Run } from "../engine/run.js";
import type { Classification } from "./classification.js";
import { type ClassifyOptions, classifySeries } from "./classifySeries.js";
import { combineRegimes } from "./combineRegimes.js";

/** How runs are classified. */
export interface ClassifyRunOptions extends ClassifyOptions {
  /**
   * The column of the series that is the backlog; `"alive"` unless given. Another one is work that is left, such as `"clock"` of the
   * article's model or `"life"` of the scheduler's.
   */
  readonly backlog?: string;
}

/**
 * The regime of a run, or of replications of one model together: see {@link classifySeries} and {@link combineRegimes}.
 *
 * A run wants so many windows that a cycle has four of them or more, and 256 at the least: swings that are faster than two windows are
 * seen as slower ones. With 500 windows it takes about a millisecond.
 *
 * @throws RangeError for no runs, for a model that does not say what its overhead is, and for an option out of range
 */
export function classify(runs: Run | readonly Run[], options: ClassifyRunOptions = {}): Classification {
  if (!Array.isArray(runs)) requireObject("classify", "a run or several", runs, "model", "series");
  const all = "model" in runs ? [runs] : runs;
  if (all.length === 0) throw new RangeError("classify: expected a run or several, got none");
  const each = all.map((run) => classifyRun(run, options));
  return each.length === 1 ? each[0]! : combineRegimes(each);
}

function classifyRun(
  { model, series, stopped, events, entities }: Run,
  { backlog = "alive", ...options }: ClassifyRunOptions,
) {
  if (!model.overhead)
    throw new RangeError(`the model ${model.name} does not say which accounts its overhead is made of (overhead)`);
  const alive = series[backlog];
  if (!alive)
    throw new RangeError(`backlog: the series has no column "${backlog}"; it has ${Object.keys(series).join(", ")}`);
  return classifySeries(
    {
      time: series.time,
      overhead: series.overhead!,
      bookkeeping: series[model.overhead.bookkeeping]!,
      work: series[model.overhead.work]!,
      alive,
      ended: stopped === "done",
      eventsPerEntity: events / entities.mean,
    },
    options,
  );
}
