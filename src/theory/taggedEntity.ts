import { latticeShare, latticeSize } from "./drawnLaw.js";
import { type Alternative, alive, type Effects, type Moment } from "./effects.js";
import type { AlternativeUse, FollowOptions, Life } from "./life.js";

/** What is still to happen to the entity. */
interface Pending {
  readonly time: number;
  readonly priority: number;
  readonly order: number;
  readonly happens: "enter" | "served" | "done";
  readonly state: number;
  readonly resource: number;
  readonly service: number;
}

/** A life that has so many events does not end. */
const mostEvents = 200_000;
/** It has forgotten how it began after so many events, and twice its longest delay. */
const warmUpEvents = 240;
const mostWarmUpEvents = 4000;

/**
 * Follows one entity through a machine that stands still, which is all that an entity of a large population can tell of the
 * others (propagation of chaos). The machine that a population of such entities makes is the sum of their shares.
 */
export function follow(effects: Effects, state: number, options: FollowOptions): Life {
  const walk = new Walk(effects, options);
  if (options.lives === "end") for (let each = 0; each < options.repetitions; each += 1) walk.life(state);
  else walk.cycles(state);
  return walk.result();
}

class Walk {
  readonly #effects: Effects;
  readonly #options: FollowOptions;
  readonly #moment: Moment;
  readonly #attributes: Float64Array;
  readonly #pending: Pending[] = [];
  readonly #turns: Int32Array;
  readonly #sample: (draw: number) => number;
  #order = 0;
  #longest = 0;
  #choices = 0;
  #isMeasured = true;
  /** Whether it still holds its share of the population. */
  #isThere = false;
  #time = 0;
  #ended = true;
  readonly #held: Float64Array;
  readonly #integral: Float64Array;
  readonly #net: Float64Array;
  readonly #charges: Float64Array;
  readonly #entries: Float64Array;
  #uses: AlternativeUse[][];
  #before: Life["before"];
  readonly #drift: Float64Array;

