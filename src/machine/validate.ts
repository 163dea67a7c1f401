import { z } from "zod";
import { distributionFrom } from "../distribution/families.js";
import { duration } from "./duration.js";
import { reservedNames } from "./expression.js";
import type { Model, State, Transition } from "./model.js";

/** One mistake in a model: where it stands and what would be right. */
export interface ModelIssue {
  /** Such as `states.running[1].schedule[0].after`. */
  readonly path: string;
  readonly message: string;
}

/** A model that cannot be run, with every mistake found. */
export class ModelError extends Error {
  override name = "ModelError";
  readonly issues: readonly ModelIssue[];

  constructor(issues: readonly ModelIssue[]) {
    super(issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("\n"));
    this.issues = issues;
  }
}

const number = z.number("expected a number").refine(Number.isFinite, "expected a finite number");
const expression = z.union([z.string(), number], "expected a number or a formula");
const named = <T extends z.ZodType>(value: T) =>
  z.record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "a name is a letter, then letters, digits and underscores"),
    value,
  );
const reference = z.string("expected a name");

const quantity = z.union([z.number(), z.string()], "expected a number or a duration").superRefine((value, context) => {
  try {
    if (typeof value === "string") duration(value);
    else if (Number.isNaN(value)) throw new RangeError("NaN is not a value");
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message.replace(/^duration: /, "") });
  }
});

const distribution = z.unknown().superRefine((value, context) => {
  if (typeof (value as { sample?: unknown } | null)?.sample === "function") return;
  const json = z
    .object({ family: z.string(), parameters: z.record(z.string(), z.number()) }, "expected a distribution")
    .safeParse(value);
  if (!json.success) {
    const [issue] = json.error.issues;
    context.addIssue({
      code: "custom",
      path: issue!.path,
      message: `expected {"family": …, "parameters": {…: number}}: ${issue!.message}`,
    });
    return;
  }
  try {
    distributionFrom(json.data);
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message });
  }
});

const draw = z.strictObject({
  distribution,
  times: expression.optional(),
  round: z.boolean().optional(),
  atLeast: quantity.optional(),
});

const schedule = z.strictObject({
  state: reference,
  after: expression,
  when: expression.optional(),
  priority: number.optional(),
});

const transition = z.strictObject({
  when: expression.optional(),
  place: z.strictObject({ rule: z.enum(["least-loaded"]), by: reference }).optional(),
  draw: z.array(reference).optional(),
  define: named(expression).optional(),
  schedule: z.array(schedule).optional(),
  charge: z.record(z.string(), expression).optional(),
  set: z.record(z.string(), expression).optional(),
  end: z.boolean().optional(),
});

const model = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  parameters: named(quantity).optional(),
  labels: named(z.string()).optional(),
  cpus: number
    .refine((value) => Number.isInteger(value) && value >= 1 && value <= 65_536, {
      error: (issue) => `expected a whole number of CPUs from 1 to 65536, got ${issue.input}`,
    })
    .optional(),
  accounts: named(number),
  counters: z
    .strictObject({
      global: named(number).optional(),
      cpu: named(number).optional(),
      entity: named(expression).optional(),
    })
    .optional(),
  definitions: named(expression).optional(),
  draws: named(draw).optional(),
  arrivals: z.array(z.strictObject({ state: reference, count: expression, at: quantity.optional() })).min(1),
  states: z.record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, "a state's name is a letter, then letters, digits, - and _"),
    z.unknown(),
  ),
  overhead: z.strictObject({ bookkeeping: reference, work: reference }).optional(),
  stop: z
    .strictObject({
      events: number
        .refine((value) => Number.isInteger(value) && value >= 0, "expected a whole number of events")
        .optional(),
      time: quantity.optional(),
    })
    .optional(),
});

/**
 * Checks the shape of a model and that each name in it stands for something. What its expressions say is checked when they
 * are compiled.
 *
 * @throws ModelError with every mistake and its path
 */
