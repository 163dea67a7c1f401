import { alive, type Effects } from "./effects.js";
import type { Edge, Population } from "./population.js";

/** Ordinary differential equations y' = f(y, t). */
export interface DifferentialEquations {
  readonly variables: readonly Variable[];
  readonly initial: Float64Array;
  derivative(state: ArrayLike<number>, time: number): Float64Array;
}

export interface Variable {
  readonly name: string;
  readonly unit: string;
}

/** A delay so much shorter than a turn is over as soon as it begins; it would only make the equations stiff. */
const passing = 1e-3;
const portions = 64;

/**
 * The fluid limit as if no delay had a memory. Of the events from state i to j there are `pending`, n, and `flow`, f, of them come in a
 * ns: f is the sum of the rates that the delays had when they began, d the mean of those that begin now, so that
 *
 * n' = φ_i p - f,  f' = φ_i p / d - f² / n,  φ_j = Σ f,
 *
 * and a variable of the machine changes by y' = Σ φ_i Δ_i. Its Jacobian has the eigenvalues of the linearised system with exponential delays.
 */
export function memorylessEquations(effects: Effects, population: Population): DifferentialEquations {
  const { environment, states, initialEnvironment } = effects;
  const variables = environment.length;
  const first = imageAfterArrival(effects, population);
  const { edges, turn } = first.image;
  const isSlow = edges.map(({ delay }) => delay >= passing * turn);
  refuseFastCycles(effects, edges, isSlow);
  const slow = edges.map((_, index) => index).filter((index) => isSlow[index]);
  const places = new Map(slow.map((edge, index) => [edge, variables + 2 * index]));
  const label = ({ from, to }: Edge): string => `${states[from]} → ${states[to]}`;
  const arrivals = new Float64Array(states.length);
  for (const { state, rate } of population.kinds) arrivals[state]! += rate;

  const derivative = (state: ArrayLike<number>): Float64Array => {
    const y = Float64Array.from({ length: variables }, (_, each) => state[each]!);
    const image = population.image(y);
    const flows = arrivals.slice();
    places.forEach((place, edge) => {
      flows[edges[edge]!.to]! += state[place + 1]!;
    });
    passOn(flows, image.edges, isSlow);
    const result = new Float64Array(variables + 2 * slow.length);
    states.forEach((_, from) => {
      for (let each = 0; each < variables; each += 1) result[each]! += flows[from]! * image.changes[from]![each]!;
      result[alive]! += arrivals[from]! - flows[from]! * leaving(effects, from);
    });
    places.forEach((place, edge) => {
      const { from, share, delay } = image.edges[edge]!;
      const [pending, flow] = [state[place]!, state[place + 1]!];
      result[place] = flows[from]! * share - flow;
      result[place + 1] = (flows[from]! * share) / delay - (pending > 0 ? flow ** 2 / pending : 0);
    });
    return result;
  };
  const initial = new Float64Array(variables + 2 * slow.length);
  initial.set(initialEnvironment);
  initial[alive]! += population.count;
  passOn(first.entered, edges, isSlow);
  first.entered.forEach((mass, state) => {
    for (let each = 0; each < variables; each += 1) initial[each]! += mass * first.image.changes[state]![each]!;
    places.forEach((place, edge) => {
      const { from, share, delay } = edges[edge]!;
      if (from !== state) return;
      initial[place]! += mass * share;
      initial[place + 1]! += (mass * share) / delay;
    });
  });
  return {
    variables: [
      ...environment.map((name) => ({ name, unit: "1" })),
      ...slow.flatMap((edge) => [
        { name: `pending ${label(edges[edge]!)}`, unit: "1" },
        { name: `flow ${label(edges[edge]!)}`, unit: "1/ns" },
      ]),
    ],
    initial,
    derivative,
  };
}

/** The crowds that enter at time 0, and what they make of the machine, taken in portions. */
function imageAfterArrival(effects: Effects, population: Population) {
  const entered = new Float64Array(effects.states.length);
  for (const { state, count } of population.kinds) entered[state]! += count;
  const environment = effects.initialEnvironment.slice();
  environment[alive]! += population.count;
  for (let portion = 0; portion < portions / 2; portion += 1) {
    const { changes } = population.image(environment);
    entered.forEach((mass, state) => {
      for (let each = 0; each < environment.length; each += 1)
        environment[each]! += (mass / portions) * changes[state]![each]!;
    });
  }
  // Half of them have come: what they find on average.
  return { entered, image: population.image(environment) };
}

function leaving({ alternatives }: Effects, state: number): number {
  const own = alternatives[state]!;
  return own.length === 1 && own[0]!.ends ? 1 : 0;
}

/** Adds to each state what comes to it from others without delay. */
function passOn(flows: Float64Array, edges: readonly Edge[], isSlow: readonly boolean[]): void {
  let moving = flows.slice();
  for (let round = 0; round < flows.length && moving.some((flow) => flow !== 0); round += 1) {
    const next = new Float64Array(flows.length);
    edges.forEach(({ from, to, share }, index) => {
      if (!isSlow[index]) next[to]! += moving[from]! * share;
    });
    for (let state = 0; state < flows.length; state += 1) flows[state]! += next[state]!;
    moving = next;
  }
}

function refuseFastCycles({ states }: Effects, edges: readonly Edge[], isSlow: readonly boolean[]): void {
  states.forEach((name, start) => {
    const seen = new Set([start]);
    for (const at of seen)
      edges.forEach(({ from, to, share }, index) => {
        if (isSlow[index] || share === 0 || from !== at) return;
        if (to === start) throw new RangeError(`states.${name}: comes back to itself without a delay to speak of`);
        seen.add(to);
      });
  });
}
