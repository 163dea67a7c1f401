import type { Distribution } from "../distribution/distribution.js";
import { distributionFrom } from "../distribution/families.js";
import { quantity } from "../machine/duration.js";
import type { Draw, Model, Resource, State, Transition } from "../machine/model.js";
import type { Stream } from "../random/stream.js";
import { lastOf } from "./arrivalCode.js";
import { Entities } from "./entities.js";
import { Formulas, parameterValues } from "./formulas.js";
import { LatencyHistogram } from "./latency.js";
import { type EventNumbers, eventNumbers, programCode } from "./programCode.js";
import { EventQueue } from "./queue.js";
import { ResourceState } from "./resource.js";
import { Trace } from "./trace.js";
import type { CodeContext } from "./transitionCode.js";

/** The state of a machine while it runs. */
export interface Machine {
  readonly queue: EventQueue;
  /** The time of the last event, in the only element. */
  readonly clock: Float64Array;
  readonly entities: Entities;
  readonly accounts: Float64Array;
  /** Those of the machine, with one element, and those of the CPUs, with one for each. */
  readonly counters: Readonly<Record<string, Float64Array>>;
  readonly resources: Readonly<Record<string, ResourceState>>;
  readonly latencies: Readonly<Record<string, LatencyHistogram>>;
  /** 1 in the only element when the model's stop condition has come true. */
  readonly halt: Uint8Array;
  readonly trace: Trace | undefined;
  /** Handles the events up to and including the time `until`, but not more than `most`; returns how many. */
  run(until: number, most: number): number;
}

/** Where a run stops that grows. */
export interface Bounds {
  /** Entities that are there at once. */
  readonly mostEntities: number;
  /** Events that are scheduled at once. */
  readonly mostScheduled: number;
}

/** How many entities can come together. */
const largestCrowd = 10_000_000;
/** Numbers that the counters and resources of a model may take at its beginning: 1 GB. */
const mostNumbers = 2 ** 27;
/** What a copy of a resource takes beside its users, an entity beside its counters, and a histogram, in numbers. */
const numbersOfCopy = 200;
const numbersOfEntity = 6;
const numbersOfHistogram = 7000;

/**
 * Makes a machine that is ready to run: a model that has been validated becomes one JavaScript function, specialised to
 * it, over typed arrays.
 *
 * @param stream the run's; each draw takes a child named after it
 * @param bounds after an event that exceeds one of them, `run` returns
 * @param trace how many events to keep; none unless given
 * @throws ModelError with the path of every expression that says something wrong
 */
export function compile(model: Model, stream: Stream, bounds: Bounds, trace?: number): Machine {
  const formulas = new Formulas(model);
  let turns = 0;
  const context: CodeContext = {
    model,
    formulas,
    stateNumbers: new Map(Object.keys(model.states).map((name, index) => [name, index])),
    isOpen: model.arrivals.some(({ count }) => count === undefined),
    nextTurn: () => turns++,
  };
  const source = programCode(context, trace !== undefined);
  const numbers = eventNumbers(context);
  const counts = model.arrivals.map(({ count }, index) => {
    if (count === undefined) return undefined;
    const value = formulas.constant(`arrivals[${index}].count`, count);
    if (!(Number.isInteger(value) && value >= 0 && value <= largestCrowd))
      formulas.refuse(`arrivals[${index}].count`, `expected a whole number from 0 to ${largestCrowd}, got ${value}`);
    return value;
  });
  const firstValues = Object.entries(model.counters?.entity ?? {}).map(
    ([name, value]) => [name, formulas.constant(`counters.entity.${name}`, value)] as const,
  );
  const capacities = Object.entries(model.resources ?? {}).map(([name, { capacity = 1 }]) => {
    const value = formulas.constant(`resources.${name}.capacity`, capacity);
    if (!(Number.isInteger(value) && value >= 1))
      formulas.refuse(`resources.${name}.capacity`, `expected a whole number from 1, got ${value}`);
    return value;
  });
  const together = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  formulas.checkUnused();
  checkSize(model, formulas, together);
  formulas.throwIssues();

  const queue = new EventQueue();
  const entities = new Entities(context.isOpen ? Math.max(together, 64) : together, firstValues);
  const cpus = model.cpus ?? 1;
  const kept = trace === undefined ? undefined : new Trace(model, trace);
  const resources = Object.entries(model.resources ?? {}).map(([name, resource], index) => {
    const rules = { ...rulesOf(resource), name, capacity: capacities[index]! };
    return [
      name,
      new ResourceState(rules, copiesOf(resource, cpus), numbers.completion(index), queue, entities, kept?.of(index)),
    ] as const;
  });
  const machine: Omit<Machine, "run"> = {
    queue,
    clock: Float64Array.of(0),
    entities,
    accounts: Float64Array.from(Object.values(model.accounts)),
    counters: countersOf(model, cpus),
    resources: Object.fromEntries(resources),
    latencies: Object.fromEntries((model.latencies ?? []).map((name) => [name, new LatencyHistogram()])),
    halt: Uint8Array.of(0),
    trace: kept,
  };
  const admitTogether = (index: number, time: number): void => {
    const state = context.stateNumbers.get(model.arrivals[index]!.state)!;
    for (let each = 0; each < counts[index]!; each += 1) {
      const entity = entities.admit(time);
      entities.pending[entity]! += 1;
      queue.push(time, 0, state, entity);
    }
  };
  begin(model, numbers, queue, admitTogether);
  const parts: Parts = {
    machine,
    parameters: parameterValues(model),
    cpus,
    draws: Object.entries(model.draws ?? {}).map(([name, draw]) => sampler(draw, stream.child(name))),
    arrivalStreams: model.arrivals.map((_, index) => stream.child(`arrivals[${index}]`)),
    choices: Object.entries(model.states).map(([name, state]) => choosing(state) && stream.child(`states.${name}`)),
    // No draw can have this name.
    placement: stream.child("place.random"),
    turns: new Int32Array(turns),
    traces: model.arrivals.map(({ times }) => times),
    positions: new Int32Array(model.arrivals.length),
    together: admitTogether,
    fail,
    nonNegative,
    failBatch,
    ...bounds,
  };
  const run = programOf(source);
  return { ...machine, run: (until, most) => run(parts, until, most) };
}

