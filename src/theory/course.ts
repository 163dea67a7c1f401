import type { Series } from "../engine/run.js";
import { Calendar } from "./calendar.js";
import { type Alternative, alive, type Effect, type Effects, type Moment } from "./effects.js";
import type { Population } from "./population.js";

/** The course of the fluid limit. */
export interface Trajectory {
  /**
   * As the series of a run, one value a window: `time` at its end, ns; `alive` and every counter then, those of CPUs and entities
   * summed; what was charged to every account in it, and `overhead`.
   */
  readonly series: Series;
  /** What each variable of the machine has for good beside what the entities carry, such as records that nobody takes out. */
  readonly offset: Float64Array;
  /** ns. */
  readonly step: number;
}

export interface CourseOptions {
  readonly until: number;
  /** ns; delays are kept on average, and spread by less than this. */
  readonly step: number;
  readonly windows: number;
  /** Whether lives come to their end, or are taken to be far from it. */
  readonly lives: "end" | "go on";
  /** What an entry into each state changes where nothing is clamped, by state and variable; undefined where only the start passes. */
  readonly unclamped: readonly (Float64Array | undefined)[];
}

/** The part of a variable that may change before the transitions are worked out anew. */
const resolution = 0.02;
/** Rounds within one step, for delays shorter than it. */
const mostRounds = 20;
/** What is shared out between two steps over and over gets smaller than counts. */
const leastMass = 1e-9;

/**
 * The limit of a large population, followed through time with its delays kept: every state has a calendar of how much of the
 * population enters it in each of the steps to come, and what their counters are on average. What enters is taken in portions, so
 * small that what they find hardly changes; each draws its delays from an evenly spread sequence, which in the limit is all that
 * is left of chance. This is the method of characteristics for the population's transport through its delays.
 */
export function followCourse(effects: Effects, population: Population, options: CourseOptions): Trajectory {
  const course = new Course(effects, options);
  for (const { state, count } of population.kinds) course.admit(state, count);
  return course.run(population.kinds.filter(({ rate }) => rate > 0));
}

class Course {
  readonly #effects: Effects;
  readonly #options: CourseOptions;
  readonly #calendar: Calendar;
  readonly #moment: Moment;
  readonly #turns: Float64Array;
  readonly #sample: (draw: number) => number;
  readonly #charged: Float64Array;
  readonly #offset: Float64Array;
  /** The counters of entities, summed over the population. */
  readonly #totals: Float64Array;
  /** The alternatives that a portion takes, and the share of each. */
  readonly #taken: Alternative[] = [];
  readonly #shares: number[] = [];

