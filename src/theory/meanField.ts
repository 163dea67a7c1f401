import { escapeMarkup } from "../display/escapeMarkup.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { duration } from "../machine/duration.js";
import type { Model } from "../machine/model.js";
import { validateModel } from "../machine/validate.js";
import { type Balance, balances, isDriven } from "./balance.js";
import { followCalendar, type Trajectory } from "./calendar.js";
import { type Complex, characteristicRoots, type StabilityOptions } from "./characteristic.js";
import { alive, type Effects, effectsOf } from "./effects.js";
import { fixedPointTable } from "./fixedPointTable.js";
import { type DifferentialEquations, memorylessEquations } from "./memoryless.js";
import { type Image, type Population, populationOf } from "./population.js";
import { limitsOf } from "./scope.js";
import { follow } from "./taggedEntity.js";

export interface MeanFieldOptions extends Partial<StabilityOptions> {
  /** Of the starts of Newton's method. */
  readonly seed?: number | string;
  /** How many starts beside the first state; 8 unless given. */
  readonly starts?: number;
  /**
   * What variables of the machine have beside what the entities carry, such as records that were put in and never found again.
   * Followed from the beginning of a run unless given.
   */
  readonly offset?: Readonly<Record<string, number>>;
  /** Whether roots are looked for; true unless given. */
  readonly stability?: boolean;
}

/** A state that does not change by itself. */
export interface FixedPoint {
  /** The machine's variables: `alive`, counters (of a CPU: their mean over the CPUs), resources. */
  readonly state: Readonly<Record<string, number>>;
  readonly overhead: number;
  /** How fast each account is charged, 1/ns. */
  readonly rates: Readonly<Record<string, number>>;
  /** How long an entity waits for each resource, ns. */
  readonly waits: Readonly<Record<string, number>>;
  /** How fast each counter of an entity changes, 1/ns. */
  readonly drift: Readonly<Record<string, number>>;
  /**
   * How the work left of each life changes in a turn, per what a life begins with: below 0 it runs down; above 0 it grows, and nobody
   * ever finishes. NaN where no counter of an entity decides when it ends.
   */
  readonly approach: number;
  /** The time between two turns of an entity's life, or of a life where that ends, ns. */
  readonly turn: number;
  /** How long a life takes here, ns; Infinity where it does not end. */
  readonly residence: number;
  /** The characteristic roots with the largest real parts, 1/ns; none where they were not looked for. */
  readonly eigenvalues: readonly Complex[];
  readonly stable: boolean | undefined;
  readonly kind: "node" | "focus" | "saddle" | "unknown";
  /** 2π / im of the leading roots, ns, where they are complex. */
  readonly period?: number;
  /** ln 2 / re, ns, where it is unstable; the time to halve a perturbation, where it is stable. */
  readonly doublingTime?: number;
  readonly halvingTime?: number;
}

export interface TrajectoryOptions {
  /** ns or with a unit; 40 turns unless given. */
  readonly until?: number | string;
  /** 200 unless given. */
  readonly windows?: number;
  /** ns; a 400th of a turn, or a 32nd of a shorter delay of events beside it, unless given. */
  readonly step?: number | string;
}

interface FollowedCourse {
  readonly until?: number;
  readonly windows: number;
  readonly step?: number;
  readonly lives: "end" | "go on";
}

/** The course of a run, averaged over the later half of 24 turns, with everybody far from the end of life. */
export interface Settled {
  readonly overhead: number;
  /** As of a fixed point. */
  readonly approach: number;
  /** The means of the machine's variables. */
  readonly state: Readonly<Record<string, number>>;
}

/** The turns that a run is followed for to see what is left behind. */
const settlingTurns = 24;
const mostSteps = 2_000_000;

/**
 * The fluid limit of a model: what it does on average where very many entities take part. See the room's README for how it follows
 * from the model and what is assumed.
 *
 * @throws ModelError for a model that cannot be run
 */
export function meanField(model: Model, options: MeanFieldOptions = {}): MeanField {
  validateModel(model);
  return new MeanField(model, options);
}

