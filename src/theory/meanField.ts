import { escapeMarkup } from "../display/escapeMarkup.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { duration } from "../machine/duration.js";
import type { Model } from "../machine/model.js";
import { validateModel } from "../machine/validate.js";
import { balances } from "./balance.js";
import type { Trajectory } from "./course.js";
import { alive, type Effects, effectsOf } from "./effects.js";
import { type FixedPoint, fixedPointOf, overheadOf } from "./fixedPoint.js";
import { fixedPointTable } from "./fixedPointTable.js";
import type { StabilityOptions } from "./linearise.js";
import { type DifferentialEquations, memorylessEquations } from "./memoryless.js";
import { type Image, type Population, populationOf } from "./population.js";
import { limitsOf } from "./scope.js";
import { courseOf, drivenVariables, type Settled, settledOf } from "./settle.js";

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

export interface TrajectoryOptions {
  /** ns or with a unit; 24 turns unless given. */
  readonly until?: number | string;
  /** 200 unless given. */
  readonly windows?: number;
  /** ns; a 400th of a turn, or a 32nd of a shorter delay of events beside it, unless given. */
  readonly step?: number | string;
}

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
    this.#driven = drivenVariables(this.#effects, this.#population);
    if (reasons.length > 0) {
      this.applies = false;
      this.reasons = reasons;
      this.assumptions = assumptions;
      this.offset = {};
      this.fixedPoints = [];
      this.settled = undefined;
      return;
    }
    const course =
      this.#population.isOpen || !canBeFollowed
        ? undefined
        : courseOf(this.#effects, this.#population, { lives: "go on", windows: 8 });
    this.settled = course && settledOf(this.#effects, this.#population, course);
    const offset = this.#offsetOf(options.offset, course);
    this.offset = this.#named(offset);
    const { seed = 1, starts = 8, phases = "mixed", delays = "own", stability = true } = options;
    const found = balances(this.#effects, this.#population, { offset, driven: this.#driven, seed, starts });
    this.fixedPoints = found.map((balance) =>
      fixedPointOf(this.#effects, this.#population, balance, stability ? { phases, delays } : undefined),
    );
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
    return courseOf(this.#effects, this.#population, {
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
      ...(this.applies && this.fixedPoints.length === 0
        ? ["No fixed point: more is asked of a resource than it can do, or what is carried grows without bound."]
        : []),
      ...(this.assumptions.length > 0 ? [`Assumed: ${this.assumptions.join("; ")}.`] : []),
    ];
    return {
      "text/plain": [`Mean field of ${this.model.name}`, shown["text/plain"], ...lines].join("\n"),
      "text/html":
        [`Mean field of ${this.model.name}`, ...lines].map((line) => `<p>${escapeMarkup(line)}</p>`).join("") +
        String(shown["text/html"]),
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
}

/** Below this many entities at a time chance is not small beside the mean: 1 / √n is more than a fifth. */
const fewestEntities = 25;
