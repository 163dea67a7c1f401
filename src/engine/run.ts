import type { Model } from "../machine/model.js";
import type { Seed } from "../random/stream.js";

/** Why a run ended: no event was left, the wanted time or number of events was reached, or its signal was aborted. */
export type Stopped = "done" | "until" | "maxEvents" | "aborted";

/**
 * What happened over time, in contiguous windows that begin at 0. Every column has one value a window.
 *
 * `time` is the end of the window in ns, `alive` the number of entities then, every counter its value then (per-CPU and
 * per-entity counters summed), every account what was charged to it within the window, and `overhead` the bookkeeping of
 * the window per unit of useful work of the same window (NaN where there was no work).
 */
export type Series = Readonly<Record<string, Float64Array>> & { readonly time: Float64Array };

/** One simulated run of a model. */
export interface Run {
  readonly model: Model;
  readonly seed: Seed;
  /** Events handled. */
  readonly events: number;
  /** The time of the last event handled, or of the horizon where the run was stopped by it, ns. */
  readonly time: number;
  readonly stopped: Stopped;
  /** What was charged to each account, its initial value included. */
  readonly accounts: Readonly<Record<string, number>>;
  /** Bookkeeping per useful work over the whole run; NaN where the model does not say which accounts these are. */
  readonly overhead: number;
  readonly series: Series;
}