/** What the generated code is given. */
interface Parts {
  readonly machine: Omit<Machine, "run">;
  readonly [name: string]: unknown;
}

/** Refuses a model that would not fit into memory even before anything happens. */
function checkSize(model: Model, formulas: Formulas, together: number): void {
  const { cpus = 1, counters = {}, resources = {}, latencies = [] } = model;
  const count = (values: object | undefined): number => Object.keys(values ?? {}).length;
  const perCpu = Object.values(resources).filter(({ per }) => per === "cpu").length;
  const sizes = [
    ["arrivals", together * (numbersOfEntity + count(counters.entity)), `${together} entities with their counters`],
    ["resources", count(resources) * numbersOfHistogram, `${count(resources)} resources with their histograms`],
    ["latencies", latencies.length * numbersOfHistogram, `${latencies.length} histograms`],
    ["cpus", cpus * (numbersOfCopy * perCpu + count(counters.cpu)), `${cpus} CPUs with their counters and resources`],
  ] as const;
  for (const [path, numbers, what] of sizes)
    if (numbers > mostNumbers) formulas.refuse(path, `${what} take ${(numbers / 2 ** 27).toFixed(1)} GB; at most 1`);
}

function rulesOf({ discipline = "fifo", slice }: Resource) {
  return { discipline, slice: slice === undefined ? Infinity : quantity(slice) };
}

function copiesOf({ per = "machine" }: Resource, cpus: number): number {
  return per === "cpu" ? cpus : 1;
}

function countersOf({ counters = {} }: Model, cpus: number): Record<string, Float64Array> {
  const global = Object.entries(counters.global ?? {}).map(([name, value]) => [name, Float64Array.of(value)] as const);
  const cpu = Object.entries(counters.cpu ?? {}).map(
    ([name, value]) => [name, new Float64Array(cpus).fill(value)] as const,
  );
  return Object.fromEntries([...global, ...cpu]);
}

/** Schedules the first arrivals; entities that arrive at the very beginning are there before the first event. */
function begin(
  model: Model,
  numbers: EventNumbers,
  queue: EventQueue,
  admitTogether: (index: number, time: number) => void,
): void {
  model.arrivals.forEach((arrival, index) => {
    const { count, at = 0, times } = arrival;
    const time = quantity(at);
    if (count !== undefined && time === 0) admitTogether(index, 0);
    else if (times) {
      if (times[0]! <= lastOf(arrival)) queue.push(times[0]!, 0, numbers.arrival(index), 0);
    } else queue.push(time, 0, numbers.arrival(index), count === undefined ? 2 : 0);
  });
}

/** Whether a state has something to choose by chance. */
function choosing(state: State): boolean {
  return [state].flat().some(({ probability }: Transition) => probability !== undefined);
}

/** Handles events of the machine that has these parts. */
type Program = (parts: Parts, until: number, most: number) => number;

const programs = new Map<string, Program>();
const mostPrograms = 100;

/**
 * The function with a given source, made once: what V8 has learned of it in one run then serves the next, which for short runs
 * is most of the time. A source always stands for the same function, so nothing but speed depends on what is kept.
 */
function programOf(source: string): Program {
  const known = programs.get(source);
  if (known) return known;
  const made = new Function(source)() as Program;
  if (programs.size >= mostPrograms) programs.clear();
  programs.set(source, made);
  return made;
}

function sampler({ distribution }: Draw, stream: Stream) {
  const { sample, parameters } =
    "sample" in distribution ? (distribution as Distribution) : distributionFrom(distribution);
  return { sample, parameters, stream };
}

function fail(delay: number, path: string, time: number): never {
  throw new RangeError(
    delay >= 0
      ? `${path}: the event at ${time} + ${delay} ns lies beyond 2^53 ns (104 days), where ns are no longer exact`
      : `${path}: the delay is ${delay} ns at time ${time} ns; an event cannot be scheduled into the past`,
  );
}

function nonNegative(interval: number, time: number): number {
  if (interval >= 0) return interval;
  throw new RangeError(`arrivals: an interval of ${interval} ns at time ${time} ns; time does not go back`);
}

function failBatch(size: number, path: string, time: number): never {
  throw new RangeError(`${path}.batch: ${size} entities at time ${time} ns; expected from 0 to 1000000`);
}
