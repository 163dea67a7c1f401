import type { Model } from "../machine/model.js";
import { validateModel } from "../machine/validate.js";
import { Table } from "../table/table.js";
import { alive, type Effects, effectsOf } from "./effects.js";
import { newton } from "./newton.js";
import { type Image, type Population, populationOf } from "./population.js";
import { limitsOf } from "./scope.js";
import { resourcePlace } from "./taggedEntity.js";

/** What a resource can do while so many wait for it. */
export interface Capacity {
  /** How long each waits each time, ns. */
  readonly wait: number;
  /** How many wait, on all CPUs together. */
  readonly backlog: number;
  /** Arrivals in a ns with which the resource is just busy all the time. */
  readonly rate: number;
  /** What the model's arrivals ask of it, per what it can do. */
  readonly load: number;
  readonly overhead: number;
  /** The machine's variables. */
  readonly state: Readonly<Record<string, number>>;
}

export interface StabilityBound {
  readonly applies: boolean;
  readonly reasons: readonly string[];
  readonly resource: string;
  /** Arrivals in a ns. */
  readonly arrivalRate: number;
  /** The load where somebody always waits, but hardly anybody: the border of explosion is where it passes 1. */
  readonly load: number;
  /** The arrival rate at that border, 1/ns. */
  readonly rate: number;
  /** The load, and the arrival rate at its border, with the backlog that is worst. */
  readonly worstLoad: number;
  readonly worstRate: number;
  /** Where the load is below 1 with few waiting and above 1 with many: the backlog from which it does not come back. */
  readonly criticalBacklog?: number;
  /** From a short queue to a long one. */
  readonly capacities: Table;
  /** The capacity with a given wait, ns. */
  at(wait: number): Capacity;
}

export interface StabilityBoundOptions {
  /** The model's only one unless given. */
  readonly resource?: string;
  /** The longest wait that is looked at, ns; 10 s unless given. */
  readonly longestWait?: number;
}

const shortestWait = 1000;
const waitsInDecade = 2;
const mostIterations = 30;
/** To which part of it the wait of the critical backlog is found. */
const precisionOfWait = 1e-4;

/**
 * Where the queues of an open model begin to grow without end. Work per entity, bookkeeping, switches and all, is what one entity
 * that is followed through a machine whose servers never rest holds of the resource; it depends on how many wait, where a cost does.
 *
 * load(backlog) = λ E[time that an entity holds the resource | backlog] / servers.
 *
 * Without such costs the border is load 1, whatever the distributions. Where the load rises with the backlog there are two borders and
 * a range between them in which a stable machine can be pushed over.
 *
 * @throws ModelError for a model that cannot be run, RangeError for one without arrivals or without that resource
 */
export function stabilityBound(model: Model, options: StabilityBoundOptions = {}): StabilityBound {
  const { resource, arrivalRate, reasons, at } = capacitiesOf(model, options);
  const decades = Math.log10((options.longestWait ?? 10e9) / shortestWait);
  const capacities = Array.from({ length: Math.ceil(decades * waitsInDecade) + 1 }, (_, each) =>
    at(shortestWait * 10 ** (each / waitsInDecade)),
  );
  const [first] = capacities;
  const worst = capacities.reduce((most, each) => (each.load > most.load ? each : most));
  const criticalBacklog = first!.load < 1 && worst.load > 1 ? critical(capacities, at) : undefined;
  return {
    applies: reasons.length === 0,
    reasons,
    resource,
    arrivalRate,
    load: first!.load,
    rate: first!.rate,
    worstLoad: worst.load,
    worstRate: worst.rate,
    ...(criticalBacklog === undefined ? {} : { criticalBacklog }),
    capacities: new Table(capacities.map(({ state, ...each }) => ({ ...each, ...state }))),
    at,
  };
}

/** The load of a model's resource where hardly anybody waits, which is the border of explosion where it passes 1. */
export function loadOf(model: Model): number {
  return capacitiesOf(model, {}).at(shortestWait).load;
}

