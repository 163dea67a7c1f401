import { quantity } from "../machine/duration.js";
import { compileExpression, type Expression, expressionRuntime } from "../machine/expression.js";
import type { Model, Transition } from "../machine/model.js";
import { counterNames, ModelError, type TransitionAt } from "../machine/validate.js";
import { highestPriority } from "./queue.js";

/** The variables an expression can use at one place, each with its JavaScript. */
type Scope = ReadonlyMap<string, string>;

/** Writes the JavaScript of a model, and collects what is wrong with its expressions. */
export class ModelCode {
  readonly #model: Model;
  readonly #issues: { path: string; message: string }[] = [];
  readonly #parameters: Scope;
  readonly #everywhere: Scope;

  constructor(model: Model) {
    this.#model = model;
    this.#parameters = new Map([
      ...Object.keys(model.parameters ?? {}).map((name) => [name, parameter(name)] as const),
      ["cpus", "cpus"],
    ]);
    const { global = {}, cpu = {}, entity = {} } = model.counters ?? {};
    this.#everywhere = new Map([
      ...this.#parameters,
      ["time", "time"],
      ["alive", "alive[0]"],
      ["cpu", "cpu"],
      ...Object.keys(global).map((name) => [name, `${counter(name)}[0]`] as const),
      ...Object.keys(cpu).map((name) => [name, `${counter(name)}[cpu]`] as const),
      ...Object.keys(entity).map((name) => [name, `${counter(name)}[entity]`] as const),
    ]);
  }

  refuse(path: string, message: string): void {
    this.#issues.push({ path, message });
  }

  throwIssues(): void {
    if (this.#issues.length > 0) throw new ModelError(this.#issues);
  }

  /** The value of an expression over parameters alone. */
  constant(path: string, expression: Expression): number {
    const code = this.#expression(path, expression, this.#parameters);
    const body = `${expressionRuntime}\n${this.#parameterConstants()}\nreturn ${code};`;
    return Number(new Function("parameters", "cpus", body)(parameterValues(this.#model), this.#model.cpus ?? 1));
  }

  /** The body of a function that makes `run` from the arrays of a machine. */
  run(transitions: readonly TransitionAt[]): string {
    const names = Object.keys(this.#model.states);
    const cases = names.map((name, index) => {
      const own = transitions.filter(({ state }) => state === name);
      return `case ${index}: { // ${name}\n${this.#alternatives(own)}\nbreak; }`;
    });
    const draws = Object.keys(this.#model.draws ?? {}).map(
      (name, index) => `const ${draw(name)} = draws[${index}].sample, ${drawStream(name)} = draws[${index}].stream;`,
    );
    const counters = counterNames(this.#model).map((name) => `const ${counter(name)} = machine.counters.${name};`);
    const totals = Object.keys(this.#model.counters?.entity ?? {}).map(
      (name) => `const ${total(name)} = machine.entityTotals.${name};`,
    );
    return `"use strict";
${expressionRuntime}
const { queue, clock, alive, accounts } = machine;
${[this.#parameterConstants(), ...draws, ...counters, ...totals].join("\n")}
return function run(until, most) {
let events = 0;
let time = clock[0];
while (events < most) {
if (!(queue.nextTime <= until)) break;
time = queue.nextTime;
const entity = queue.nextEntity;
let cpu = cpuOf[entity];
queue.take();
switch (queue.nextState) {
${cases.join("\n")}
}
queue.close();
events += 1;
}
clock[0] = time;
return events;
};`;
  }

  /** Parameters are given to the code, not written into it: all points of a sweep share one source. */
  #parameterConstants(): string {
    return Object.keys(this.#model.parameters ?? {})
      .map((name) => `const ${parameter(name)} = parameters.${name};`)
      .join("\n");
  }

  #alternatives(transitions: readonly TransitionAt[]): string {
    return transitions.reduceRight((otherwise, { path, transition }) => {
      const body = this.#transition(path, transition);
      if (transition.when === undefined) return body;
      const { scope, constants } = this.#withDefinitions(this.#everywhere, [transition.when]);
      const condition = this.#expression(`${path}.when`, transition.when, scope);
      return `${constants.join("\n")}\nif (${condition}) {\n${body}\n} else {\n${otherwise}\n}`;
    }, "");
  }

  #transition(path: string, transition: Transition): string {
    const { names, formulas } = this.#formulasOf(transition);
    const { scope: base, constants } = this.#withDefinitions(this.#everywhere, formulas);
    const scope = new Map(base);
    const lines: string[] = [];
    if (transition.place) lines.push(leastLoaded(counter(transition.place.by)));
    lines.push(...constants);
    for (const name of names.draws) {
      lines.push(`const ${value(name)} = ${this.#draw(name, base)};`);
      scope.set(name, value(name));
    }
    for (const [name, formula] of Object.entries(transition.define ?? {})) {
      lines.push(`const ${value(name)} = ${this.#expression(`${path}.define.${name}`, formula, scope)};`);
      scope.set(name, value(name));
    }
    lines.push(...this.#schedule(path, transition, scope));
    const after: string[] = [];
    const result = (field: string, name: string, formula: Expression): string => {
      lines.push(`const ${field}_${name} = ${this.#expression(`${path}.${field}.${name}`, formula, scope)};`);
      return `${field}_${name}`;
    };
    const accounts = Object.keys(this.#model.accounts);
    for (const [name, formula] of Object.entries(transition.charge ?? {}))
      after.push(`accounts[${accounts.indexOf(name)}] += ${result("charge", name, formula)};`);
    const entityCounters = Object.keys(this.#model.counters?.entity ?? {});
    for (const [name, formula] of Object.entries(transition.set ?? {})) {
      const next = result("set", name, formula);
      // Totals over all entities are kept as they change: at the end of a window it would take too long to add them up.
      if (entityCounters.includes(name)) after.push(`${total(name)}[0] += ${next} - ${counter(name)}[entity];`);
      after.push(`${this.#everywhere.get(name)} = ${next};`);
    }
    if (transition.end) after.push("alive[0] -= 1;");
    return [...lines, ...after].join("\n");
  }

  #schedule(path: string, { schedule = [] }: Transition, scope: Scope): string[] {
    const states = Object.keys(this.#model.states);
    return schedule.map((each, index) => {
      const at = `${path}.schedule[${index}]`;
      const priority = each.priority ?? 0;
      if (!Number.isInteger(priority) || Math.abs(priority) > highestPriority)
        this.refuse(`${at}.priority`, `expected a whole number within ±${highestPriority}, got ${priority}`);
      const delay = this.#expression(`${at}.after`, each.after, scope);
      const push = `{ const delay = ${delay};
if (!(delay >= 0 && time + delay <= ${Number.MAX_SAFE_INTEGER})) fail(delay, ${JSON.stringify(`${at}.after`)}, time);
queue.push(time + delay, ${priority}, ${states.indexOf(each.state)}, entity); }`;
      return each.when === undefined ? push : `if (${this.#expression(`${at}.when`, each.when, scope)}) ${push}`;
    });
  }

  #draw(name: string, scope: Scope): string {
    const { times, round, atLeast } = this.#model.draws![name]!;
    let code = `${draw(name)}(${drawStream(name)})`;
    if (times !== undefined) code += ` * ${this.#expression(`draws.${name}.times`, times, scope)}`;
    if (round) code = `roundHalfEven(${code})`;
    return atLeast === undefined ? code : `Math.max(${quantity(atLeast)}, ${code})`;
  }

  #formulasOf(transition: Transition): { names: { draws: readonly string[] }; formulas: Expression[] } {
    const draws = transition.draw ?? [];
    const times = draws.map((name) => this.#model.draws![name]!.times ?? 1);
    const schedule = (transition.schedule ?? []).flatMap(({ after, when }) => [after, when ?? 1]);
    const records = [transition.define, transition.charge, transition.set].flatMap((each) => Object.values(each ?? {}));
    return { names: { draws }, formulas: [...times, ...schedule, ...records] };
  }

  /**
   * The scope with the model's definitions, and the constants to put first: each definition that the formulas use, worked
   * out once, which is right since nothing changes before the end of a transition.
   */
  #withDefinitions(scope: Scope, formulas: readonly Expression[]): { scope: Scope; constants: string[] } {
    const definitions = this.#model.definitions ?? {};
    const extended = new Map(scope);
    const constants: string[] = [];
    const open: string[] = [];
    const need = (formula: Expression): void => {
      if (typeof formula !== "string") return;
      for (const name of Object.keys(definitions))
        if (!extended.has(name) && new RegExp(`\\b${name}\\b`).test(formula)) define(name);
    };
    const define = (name: string): void => {
      if (open.includes(name)) {
        this.refuse(`definitions.${name}`, `is defined by itself: ${[...open, name].join(" -> ")}`);
        extended.set(name, "0");
        return;
      }
      open.push(name);
      need(definitions[name]!);
      open.pop();
      if (extended.has(name)) return;
      constants.push(
        `const ${value(name)} = ${this.#expression(`definitions.${name}`, definitions[name]!, extended)};`,
      );
      extended.set(name, value(name));
    };
    formulas.forEach(need);
    return { scope: extended, constants };
  }

  #expression(path: string, expression: Expression, scope: Scope): string {
    try {
      return compileExpression(
        expression,
        (name) => scope.get(name),
        () => scope.keys(),
      );
    } catch (error) {
      const message = (error as Error).message;
      if (!this.#issues.some((issue) => issue.path === path && issue.message === message)) this.refuse(path, message);
      return "0";
    }
  }
}

/** The numbers of a model's parameters. */
export function parameterValues({ parameters = {} }: Model): Record<string, number> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, quantity(value)]));
}

const parameter = (name: string): string => `parameter_${name}`;
const counter = (name: string): string => `counter_${name}`;
const total = (name: string): string => `total_${name}`;
const draw = (name: string): string => `draw_${name}`;
const drawStream = (name: string): string => `stream_${name}`;
const value = (name: string): string => `value_${name}`;

function leastLoaded(array: string): string {
  return `cpu = 0;
for (let other = 1; other < cpus; other += 1) if (${array}[other] < ${array}[cpu]) cpu = other;
cpuOf[entity] = cpu;`;
}