  constructor(effects: Effects, options: CourseOptions) {
    this.#effects = effects;
    this.#options = options;
    this.#calendar = new Calendar(effects.states.length, effects.attributes.length);
    this.#moment = {
      environment: effects.initialEnvironment.slice(),
      attributes: new Float64Array(effects.attributes.length),
      time: 0,
      born: 0,
    };
    this.#turns = new Float64Array(effects.draws.length);
    this.#sample = (draw) => effects.draws[draw]!.value(this.#turns[draw]!++);
    this.#charged = new Float64Array(effects.accounts.length);
    this.#offset = effects.initialEnvironment.slice();
    this.#totals = new Float64Array(effects.attributes.length);
  }

  admit(state: number, mass: number): void {
    this.#moment.environment[alive]! += mass;
    const { initialAttributes, endlessAttributes } = this.#effects;
    const first = this.#options.lives === "go on" ? endlessAttributes : initialAttributes;
    for (let each = 0; each < first.length; each += 1) this.#totals[each]! += mass * first[each]!;
    this.#calendar.add(state, 0, mass, first);
  }

  run(streams: readonly { readonly state: number; readonly rate: number }[]): Trajectory {
    const { until, step, windows } = this.#options;
    const { accounts, environment, attributes } = this.#effects;
    const cpuCounters = Object.keys(this.#effects.model.counters?.cpu ?? {});
    const names = [...environment, ...attributes, ...accounts];
    const columns = names.map(() => new Float64Array(windows));
    const time = new Float64Array(windows);
    const total = Math.max(1, Math.round(until / step));
    const cpus = this.#effects.model.cpus ?? 1;
    for (let window = 0, done = 0; window < windows; window += 1) {
      this.#charged.fill(0);
      for (const last = Math.round(((window + 1) * total) / windows); done < last; done += 1) {
        this.#moment.time = done * step;
        for (const { state, rate } of streams) this.admit(state, rate * step);
        this.#step();
      }
      time[window] = done * step;
      const row = [
        ...this.#moment.environment.map((value, each) =>
          cpuCounters.includes(environment[each]!) ? value * cpus : value,
        ),
        ...this.#totals,
        ...this.#charged,
      ];
      row.forEach((value, each) => {
        columns[each]![window] = value;
      });
    }
    const named = Object.fromEntries(names.map((name, index) => [name, columns[index]!]));
    const { overhead } = this.#effects.model;
    if (overhead) {
      const work = named[overhead.work]!;
      named.overhead = named[overhead.bookkeeping]!.map((each, window) => each / work[window]!);
    }
    return { series: { time, ...named }, offset: this.#offset, step };
  }

  #step(): void {
    for (let round = 0; round < mostRounds && !this.#calendar.isEmptyNow; round += 1) {
      let entered = 0;
      for (let state = 0; state < this.#effects.states.length; state += 1) {
        const mass = this.#calendar.take(state, this.#moment.attributes);
        if (mass < leastMass) continue;
        entered += mass;
        this.#enter(state, mass);
      }
      if (entered === 0) break;
    }
    this.#calendar.step();
  }

  #enter(state: number, mass: number): void {
    let left = mass;
    while (left > 0) left -= this.#portion(state, left);
  }

  /** Lets a part of a mass, small enough, enter a state; returns it. */
  #portion(state: number, mass: number): number {
    const taken = this.#taken;
    taken.length = 0;
    let portion = mass;
    let rest = 1;
    for (const alternative of this.#effects.alternatives[state]!) {
      if (rest <= 0) break;
      if (alternative.endsByItself && this.#options.lives === "go on") continue;
      if (!alternative.applies(this.#moment)) continue;
      const { effect, probability } = alternative;
      const share = probability ? Math.min(rest, probability(this.#moment)) : rest;
      effect.changes.fill(0);
      effect.charges.fill(0);
      alternative.apply(this.#moment, this.#sample);
      portion = Math.min(portion, this.#most(effect));
      taken.push(alternative);
      this.#shares[taken.length - 1] = share;
      rest -= share;
    }
    for (let each = 0; each < taken.length; each += 1) this.#pass(state, taken[each]!, portion * this.#shares[each]!);
    return portion;
  }

  /** So much may enter before the machine is another one. */
  #most({ changes }: Effect): number {
    const { environment } = this.#moment;
    let most = Infinity;
    for (let each = 0; each < environment.length; each += 1) {
      const change = Math.abs(changes[each]!);
      if (change > 0) most = Math.min(most, Math.max(1, (resolution * Math.abs(environment[each]!)) / change));
    }
    return most;
  }

  #pass(state: number, { effect, targets, ends }: Alternative, mass: number): void {
    const { environment, attributes } = this.#moment;
    const unclamped = this.#options.unclamped[state];
    for (let each = 0; each < environment.length; each += 1) {
      const change = effect.changes[each]!;
      environment[each]! += mass * change;
      if (unclamped) this.#offset[each]! += mass * (change - unclamped[each]!);
    }
    for (let each = 0; each < this.#charged.length; each += 1) this.#charged[each]! += mass * effect.charges[each]!;
    for (let each = 0; each < attributes.length; each += 1)
      this.#totals[each]! += mass * ((ends ? 0 : effect.attributes[each]!) - attributes[each]!);
    for (let each = 0; each < targets.length; each += 1) {
      const delay = effect.delays[each]!;
      if (delay >= 0) this.#calendar.add(targets[each]!, delay / this.#options.step, mass, effect.attributes);
    }
    if (ends) environment[alive]! -= mass;
  }
}