  constructor(effects: Effects, options: FollowOptions) {
    const variables = effects.environment.length;
    this.#effects = effects;
    this.#options = options;
    this.#attributes = effects.initialAttributes.slice();
    this.#moment = { environment: options.environment, attributes: this.#attributes, time: 0, born: 0 };
    this.#turns = new Int32Array(effects.draws.length);
    this.#sample =
      options.draws === "means"
        ? (draw) => effects.draws[draw]!.mean + (draw === options.moved?.draw ? options.moved.by : 0)
        : (draw) => effects.draws[draw]!.value(this.#turns[draw]!++);
    this.#held = new Float64Array(variables);
    this.#integral = new Float64Array(variables);
    this.#net = new Float64Array(variables);
    this.#charges = new Float64Array(effects.accounts.length);
    this.#entries = new Float64Array(effects.states.length);
    this.#uses = emptyUses(effects);
    this.#drift = new Float64Array(effects.attributes.length);
  }

  /** From arrival until nothing is left to happen. */
  life(state: number): void {
    this.#begin(state);
    let events = 0;
    while (this.#pending.length > 0 && events++ < mostEvents) this.#next();
    if (this.#pending.length > 0 || this.#isThere) this.#ended = false;
    this.#time += this.#moment.time;
    for (let each = 0; each < this.#held.length; each += 1) this.#net[each]! += this.#held[each]!;
  }

  /** Some returns to the state that is entered least often, once what it began with is forgotten. */
  cycles(state: number): void {
    this.#begin(state);
    this.#isMeasured = false;
    const visits = new Float64Array(this.#effects.states.length);
    for (let event = 0; event < mostWarmUpEvents && this.#pending.length > 0; event += 1) {
      if (event >= warmUpEvents && this.#moment.time >= 2 * this.#longest) break;
      const entered = this.#next();
      if (entered >= 0 && event >= warmUpEvents / 2) visits[entered]! += 1;
    }
    const seldom = visits.reduce(
      (least, count, at) => (count > 0 && !(visits[least]! <= count && visits[least]! > 0) ? at : least),
      0,
    );
    let events = 0;
    while (this.#pending.length > 0 && events++ < mostEvents && this.#next() !== seldom);
    this.#clear();
    const from = this.#moment.time;
    const before = this.#attributes.slice();
    const held = this.#held.slice();
    for (let turn = 0; turn < this.#options.repetitions && this.#pending.length > 0; turn += 1)
      while (this.#pending.length > 0 && events++ < mostEvents && this.#next() !== seldom);
    this.#time = this.#moment.time - from;
    this.#ended = !this.#isThere;
    if (this.#pending.length === 0) {
      // It stays for ever as it is now, or has gone.
      this.#time = 1;
      this.#integral.set(this.#held);
      return;
    }
    for (let each = 0; each < held.length; each += 1) this.#net[each] = this.#held[each]! - held[each]!;
    for (let each = 0; each < before.length; each += 1) this.#drift[each] = this.#attributes[each]! - before[each]!;
  }

  result(): Life {
    return {
      time: this.#time,
      ended: this.#ended,
      share: this.#integral.map((value) => value / this.#time),
      net: this.#net,
      charges: this.#charges,
      entries: this.#entries,
      uses: this.#uses,
      before: this.#before,
      drift: this.#drift,
    };
  }

  #begin(state: number): void {
    const { endlessAttributes, initialAttributes } = this.#effects;
    this.#attributes.set(this.#options.lives === "go on" ? endlessAttributes : initialAttributes);
    this.#pending.length = 0;
    this.#held.fill(0);
    this.#held[alive] = 1;
    this.#isThere = true;
    this.#moment.time = 0;
    this.#schedule(0, "enter", state);
  }

  /** Puts aside what was seen so far; what is held stays. */
  #clear(): void {
    this.#isMeasured = true;
    this.#before = { entries: this.#entries.slice(), uses: this.#uses };
    this.#uses = emptyUses(this.#effects);
    this.#entries.fill(0);
    this.#integral.fill(0);
    this.#charges.fill(0);
  }

  #schedule(
    delay: number,
    happens: Pending["happens"],
    state: number,
    { resource = 0, service = 0, priority = 0 } = {},
  ): void {
    if (delay > this.#longest) this.#longest = delay;
    const event = {
      time: this.#moment.time + delay,
      priority,
      order: this.#order++,
      happens,
      state,
      resource,
      service,
    };
    // The next one stands last.
    let [low, high] = [0, this.#pending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(event, this.#pending[middle]!)) low = middle + 1;
      else high = middle;
    }
    this.#pending.splice(low, 0, event);
  }

  /** Lets the next thing happen; returns the state that was entered, or -1. */
  #next(): number {
    const event = this.#pending.pop()!;
    const passed = event.time - this.#moment.time;
    if (this.#isMeasured)
      for (let each = 0; each < this.#held.length; each += 1) this.#integral[each]! += this.#held[each]! * passed;
    this.#moment.time = event.time;
    if (event.happens === "enter") {
      this.#enter(event.state);
      return event.state;
    }
    if (event.happens === "served") {
      this.#hold(event.resource, "waiting", -1);
      this.#serve(event.resource, event.state, event.service);
    } else {
      this.#hold(event.resource, "busy", -1);
      this.#schedule(0, "enter", event.state);
    }
    return -1;
  }

  #enter(state: number): void {
    this.#entries[state]! += 1;
    const alternatives = this.#effects.alternatives[state]!;
    const taken = alternatives.findIndex(this.#choice(alternatives));
    if (taken < 0) return;
    const { effect, targets, transition, ends, claim, releases, apply } = alternatives[taken]!;
    effect.changes.fill(0);
    effect.charges.fill(0);
    apply(this.#moment, this.#sample);
    const use = this.#uses[state]![taken]!;
    use.count += 1;
    for (let each = 0; each < this.#held.length; each += 1) {
      this.#held[each]! += effect.changes[each]!;
      use.changes[each]! += effect.changes[each]!;
    }
    for (let each = 0; each < this.#charges.length; each += 1) this.#charges[each]! += effect.charges[each]!;
    this.#attributes.set(effect.attributes);
    targets.forEach((target, each) => {
      const delay = effect.delays[each]!;
      if (Number.isNaN(delay)) return;
      use.scheduled[each]! += 1;
      use.delay[each]! += delay;
      use.squaredDelay[each]! += delay * delay;
      this.#schedule(delay, "enter", target, { priority: transition.schedule![each]!.priority ?? 0 });
    });
    for (const resource of releases) use.changes[this.#place(resource, "busy")]! += this.#hold(resource, "busy", -1);
    if (claim) {
      const time = this.#claim(claim, effect.service[0]!);
      // What it takes now it gives back later: with `use`, when the event of the claim comes.
      const wait = this.#options.waits?.[claim.resource] ?? 0;
      if (wait === 0) use.changes[this.#place(claim.resource, "busy")]! += this.#unit(claim.resource);
      use.claimed[0]! += 1;
      use.claimed[1]! += time;
      use.claimed[2]! += time * time;
    }
    if (ends) {
      this.#held[alive] = 0;
      this.#isThere = false;
    }
  }

  #choice(alternatives: readonly Alternative[]): (alternative: Alternative) => boolean {
    const goesOn = this.#options.lives === "go on";
    const hasChoice = alternatives.some(({ probability }) => probability !== undefined);
    const chance = hasChoice ? (latticeShare(0, this.#choices++) + 0.5) / latticeSize : 0;
    let share = 0;
    return ({ applies, probability, endsByItself }) => {
      if (goesOn && endsByItself) return false;
      if (!applies(this.#moment)) return false;
      if (probability === undefined) return true;
      share += probability(this.#moment);
      return chance < share;
    };
  }

  /** Returns the time from the claim to the event that it brings. */
  #claim({ resource, target, isUse }: NonNullable<Alternative["claim"]>, service: number): number {
    const wait = this.#options.waits?.[resource] ?? 0;
    const time = isUse ? service * this.#sharing(resource) : -1;
    if (wait === 0) this.#serve(resource, target, time);
    else {
      this.#hold(resource, "waiting", 1);
      this.#schedule(wait, "served", target, { resource, service: time });
    }
    return wait + Math.max(0, time);
  }

  /** How much longer a service takes that is shared by all. */
  #sharing(resource: number): number {
    const { name, capacity } = this.#effects.resources[resource]!;
    if (this.#effects.model.resources![name]!.discipline !== "processor-sharing") return 1;
    return Math.max(1, this.#options.environment[this.#place(resource, "busy")]! / capacity);
  }

  #serve(resource: number, target: number, service: number): void {
    this.#hold(resource, "busy", 1);
    if (service < 0) this.#schedule(0, "enter", target);
    else this.#schedule(service, "done", target, { resource });
  }

  #hold(resource: number, what: "busy" | "waiting", sign: 1 | -1): number {
    const amount = sign * this.#unit(resource);
    this.#held[this.#place(resource, what)]! += amount;
    return amount;
  }

  /** What one entity is of a resource's numbers: of those of a CPU, of the mean over the CPUs. */
  #unit(resource: number): number {
    return this.#effects.resources[resource]!.perCpu ? 1 / (this.#effects.model.cpus ?? 1) : 1;
  }

  #place(resource: number, what: "busy" | "waiting"): number {
    return resourcePlace(this.#effects, resource) + (what === "busy" ? 0 : 1);
  }
}

/** The place of a resource's `busy` among the variables of the machine; `waiting` is the next. */
export function resourcePlace({ environment, resources }: Effects, resource: number): number {
  return environment.length - 2 * (resources.length - resource);
}

function emptyUses({ alternatives, environment }: Effects): AlternativeUse[][] {
  return alternatives.map((all) => all.map(({ targets }) => emptyUse(targets.length, environment.length)));
}

function emptyUse(targets: number, variables: number): AlternativeUse {
  return {
    count: 0,
    scheduled: new Float64Array(targets),
    delay: new Float64Array(targets),
    squaredDelay: new Float64Array(targets),
    changes: new Float64Array(variables),
    claimed: new Float64Array(3),
  };
}

function isBefore(one: Pending, other: Pending): boolean {
  if (one.time !== other.time) return one.time < other.time;
  return one.priority !== other.priority ? one.priority < other.priority : one.order < other.order;
}
