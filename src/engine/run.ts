import type { displaySymbol, MimeBundle } from "../display/mime.js";
import type { Model } from "../machine/model.js";
import type { Seed } from "../random/stream.js";
import type { LatencyHistogram } from "./latency.js";
import type { ResourceUse } from "./resource.js";
import type { Trace } from "./trace.js";

/**
 * Why a run ended: no event was left, the wanted time or number of events was reached, its signal was aborted, the model's
 * own condition came true, or it grew beyond a bound: of entities that are there, or of events that are scheduled.
 */
export type Stopped = "done" | "until" | "maxEvents" | "aborted" | "condition" | "maxEntities" | "maxScheduled";

/**
 * What happened over time, in contiguous windows that begin at 0. Every column has one value a window.
 *
 * `time` is the end of the window in ns, `alive` the number of entities then, every counter its value then (per-CPU and
 * per-entity counters summed), of every resource the entities it serves (`_busy`) and that wait for it (`_waiting`) then,
 * every account what was charged to it within the window, and `overhead` the bookkeeping of the window per unit of useful
 * work of the same window (NaN where there was no work).
 */
export type Series = Readonly<Record<string, Float64Array>> & { readonly time: Float64Array };

/** The entities of a run. */
export interface EntitySummary {
  readonly arrived: number;
  readonly left: number;
  /** The number of them that were there, averaged over time. */
  readonly mean: number;
  /** How long those that have left were there, ns. */
  readonly residence: LatencyHistogram;
}

/** One simulated run of a model. */
export interface Run {
  readonly model: Model;
  readonly seed: Seed;
  /** Events handled: entries into states, arrivals at later times, and ends of services. */
  readonly events: number;
  /** The time of the last event handled, or of the horizon where the run was stopped by it, ns. */
  readonly time: number;
  readonly stopped: Stopped;
  /** What was charged to each account, its initial value included. */
  readonly accounts: Readonly<Record<string, number>>;
  /** Bookkeeping per useful work over the whole run; NaN where the model does not say which accounts these are. */
  readonly overhead: number;
  readonly entities: EntitySummary;
  readonly resources: Readonly<Record<string, ResourceUse>>;
  /** The latencies that the model records. */
  readonly latencies: Readonly<Record<string, LatencyHistogram>>;
  readonly series: Series;
  /** The events one by one, where they were asked for. */
  readonly trace?: Trace;
  /** What came of it in a few lines. Not enumerable: neither a copy nor a comparison nor JSON has anything to do with it. */
  [displaySymbol](): MimeBundle;
}
