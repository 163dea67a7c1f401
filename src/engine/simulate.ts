import { duration } from "../machine/duration.js";
import type { Model } from "../machine/model.js";
import { validateModel } from "../machine/validate.js";
import { type Seed, stream } from "../random/stream.js";
import { type Bounds, compile, type Machine } from "./compile.js";
import type { Run, Stopped } from "./run.js";
import { SeriesRecorder, type Windows } from "./series.js";
import { shownRun } from "./shownRun.js";

/** How far a run has come. */
export interface Progress {
  readonly events: number;
  /** ns. */
  readonly time: number;
}

/** How a model is run. */
export interface SimulateOptions {
  /** 1 unless given. */
  readonly seed?: Seed;
  /** The last moment of the run, in ns or as `"10 s"`; events at it still happen. */
  readonly until?: number | string;
  /** The number of events after which the run stops. */
  readonly maxEvents?: number;
  /** At most so many windows in the series (500 unless given), or the length of each, as `"1 ms"`. */
  readonly windows?: Windows;
  /** The run stops where so many entities are there at once; 10^7 unless given. */
  readonly maxEntities?: number;
  /** Keeps the events one by one, at most so many (true: a million); none unless given. */
  readonly trace?: boolean | number;
  /** Stops the run where it is, with `stopped: "aborted"`. */
  readonly signal?: AbortSignal;
  /** Called about 20 times a second. */
  readonly onProgress?: (progress: Progress) => void;
}

/** A run that neither its options nor its model bound stops after so many events. */
export const defaultMaxEvents = 100_000_000;

/** A run stops where so many entities are there at once, or so many events are scheduled: 1 GB at the most. */
const defaultMost = 10_000_000;
const defaultTrace = 1_000_000;

/** So many events are handled between two looks at the clock and the signal; fewer where they take long, ms. */
const eventsBetweenChecks = 4096;
const longestBetweenChecks = 10;
const progressInterval = 50;

/**
 * Runs a model once.
 *
 * It ends when no event is left, at `until`, or after `maxEvents`. Where the options give neither of the two, the model's own
 * `stop` bounds the run; where they give either, it does not. The same seed gives the same run, bit for bit. As the last expression of a
 * cell a run shows what came of it in a few lines; `plot.overhead(run)` draws it.
 *
 * @throws ModelError for a model that cannot be run, RangeError for an option out of range or for a model that schedules
 * an event into the past
 */
export function simulate(model: Model, options: SimulateOptions = {}): Run {
  validateModel(model);
  const { seed = 1, windows = 500, trace } = options;
  const ends = endsOf(model, options);
  const bounds = {
    mostEntities: wholeNumber("maxEntities", options.maxEntities ?? defaultMost),
    mostScheduled: defaultMost,
  };
  const machine = compile(model, stream(seed), bounds, traceLength(trace));
  const recorder = new SeriesRecorder(model, machine, windows);
  const { events, time, stopped } = loop(machine, recorder, ends, bounds, options);
  const accounts = Object.fromEntries(
    Object.keys(model.accounts).map((name, index) => [name, machine.accounts[index]!]),
  );
  return shownRun({
    model,
    seed,
    events,
    time,
    stopped,
    accounts,
    overhead: model.overhead ? accounts[model.overhead.bookkeeping]! / accounts[model.overhead.work]! : Number.NaN,
    entities: {
      arrived: machine.entities.arrived,
      left: machine.entities.residence.count,
      mean: machine.entities.mean(time),
      residence: machine.entities.residence,
    },
    resources: Object.fromEntries(
      Object.entries(machine.resources).map(([name, resource]) => [name, resource.summary(time)]),
    ),
    latencies: machine.latencies,
    series: recorder.finish(time),
    ...(machine.trace ? { trace: machine.trace } : {}),
  });
}

function traceLength(trace: boolean | number | undefined): number | undefined {
  if (trace === undefined || trace === false) return undefined;
  if (trace === true) return defaultTrace;
  return wholeNumber("trace", trace);
}

function wholeNumber(what: string, value: number): number {
  if (!(Number.isInteger(value) && value >= 0))
    throw new RangeError(`${what}: expected a whole number from 0, got ${value}`);
  return value;
}

interface Ends {
  readonly until: number;
  readonly maxEvents: number;
}

function endsOf(model: Model, { until, maxEvents }: SimulateOptions): Ends {
  if (maxEvents !== undefined) wholeNumber("maxEvents", maxEvents);
  const own = until === undefined && maxEvents === undefined ? model.stop : undefined;
  const horizon = until ?? own?.time;
  return {
    until: horizon === undefined ? Infinity : duration(horizon, "until"),
    maxEvents: maxEvents ?? own?.events ?? defaultMaxEvents,
  };
}

function loop(
  machine: Machine,
  recorder: SeriesRecorder,
  { until, maxEvents }: Ends,
  { mostEntities, mostScheduled }: Bounds,
  { signal, onProgress }: SimulateOptions,
): { events: number; time: number; stopped: Stopped } {
  const { queue } = machine;
  let events = 0;
  let time = 0;
  const isWatched = signal !== undefined || onProgress !== undefined;
  let now = isWatched ? performance.now() : 0;
  let lastProgress = now;
  let most = eventsBetweenChecks;
  for (;;) {
    if (queue.length === 0) return { events, time, stopped: "done" };
    if (queue.nextTime > until) return { events, time: until, stopped: "until" };
    if (events >= maxEvents) return { events, time, stopped: "maxEvents" };
    if (machine.halt[0] === 1) return { events, time, stopped: "condition" };
    if (machine.entities.alive[0]! > mostEntities) return { events, time, stopped: "maxEntities" };
    if (queue.length > mostScheduled) return { events, time, stopped: "maxScheduled" };
    if (signal?.aborted) return { events, time, stopped: "aborted" };
    if (isWatched) {
      const before = now;
      now = performance.now();
      if (now - before > longestBetweenChecks) most = Math.max(1, most >> 2);
      else if (most < eventsBetweenChecks) most *= 2;
      if (onProgress && now - lastProgress >= progressInterval) {
        onProgress({ events, time });
        now = performance.now();
        lastProgress = now;
        if (signal?.aborted) continue;
      }
    }
    if (queue.nextTime > recorder.end) recorder.advance(queue.nextTime);
    events += machine.run(Math.min(until, recorder.end), Math.min(most, maxEvents - events));
    time = machine.clock[0]!;
  }
}
