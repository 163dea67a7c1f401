import { durationUnits } from "./duration.js";
import { reservedNames } from "./expression.js";
import type { Arrival, Model, State, Transition } from "./model.js";

/** One mistake in a model: where it stands and what would be right. */
export interface ModelIssue {
  /** Such as `states.running[1].schedule[0].after`. */
  readonly path: string;
  readonly message: string;
}

/** A transition with its state and the path at which it stands. */
export interface TransitionAt {
  readonly state: string;
  readonly path: string;
  readonly transition: Transition;
}

/** All transitions of a model, state by state. */
export function transitionsOf(machine: Model): TransitionAt[] {
  return Object.entries(machine.states).flatMap(([state, transitions]) =>
    isAlternatives(transitions)
      ? transitions.map((transition, index) => ({ state, path: `states.${state}[${index}]`, transition }))
      : [{ state, path: `states.${state}`, transition: transitions }],
  );
}

function isAlternatives(state: State): state is readonly Transition[] {
  return Array.isArray(state);
}

/** The counters of a model, all kinds together. */
export function counterNames({ counters = {} }: Model): string[] {
  return [counters.global, counters.cpu, counters.entity].flatMap((each) => Object.keys(each ?? {}));
}

/** What every expression knows beside the names of its model. */
const builtIn = ["time", "alive", "cpu", "cpus", "born"];

/** Finds names that stand for two things or for nothing. */
export function checkNames(machine: Model, issues: ModelIssue[]): void {
  const taken = claimNames(machine, issues);
  const refer = (path: string, kind: string, name: string, known: Iterable<string>): void => {
    const names = [...known];
    if (!names.includes(name))
      issues.push({ path, message: `unknown ${kind} "${name}"; known: ${names.join(", ") || "none"}` });
  };
  const states = Object.keys(machine.states);
  const accounts = Object.keys(machine.accounts);
  const draws = Object.keys(machine.draws ?? {});
  machine.arrivals.forEach((arrival, index) => {
    const path = `arrivals[${index}]`;
    refer(`${path}.state`, "state", arrival.state, states);
    checkArrival(path, arrival, draws, issues);
  });
  if (machine.overhead) {
    refer("overhead.bookkeeping", "account", machine.overhead.bookkeeping, accounts);
    refer("overhead.work", "account", machine.overhead.work, accounts);
  }
  for (const [name, { discipline, slice }] of Object.entries(machine.resources ?? {}))
    if (slice !== undefined && discipline === "processor-sharing")
      issues.push({ path: `resources.${name}.slice`, message: "processor sharing has no slices" });
  machine.latencies?.forEach((name, index, all) => {
    if (all.indexOf(name) < index) issues.push({ path: `latencies[${index}]`, message: `"${name}" is there already` });
  });
  for (const name of accounts)
    if (columnsOf(machine).has(name))
      issues.push({ path: `accounts.${name}`, message: `"${name}" is already a column of the series of a run` });
  for (const { path, transition } of transitionsOf(machine)) {
    for (const name of Object.keys(transition.define ?? {}))
      if (reservedNames.has(name) || taken.has(name))
        issues.push({ path: `${path}.define.${name}`, message: `"${name}" already means something else` });
    transition.draw?.forEach((name, index) => {
      refer(`${path}.draw[${index}]`, "draw", name, draws);
    });
    transition.schedule?.forEach((each, index) => {
      refer(`${path}.schedule[${index}].state`, "state", each.state, states);
    });
    for (const name of Object.keys(transition.charge ?? {})) refer(`${path}.charge.${name}`, "account", name, accounts);
    for (const name of Object.keys(transition.set ?? {}))
      refer(`${path}.set.${name}`, "counter", name, counterNames(machine));
    for (const name of Object.keys(transition.record ?? {}))
      refer(`${path}.record.${name}`, "latency", name, machine.latencies ?? []);
    transition.release?.forEach((name, index) => {
      refer(`${path}.release[${index}]`, "resource", name, Object.keys(machine.resources ?? {}));
      if (isShared(machine, name))
        issues.push({ path: `${path}.release[${index}]`, message: "a resource shared by all is not held by anyone" });
    });
    for (const claim of ["seize", "use"] as const) {
      const wanted = transition[claim];
      if (!wanted) continue;
      refer(`${path}.${claim}.resource`, "resource", wanted.resource, Object.keys(machine.resources ?? {}));
      refer(`${path}.${claim}.enter`, "state", wanted.enter, states);
      if (claim === "seize" && isShared(machine, wanted.resource))
        issues.push({ path: `${path}.seize`, message: "a resource shared by all is used, not seized" });
    }
    if (transition.seize && transition.use)
      issues.push({ path: `${path}.use`, message: "a transition either seizes a resource or uses one" });
  }
}

function isShared({ resources = {} }: Model, name: string): boolean {
  return Object.hasOwn(resources, name) && resources[name]!.discipline === "processor-sharing";
}

/** What the series of a run have a column of, beside the accounts. */
function columnsOf(machine: Model): Set<string> {
  const resources = Object.keys(machine.resources ?? {}).flatMap((name) => [`${name}_busy`, `${name}_waiting`]);
  return new Set(["time", "alive", "overhead", ...counterNames(machine), ...resources]);
}

/** Gives each name to what it stands for; returns the names with their paths. */
function claimNames(machine: Model, issues: ModelIssue[]): Map<string, string> {
  const taken = new Map<string, string>(builtIn.map((name) => [name, "the engine"]));
  const claim = (group: string, names: Iterable<string>): void => {
    for (const name of names) {
      const path = `${group}.${name}`;
      if (reservedNames.has(name)) issues.push({ path, message: `"${name}" already means something in expressions` });
      else if (taken.has(name)) issues.push({ path, message: `"${name}" is already the name of ${taken.get(name)}` });
      else taken.set(name, path);
    }
  };
  const resources = Object.keys(machine.resources ?? {});
  claim(
    "resources",
    resources.flatMap((name) => [`${name}_busy`, `${name}_waiting`]),
  );
  claim("parameters", Object.keys(machine.parameters ?? {}));
  claim("counters.global", Object.keys(machine.counters?.global ?? {}));
  claim("counters.cpu", Object.keys(machine.counters?.cpu ?? {}));
  claim("counters.entity", Object.keys(machine.counters?.entity ?? {}));
  claim("definitions", Object.keys(machine.definitions ?? {}));
  claim("draws", Object.keys(machine.draws ?? {}));
  return taken;
}

const ways = ["count", "every", "rate", "times"] as const;

function checkArrival(path: string, arrival: Arrival, draws: readonly string[], issues: ModelIssue[]): void {
  const given = ways.filter((way) => arrival[way] !== undefined);
  if (given.length !== 1)
    issues.push({
      path,
      message: `expected one of ${ways.join(", ")}, got ${given.length > 0 ? given.join(" and ") : "none of them"}`,
    });
  if (arrival.count !== undefined)
    for (const other of ["batch", "spacing", "until"] as const)
      if (arrival[other] !== undefined)
        issues.push({ path: `${path}.${other}`, message: "means nothing for entities that arrive together" });
  for (const field of ["every", "spacing", "batch"] as const) {
    const value = arrival[field];
    if (typeof value !== "string" || draws.includes(value)) continue;
    const isDuration =
      field !== "batch" && new RegExp(`^[\\d.]+ *(${[...durationUnits.keys()].join("|")})$`).test(value);
    if (!isDuration)
      issues.push({
        path: `${path}.${field}`,
        message: `unknown draw "${value}"; known: ${draws.join(", ") || "none"}`,
      });
  }
}