export class MeanField {
  readonly model: Model;
  /** Whether there is such a limit; if not, `reasons` say why. */
  readonly applies: boolean;
  readonly reasons: readonly string[];
  /** What the limit takes for granted with this model. */
  readonly assumptions: readonly string[];
  /** What the machine's variables have beside what entities carry. */
  readonly offset: Readonly<Record<string, number>>;
  readonly fixedPoints: readonly FixedPoint[];
  /** What a run is like after some turns, swings and all; undefined where its course cannot be followed. */
  readonly settled: Settled | undefined;
  readonly #effects: Effects;
  readonly #population: Population;
  readonly #driven: readonly boolean[];
  #equations: DifferentialEquations | undefined;

  constructor(model: Model, options: MeanFieldOptions) {
    this.model = model;
    this.#effects = effectsOf(model);
    const { reasons, assumptions, canBeFollowed } = limitsOf(this.#effects);
    this.#population = populationOf(this.#effects);
    this.#driven = this.#drivenVariables();
    if (reasons.length > 0) {
      this.applies = false;
      this.reasons = reasons;
      this.assumptions = assumptions;
      this.offset = {};
      this.fixedPoints = [];
      this.settled = undefined;
      return;
    }
    const course = this.#population.isOpen || !canBeFollowed ? undefined : this.#follow({ lives: "go on", windows: 8 });
    this.settled = course && this.#settled(course);
    const offset = this.#offsetOf(options.offset, course);
    this.offset = this.#named(offset);
    const { seed = 1, starts = 8 } = options;
    const found = balances(this.#effects, this.#population, { offset, driven: this.#driven, seed, starts });
    this.fixedPoints = found.map((balance) => this.#fixedPoint(balance, options));
    this.reasons = this.#tooFew();
    this.applies = this.reasons.length === 0;
    this.assumptions = assumptions;
  }

  /** Names and units of {@link derivative}'s variables. */
  get variables(): DifferentialEquations["variables"] {
    return this.#differentialEquations().variables;
  }

  /** Where the differential equations begin: everybody has just come. */
  get initialState(): Float64Array {
    return this.#differentialEquations().initial.slice();
  }

  /** The right-hand side of the limit as differential equations, as if no delay had a memory; per ns. */
  derivative(state: ArrayLike<number>, time = 0): Float64Array {
    return this.#differentialEquations().derivative(state, time);
  }

  /** Bookkeeping per unit of work with the machine in this state; variables that are not named are 0, `alive` the population. */
  overheadAt(state: Readonly<Record<string, number>>): number {
    return overheadOf(this.#effects, this.#imageAt(state));
  }

  /**
   * How fast each variable of the machine changes for good, 1/ns, with the machine in this state, and each counter of an entity. A
   * variable that entities carry is pulled to what they hold within a turn.
   */
  drift(state: Readonly<Record<string, number>>): Record<string, number> {
    const environment = this.#environment(state);
    const { held, net, turn, drift } = this.#population.image(environment);
    const own = this.#effects.environment.map((name, each): [string, number] => {
      if (this.#driven[each]) return [name, net[each]!];
      return [name, ((this.offset[name] ?? 0) + held[each]! - environment[each]!) / turn];
    });
    return Object.fromEntries([...own, ...this.#effects.attributes.map((name, each) => [name, drift[each]!] as const)]);
  }

  /**
   * The course of the limit from the beginning of a run, with delays kept.
   *
   * @throws RangeError for a model with resources, or where what an entity is like decides where it goes: such entities cannot be averaged
   */
  trajectory({ until, windows = 200, step }: TrajectoryOptions = {}): Trajectory {
    const { reasons, canBeFollowed, whyNot } = limitsOf(this.#effects);
    if (reasons.length > 0 || !canBeFollowed) throw new RangeError(`trajectory: ${[...reasons, ...whyNot].join("; ")}`);
    return this.#follow({
      lives: "end",
      windows,
      ...(until === undefined ? {} : { until: duration(until, "until") }),
      ...(step === undefined ? {} : { step: duration(step, "step") }),
    });
  }

  [displaySymbol](): MimeBundle {
    const table = fixedPointTable(this.fixedPoints);
    const shown = table[displaySymbol]();
    const lines = [
      ...(this.applies ? [] : [`The mean field does not apply: ${this.reasons.join("; ")}.`]),
      ...(this.assumptions.length > 0 ? [`Assumed: ${this.assumptions.join("; ")}.`] : []),
    ];
    return {
      "text/plain": [`Mean field of ${this.model.name}`, shown["text/plain"], ...lines].join("\n"),
      "text/html": `<p>Mean field of ${escapeMarkup(this.model.name)}</p>${shown["text/html"]}${lines.map((line) => `<p>${escapeMarkup(line)}</p>`).join("")}`,
    };
  }

  /** Of few entities the mean tells little, unless they are not what is counted but what drives it, like reactions. */
  #tooFew(): string[] {
    if (this.#driven.includes(true)) return [];
    const number = Math.min(...this.fixedPoints.map(({ state }) => state.alive!));
    if (number >= fewestEntities || number === Infinity) return [];
    return [
      `few entities: ${number.toPrecision(3)} at a time, which chance changes by about ${Math.sqrt(number).toPrecision(2)}`,
    ];
  }

  #differentialEquations(): DifferentialEquations {
    if (this.#effects.resources.length > 0)
      throw new RangeError("derivative: a model with resources has no differential equations here; see stabilityBound");
    this.#equations ??= memorylessEquations(this.#effects, this.#population);
    return this.#equations;
  }

  #offsetOf(given: MeanFieldOptions["offset"], course: Trajectory | undefined): Float64Array {
    const { environment, initialEnvironment } = this.#effects;
    if (given) {
      for (const name of Object.keys(given))
        if (!environment.includes(name))
          throw new RangeError(`offset: unknown variable "${name}"; known: ${environment.join(", ")}`);
      return initialEnvironment.map((value, each) => given[environment[each]!] ?? value);
    }
    if (!course) return initialEnvironment.slice();
    // What is not carried has no share of its own that could be left behind.
    return initialEnvironment.map((value, each) =>
      this.#driven[each] || Math.abs(course.offset[each]! - value) < 1e-6 ? value : course.offset[each]!,
    );
  }

  #follow({ until, windows, step, lives }: FollowedCourse): Trajectory {
    const { changes, flows, turn, edges: later } = this.#plentiful();
    const { edges: first } = this.#imageAt({});
    const edges = [...first, ...later];
    const end = until ?? settlingTurns * turn;
    // Events that lead nowhere may overtake one another; that has to be seen.
    const aside = edges.filter(
      ({ to, delay }) => delay > 0 && !edges.some(({ from, share }) => from === to && share > 0),
    );
    const fine = Math.min(turn / 400, ...aside.map(({ delay }) => delay / 32));
    return followCalendar(this.#effects, this.#population, {
      until: end,
      step: step ?? Math.max(end / mostSteps, fine),
      windows,
      lives,
      unclamped: changes.map((each, state) => (flows[state]! > 0 ? each : undefined)),
    });
  }

  #settled({ series }: Trajectory): Settled {
    const { model, clocks, attributes, initialAttributes, environment } = this.#effects;
    const { time } = series;
    const half = time.length / 2;
    const late = (name: string): Float64Array => series[name]!.slice(half);
    const sum = (name: string): number => late(name).reduce((total, value) => total + value, 0);
    const span = time.at(-1)! - time[half - 1]!;
    const turn = time.at(-1)! / settlingTurns;
    const growth = (clock: number): number => {
      const column = series[attributes[clock]!]!;
      return (
        (((column.at(-1)! - column[half - 1]!) / span) * turn) / (this.#population.count * initialAttributes[clock]!)
      );
    };
    return {
      overhead: model.overhead ? sum(model.overhead.bookkeeping) / sum(model.overhead.work) : Number.NaN,
      approach: clocks.length > 0 ? Math.max(...clocks.map(growth)) : Number.NaN,
      state: Object.fromEntries(environment.map((name) => [name, sum(name) / half])),
    };
  }

  /** What the population does where there is so much of everything that nothing is clamped. */
  #plentiful(factor = 1): Image {
    const { environment, initialEnvironment, model } = this.#effects;
    const { count } = this.#population;
    const global = Object.keys(model.counters?.global ?? {});
    const held = this.#population.image(initialEnvironment.map((value, each) => (each === alive ? count : value))).held;
    return this.#population.image(
      initialEnvironment.map((value, each) =>
        global.includes(environment[each]!) ? factor * Math.max(value, 2 * count, 1) : value + held[each]!,
      ),
    );
  }

  /** What is not carried, and so not given back, seen where nothing is clamped; in two places, as one may be a fixed point. */
  #drivenVariables(): boolean[] {
    const places = [1, 1.37].map((factor) => this.#plentiful(factor));
    return this.#effects.environment.map((_, each) =>
      places.some(({ net, gross }) => isDriven(net[each]!, gross[each]!)),
    );
  }

  #environment(state: Readonly<Record<string, number>>): Float64Array {
    const { environment } = this.#effects;
    for (const name of Object.keys(state))
      if (!environment.includes(name))
        throw new RangeError(`state: unknown variable "${name}"; known: ${environment.join(", ")}`);
    return Float64Array.from(environment, (name, each) => state[name] ?? (each === alive ? this.#population.count : 0));
  }

  #imageAt(state: Readonly<Record<string, number>>): Image {
    return this.#population.image(this.#environment(state));
  }

  #named(values: Float64Array): Record<string, number> {
    return Object.fromEntries(this.#effects.environment.map((name, each) => [name, values[each]!]));
  }

  #fixedPoint(balance: Balance, options: MeanFieldOptions): FixedPoint {
    const { environment, waits, image } = balance;
    const { phases = "mixed", delays = "own", stability = true } = options;
    const canTell = stability && waits.every((wait) => wait === 0);
    const eigenvalues = canTell
      ? characteristicRoots(this.#effects, this.#population, balance, { phases, delays })
      : [];
    return {
      state: this.#named(environment),
      overhead: overheadOf(this.#effects, image),
      rates: Object.fromEntries(this.#effects.accounts.map((name, each) => [name, image.charges[each]!])),
      waits: Object.fromEntries(this.#effects.resources.map(({ name }, each) => [name, waits[each]!])),
      drift: Object.fromEntries(this.#effects.attributes.map((name, each) => [name, image.drift[each]!])),
      approach: this.#approach(image),
      turn: image.turn,
      residence: this.#residence(balance),
      eigenvalues,
      ...judged(eigenvalues, canTell),
    };
  }

  #approach({ drift, turn }: Image): number {
    const { clocks, initialAttributes } = this.#effects;
    if (clocks.length === 0 || this.#population.isOpen) return Number.NaN;
    return Math.max(...clocks.map((each) => (drift[each]! * turn) / initialAttributes[each]!));
  }

  #residence({ environment, waits }: Balance): number {
    const { kinds } = this.#population;
    const first = kinds[0]!;
    const life = follow(this.#effects, first.state, {
      environment,
      waits,
      draws: "means",
      lives: "end",
      repetitions: 1,
    });
    return life.ended ? life.time : Infinity;
  }
}

/** Below this many entities at a time chance is not small beside the mean: 1 / √n is more than a fifth. */
const fewestEntities = 25;

function overheadOf({ model, accounts }: Effects, { charges }: Image): number {
  if (!model.overhead) return Number.NaN;
  return charges[accounts.indexOf(model.overhead.bookkeeping)]! / charges[accounts.indexOf(model.overhead.work)]!;
}

function judged(
  eigenvalues: readonly Complex[],
  canTell: boolean,
): Pick<FixedPoint, "stable" | "kind" | "period" | "doublingTime" | "halvingTime"> {
  const [leading] = eigenvalues;
  if (!leading) return { stable: canTell ? true : undefined, kind: "unknown" };
  const { re, im } = leading;
  const growing = eigenvalues.filter((each) => each.re > 0);
  const isSaddle =
    growing.length % 2 === 1 && growing.some((each) => each.im === 0) && eigenvalues.some((each) => each.re < 0);
  return {
    stable: re < 0,
    kind: isSaddle ? "saddle" : im === 0 ? "node" : "focus",
    ...(im === 0 ? {} : { period: (2 * Math.PI) / Math.abs(im) }),
    ...(re > 0 ? { doublingTime: Math.LN2 / re } : { halvingTime: Math.LN2 / -re }),
  };
}