function capacitiesOf(model: Model, options: StabilityBoundOptions) {
  validateModel(model);
  const effects = effectsOf(model);
  const population = populationOf(effects);
  const names = effects.resources.map(({ name }) => name);
  const wanted = options.resource ?? names[0] ?? "";
  const place = names.indexOf(wanted);
  if (place < 0)
    throw new RangeError(`resource: the model has none named "${wanted}"; known: ${names.join(", ") || "none"}`);
  if (population.count > 0 || !population.isOpen)
    throw new RangeError(
      "stabilityBound: expected a model whose entities arrive over time; a crowd that stays cannot grow",
    );
  const arrivalRate = population.kinds.reduce((sum, { rate }) => sum + rate, 0);
  let near: Float64Array | undefined;
  const at = (wait: number): Capacity => {
    const found = saturated(effects, population, place, wait, near);
    near = found.environment;
    return capacityOf(effects, place, wait, found, arrivalRate);
  };
  return { resource: wanted, arrivalRate, reasons: limitsOf(effects).reasons, at };
}

/** The machine whose servers never rest, where everybody waits so long. */
function saturated(
  effects: Effects,
  population: Population,
  resource: number,
  wait: number,
  near: Float64Array | undefined,
): { environment: Float64Array; image: Image; share: number } {
  const waits = new Float64Array(effects.resources.length);
  waits[resource] = wait;
  const place = resourcePlace(effects, resource);
  const { capacity } = effects.resources[resource]!;
  const seen = (environment: Float64Array): { image: Image; share: number } => {
    const image = population.image(environment, waits);
    // So many times the arrivals there are keep the resource just busy.
    return { image, share: capacity / image.held[place]! };
  };
  const start =
    near ??
    effects.initialEnvironment.map((value, each) => (each === place ? capacity : each === place + 1 ? 1 : value));
  const made = (y: Float64Array): Float64Array => {
    const { image, share } = seen(y);
    return y.map((_, each) => effects.initialEnvironment[each]! + share * image.held[each]!);
  };
  // What the population makes of the machine hardly depends on it as a rule, so repetition goes faster than Newton's method.
  const environment =
    repeated(made, start) ??
    newton(
      (y) => made(y).map((value, each) => y[each]! - value),
      start,
      () => true,
    );
  if (!environment)
    throw new RangeError(
      `stabilityBound: no state of the machine fits a wait of ${wait.toPrecision(3)} ns; a cost may grow too fast`,
    );
  return { environment, ...seen(environment) };
}

function repeated(made: (y: Float64Array) => Float64Array, start: Float64Array): Float64Array | undefined {
  let y = start;
  for (let iteration = 0; iteration < mostIterations; iteration += 1) {
    const next = made(y);
    const isThere = next.every((value, each) => Math.abs(value - y[each]!) <= 1e-9 * Math.max(1, Math.abs(value)));
    y = next;
    if (isThere) return y;
  }
  return undefined;
}

function capacityOf(
  effects: Effects,
  resource: number,
  wait: number,
  { environment, image, share }: ReturnType<typeof saturated>,
  arrivalRate: number,
): Capacity {
  const { model, accounts, resources } = effects;
  const copies = resources[resource]!.perCpu ? (model.cpus ?? 1) : 1;
  const charged = (account: string): number => image.charges[accounts.indexOf(account)]!;
  return {
    wait,
    backlog: environment[resourcePlace(effects, resource) + 1]! * copies,
    rate: arrivalRate * share,
    load: 1 / share,
    overhead: model.overhead ? charged(model.overhead.bookkeeping) / charged(model.overhead.work) : Number.NaN,
    state: Object.fromEntries(effects.environment.map((name, each) => [name, environment[each]!]).slice(alive)),
  };
}

/** Where the load passes 1 for the first time: between two waits that were looked at, narrowed down to one of load 1. */
function critical(capacities: readonly Capacity[], at: (wait: number) => Capacity): number {
  const above = capacities.findIndex(({ load }) => load > 1);
  let [low, high] = [capacities[above - 1]!, capacities[above]!];
  while (high.wait / low.wait > 1 + precisionOfWait) {
    const middle = at(Math.sqrt(low.wait * high.wait));
    if (middle.load > 1) high = middle;
    else low = middle;
  }
  return high.backlog;
}
