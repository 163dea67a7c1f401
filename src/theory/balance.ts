import { stream } from "../random/stream.js";
import { alive, type Effects } from "./effects.js";
import { newton } from "./newton.js";
import type { Image, Population } from "./population.js";
import { resourcePlace } from "./taggedEntity.js";

/** A state of the machine that a population sees and, seeing it, makes. */
export interface Balance {
  readonly environment: Float64Array;
  /** How long an entity waits for each resource, ns. */
  readonly waits: Float64Array;
  readonly image: Image;
}

export interface BalanceOptions {
  /** What each variable of the machine has beside what the population holds, its first value included. */
  readonly offset: Float64Array;
  /** Which variables change for good, and are not given back what was taken. */
  readonly driven: readonly boolean[];
  readonly seed?: number | string;
  readonly starts?: number;
  /** A state to begin with, before all others. */
  readonly from?: Float64Array;
}

/**
 * The fixed points: y = offset + held(y) for what entities carry, such as records that each puts in and takes out again, and
 * net(y) = 0 for what they drive, such as a counter that they only add to. Damped Newton from many starts.
 */
export function balances(effects: Effects, population: Population, options: BalanceOptions): Balance[] {
  const found: Balance[] = [];
  for (const start of startsOf(effects, population, options)) {
    const balance = balanceFrom(effects, population, options, start);
    if (balance && !found.some((other) => isSame(other.environment, balance.environment))) found.push(balance);
    if (found.length > 0 && options.starts === 1) break;
  }
  return found.sort((one, other) => one.environment[1]! - other.environment[1]! || 0);
}

function startsOf(
  { environment, resources }: Effects,
  { count, isOpen }: Population,
  options: BalanceOptions,
): Float64Array[] {
  const { offset, seed = 1, starts = 8, from } = options;
  const random = stream(seed).child("fixed points");
  const scale = Math.max(1, count, ...offset.map(Math.abs));
  const own = environment.length - 2 * resources.length;
  const first = offset.map((value, each) => (each === alive ? count : value));
  const others = Array.from({ length: starts }, () =>
    first.map((value, each) =>
      each === alive && !isOpen ? count : each < own ? value + scale * 10 ** (4 * random.uniform() - 3) : 0,
    ),
  );
  return [...(from ? [from] : []), first, ...others];
}

function balanceFrom(
  effects: Effects,
  population: Population,
  options: BalanceOptions,
  start: Float64Array,
): Balance | undefined {
  const resources = effects.resources.length;
  let queued = new Uint8Array(resources);
  let unknowns = Float64Array.from([...start, ...new Float64Array(resources)]);
  // A resource that is asked for more than it has makes entities wait; for how long is one more unknown.
  for (let attempt = 0; attempt <= resources; attempt += 1) {
    const solved = newton(
      (x) => residual(effects, population, options, queued, x),
      unknowns,
      (index) => index < effects.environment.length && !options.driven[index],
    );
    if (!solved) return undefined;
    const { environment, waits } = split(effects, solved);
    const image = population.image(environment, waits);
    const short = effects.resources.map(
      ({ capacity }, each) =>
        !queued[each] && image.held[resourcePlace(effects, each)]! > capacity * (1 + 1e-9) && !isShared(effects, each),
    );
    if (!short.includes(true)) return waits.some((wait) => wait < 0) ? undefined : { environment, waits, image };
    if (population.isOpen) return undefined;
    queued = queued.map((was, each) => (short[each] ? 1 : was));
    unknowns = solved.slice();
    effects.resources.forEach(({ capacity }, each) => {
      if (!queued[each]) return;
      const place = resourcePlace(effects, each);
      // Were there no waiting, it would be `held`: so much longer a turn must take.
      unknowns[effects.environment.length + each] = image.turn * (image.held[place]! / capacity - 1);
      unknowns[place] = capacity;
      unknowns[place + 1] = Math.max(1, population.count - capacity);
    });
  }
  return undefined;
}

function isShared({ model, resources }: Effects, each: number): boolean {
  return model.resources![resources[each]!.name]!.discipline === "processor-sharing";
}

function split({ environment }: Effects, unknowns: Float64Array): { environment: Float64Array; waits: Float64Array } {
  return { environment: unknowns.slice(0, environment.length), waits: unknowns.slice(environment.length) };
}

function residual(
  effects: Effects,
  population: Population,
  { offset, driven }: BalanceOptions,
  queued: Uint8Array,
  unknowns: Float64Array,
): Float64Array {
  const { environment, waits } = split(effects, unknowns);
  const { held, net, gross } = population.image(environment, waits);
  const result = new Float64Array(unknowns.length);
  for (let each = 0; each < environment.length; each += 1)
    result[each] = driven[each] ? net[each]! / gross[each]! : environment[each]! - offset[each]! - held[each]!;
  waits.forEach((wait, each) => {
    const { capacity } = effects.resources[each]!;
    result[environment.length + each] = queued[each] ? held[resourcePlace(effects, each)]! / capacity - 1 : wait;
  });
  return result;
}

/** Whether what is taken from a variable is not given back. */
export function isDriven(net: number, gross: number): boolean {
  return Math.abs(net) > 1e-9 * gross;
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  return one.every((value, each) => Math.abs(value - other[each]!) <= 1e-4 * Math.max(1, Math.abs(value)));
}