export function validateModel(input: unknown): Model {
  const issues: ModelIssue[] = [];
  refusePrototypes(input, [], issues);
  collect(issues, [], model.safeParse(input));
  const states = (input as { states?: unknown } | null)?.states;
  if (typeof states === "object" && states !== null && !Array.isArray(states))
    for (const [name, state] of Object.entries(states)) {
      // A state is told apart here, not by a union, so that a mistake is reported for the form that was meant.
      if (Array.isArray(state)) {
        if (state.length === 0) issues.push({ path: `states.${name}`, message: "expected at least one transition" });
        state.forEach((each, index) => {
          collect(issues, ["states", name, index], transition.safeParse(each));
        });
      } else collect(issues, ["states", name], transition.safeParse(state));
    }
  if (issues.length === 0) checkNames(input as Model, issues);
  if (issues.length > 0) throw new ModelError(issues);
  return input as Model;
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

/** Finds keys named `__proto__`, which JSON can hold, zod overlooks, and an assignment would not take for a key. */
function refusePrototypes(value: unknown, path: readonly PropertyKey[], issues: ModelIssue[]): void {
  if (typeof value !== "object" || value === null || path.length > 10) return;
  for (const [key, each] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === "__proto__") issues.push({ path: formatPath(at), message: "is not a name" });
    refusePrototypes(each, at, issues);
  }
}

function collect(issues: ModelIssue[], prefix: PropertyKey[], result: z.ZodSafeParseResult<unknown>): void {
  for (const issue of result.error?.issues ?? []) {
    // zod reports a wrong key of a record as an issue within an issue.
    const message = issue.code === "invalid_key" ? issue.issues.map((each) => each.message).join("; ") : issue.message;
    issues.push({ path: formatPath([...prefix, ...issue.path]), message });
  }
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : (index > 0 ? "." : "") + String(key)))
    .join("");
}

const builtIn = ["time", "alive", "cpu", "cpus"];

/** The counters of a model, all kinds together. */
export function counterNames({ counters = {} }: Model): string[] {
  return [counters.global, counters.cpu, counters.entity].flatMap((each) => Object.keys(each ?? {}));
}

function checkNames(machine: Model, issues: ModelIssue[]): void {
  const taken = new Map<string, string>(builtIn.map((name) => [name, "the engine"]));
  const claim = (group: string, names: Iterable<string>): void => {
    for (const name of names) {
      const path = `${group}.${name}`;
      if (reservedNames.has(name)) issues.push({ path, message: `"${name}" already means something in expressions` });
      else if (taken.has(name)) issues.push({ path, message: `"${name}" is already the name of ${taken.get(name)}` });
      else taken.set(name, path);
    }
  };
  claim("parameters", Object.keys(machine.parameters ?? {}));
  claim("counters.global", Object.keys(machine.counters?.global ?? {}));
  claim("counters.cpu", Object.keys(machine.counters?.cpu ?? {}));
  claim("counters.entity", Object.keys(machine.counters?.entity ?? {}));
  claim("definitions", Object.keys(machine.definitions ?? {}));
  claim("draws", Object.keys(machine.draws ?? {}));

  const refer = (path: string, kind: string, name: string, known: Iterable<string>): void => {
    const names = [...known];
    if (!names.includes(name))
      issues.push({ path, message: `unknown ${kind} "${name}"; known: ${names.join(", ") || "none"}` });
  };
  const states = Object.keys(machine.states);
  const accounts = Object.keys(machine.accounts);
  machine.arrivals.forEach((arrival, index) => {
    refer(`arrivals[${index}].state`, "state", arrival.state, states);
  });
  if (machine.overhead) {
    refer("overhead.bookkeeping", "account", machine.overhead.bookkeeping, accounts);
    refer("overhead.work", "account", machine.overhead.work, accounts);
  }
  for (const { path, transition } of transitionsOf(machine)) {
    for (const name of Object.keys(transition.define ?? {}))
      if (reservedNames.has(name) || taken.has(name))
        issues.push({ path: `${path}.define.${name}`, message: `"${name}" already means something else` });
    if (transition.place)
      refer(`${path}.place.by`, "per-CPU counter", transition.place.by, Object.keys(machine.counters?.cpu ?? {}));
    transition.draw?.forEach((name, index) => {
      refer(`${path}.draw[${index}]`, "draw", name, Object.keys(machine.draws ?? {}));
    });
    transition.schedule?.forEach((each, index) => {
      refer(`${path}.schedule[${index}].state`, "state", each.state, states);
    });
    for (const name of Object.keys(transition.charge ?? {})) refer(`${path}.charge.${name}`, "account", name, accounts);
    for (const name of Object.keys(transition.set ?? {}))
      refer(`${path}.set.${name}`, "counter", name, counterNames(machine));
  }
}
