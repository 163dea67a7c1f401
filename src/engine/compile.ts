import type { Distribution } from "../distribution/distribution.js";
import { distributionFrom } from "../distribution/families.js";
import { quantity } from "../machine/duration.js";
import type { Draw, Model } from "../machine/model.js";
import { transitionsOf } from "../machine/validate.js";
import type { Stream } from "../random/stream.js";
import { ModelCode, parameterValues } from "./code.js";
import { EventQueue } from "./queue.js";

/** The state of a machine while it runs: every number of it in a typed array. */
export interface Machine {
  readonly queue: EventQueue;
  /** The time of the last event, in the only element. */
  readonly clock: Float64Array;
  /** The entities that have arrived and not left, in the only element. */
  readonly alive: Float64Array;
  readonly accounts: Float64Array;
  readonly counters: Readonly<Record<string, Float64Array>>;
  /** The sum of each per-entity counter over all entities, in the only element. */
  readonly entityTotals: Readonly<Record<string, Float64Array>>;
  /** Handles the events up to and including the time `until`, but not more than `most`; returns how many. */
  run(until: number, most: number): number;
}

const mostEntities = 10_000_000;

/**
 * Makes a machine that is ready to run: a model that has been validated becomes one JavaScript function, specialised to
 * it, over typed arrays.
 *
 * @param stream the run's; each draw takes a child named after it
 * @throws ModelError with the path of every expression that says something wrong
 */
export function compile(model: Model, stream: Stream): Machine {
  const code = new ModelCode(model);
  const transitions = transitionsOf(model);
  const source = code.run(transitions);
  const arrivals = model.arrivals.map((arrival, index) => ({
    state: Object.keys(model.states).indexOf(arrival.state),
    count: code.constant(`arrivals[${index}].count`, arrival.count),
    at: quantity(arrival.at ?? 0),
  }));
  const firstValues = Object.entries(model.counters?.entity ?? {}).map(
    ([name, value]) => [name, code.constant(`counters.entity.${name}`, value)] as const,
  );
  arrivals.forEach(({ count }, index) => {
    if (!(Number.isInteger(count) && count >= 0 && count <= mostEntities))
      code.refuse(`arrivals[${index}].count`, `expected a whole number from 0 to ${mostEntities}, got ${count}`);
  });
  code.throwIssues();

  const entities = arrivals.reduce((sum, { count }) => sum + count, 0);
  const cpus = model.cpus ?? 1;
  const counters: Record<string, Float64Array> = {};
  for (const [name, value] of Object.entries(model.counters?.global ?? {})) counters[name] = Float64Array.of(value);
  for (const [name, value] of Object.entries(model.counters?.cpu ?? {}))
    counters[name] = new Float64Array(cpus).fill(value);
  const entityTotals: Record<string, Float64Array> = {};
  for (const [name, value] of firstValues) {
    counters[name] = new Float64Array(entities).fill(value);
    entityTotals[name] = Float64Array.of(value * entities);
  }

  const queue = new EventQueue();
  const machine = {
    queue,
    clock: Float64Array.of(0),
    alive: Float64Array.of(0),
    accounts: Float64Array.from(Object.values(model.accounts)),
    counters,
    entityTotals,
  };
  let entity = 0;
  for (const { state, count, at } of arrivals)
    for (let each = 0; each < count; each += 1) {
      queue.push(at, 0, state, entity);
      entity += 1;
    }
  machine.alive[0] = entities;
  const draws = Object.entries(model.draws ?? {}).map(([name, draw]) => sampler(draw, stream.child(name)));
  const run = maker(source)(machine, parameterValues(model), new Int32Array(entities), cpus, draws, fail);
  return { ...machine, run };
}

/** Makes the `run` of a machine from its arrays. */
type Maker = (...parts: unknown[]) => Machine["run"];

const makers = new Map<string, Maker>();
const mostMakers = 100;

/**
 * The function with a given source, made once: what V8 has learned of it in one run then serves the next, which for short runs
 * is most of the time. A source always stands for the same function, so nothing but speed depends on what is kept.
 */
function maker(source: string): Maker {
  const known = makers.get(source);
  if (known) return known;
  const made = new Function("machine", "parameters", "cpuOf", "cpus", "draws", "fail", source) as Maker;
  if (makers.size >= mostMakers) makers.clear();
  makers.set(source, made);
  return made;
}

function sampler({ distribution }: Draw, stream: Stream): { sample: Distribution["sample"]; stream: Stream } {
  const { sample } = "sample" in distribution ? (distribution as Distribution) : distributionFrom(distribution);
  return { sample, stream };
}

function fail(delay: number, path: string, time: number): never {
  throw new RangeError(
    delay >= 0
      ? `${path}: the event at ${time} + ${delay} ns lies beyond 2^53 ns (104 days), where ns are no longer exact`
      : `${path}: the delay is ${delay} ns at time ${time} ns; an event cannot be scheduled into the past`,
  );
}
