import { quantity } from "../machine/duration.js";
import { compileExpression, type Expression, expressionRuntime } from "../machine/expression.js";
import type { Model } from "../machine/model.js";
import type { ModelIssue } from "../machine/names.js";
import { ModelError } from "../machine/validate.js";

/** The variables an expression can use at one place, each with its JavaScript. */
export type Scope = ReadonlyMap<string, string>;

/** The names of things in the generated code. */
export const codeName = {
  parameter: (name: string): string => `parameter_${name}`,
  counter: (name: string): string => `counter_${name}`,
  total: (name: string): string => `total_${name}`,
  draw: (name: string): string => `draw_${name}`,
  stream: (name: string): string => `stream_${name}`,
  gaps: (index: number): string => `gaps_${index}`,
  resource: (name: string): string => `resource_${name}`,
  latency: (name: string): string => `latency_${name}`,
  value: (name: string): string => `value_${name}`,
} as const;

/** Turns the formulas of a model into JavaScript, and collects what is wrong with them. */
export class Formulas {
  /** What is known where there is no entity: parameters. */
  readonly parameters: Scope;
  /** What is known of the machine. */
  readonly machine: Scope;
  /** What is known of the machine and of an entity. */
  readonly everywhere: Scope;
  readonly #model: Model;
  readonly #issues: ModelIssue[] = [];

  constructor(model: Model) {
    this.#model = model;
    this.parameters = new Map([
      ...Object.keys(model.parameters ?? {}).map((name) => [name, codeName.parameter(name)] as const),
      ["cpus", "cpus"],
    ]);
    const { global = {}, cpu = {}, entity = {} } = model.counters ?? {};
    const resources = Object.entries(model.resources ?? {});
    const resourceScope = (wanted: "machine" | "cpu", copy: string) =>
      resources
        .filter(([, { per = "machine" }]) => per === wanted)
        .flatMap(([name]) =>
          ["busy", "waiting"].map(
            (what) => [`${name}_${what}`, `${codeName.resource(name)}.${what}[${copy}]`] as const,
          ),
        );
    this.machine = new Map([
      ...this.parameters,
      ["time", "time"],
      ["alive", "alive[0]"],
      ...Object.keys(global).map((name) => [name, `${codeName.counter(name)}[0]`] as const),
      ...resourceScope("machine", "0"),
    ]);
    this.everywhere = new Map([
      ...this.machine,
      ["cpu", "cpu"],
      ["born", "born[entity]"],
      ...Object.keys(cpu).map((name) => [name, `${codeName.counter(name)}[cpu]`] as const),
      ...Object.keys(entity).map((name) => [name, `${codeName.counter(name)}[entity]`] as const),
      ...resourceScope("cpu", "cpu"),
    ]);
  }

  refuse(path: string, message: string): void {
    if (!this.#issues.some((issue) => issue.path === path && issue.message === message))
      this.#issues.push({ path, message });
  }

  throwIssues(): void {
    if (this.#issues.length > 0) throw new ModelError(this.#issues);
  }

  /** Works out the definitions and draws that nothing uses, for what is wrong with them. */
  checkUnused(): void {
    const { definitions = {}, draws = {} } = this.#model;
    const times = Object.entries(draws).flatMap(([name, draw]) =>
      draw.times === undefined ? [] : [[`draws.${name}.times`, draw.times] as const],
    );
    const { scope } = this.withDefinitions(this.everywhere, [
      ...Object.keys(definitions),
      ...times.map(([, formula]) => formula),
    ]);
    for (const [path, formula] of times) this.code(path, formula, scope);
  }

  /** The JavaScript of an expression; what is wrong with it is kept for {@link throwIssues}. */
  code(path: string, expression: Expression, scope: Scope): string {
    try {
      return compileExpression(
        expression,
        (name) => scope.get(name),
        () => scope.keys(),
      );
    } catch (error) {
      this.refuse(path, (error as Error).message);
      return "0";
    }
  }

  /** The value of an expression over parameters alone; another one is wrong. */
  constant(path: string, expression: Expression): number {
    return this.#value(this.code(path, expression, this.parameters));
  }

  /** The value of an expression over parameters alone; undefined for another one. */
  constantIfAny(expression: Expression): number | undefined {
    if (typeof expression === "number") return expression;
    try {
      return this.#value(
        compileExpression(
          expression,
          (name) => this.parameters.get(name),
          () => [],
        ),
      );
    } catch {
      return undefined;
    }
  }

  #value(code: string): number {
    const body = `${expressionRuntime}\n${this.parameterConstants()}\nreturn ${code};`;
    return Number(new Function("parameters", "cpus", body)(parameterValues(this.#model), this.#model.cpus ?? 1));
  }

  /** Parameters are given to the code, not written into it: all points of a sweep share one source. */
  parameterConstants(): string {
    return Object.keys(this.#model.parameters ?? {})
      .map((name) => `const ${codeName.parameter(name)} = parameters.${name};`)
      .join("\n");
  }

  /**
   * The scope with the model's definitions, and the constants to put first: each definition that the formulas use, worked
   * out once, which is right since nothing changes before the end of a transition.
   */
  withDefinitions(scope: Scope, formulas: readonly Expression[]): { scope: Scope; constants: string[] } {
    const definitions = this.#model.definitions ?? {};
    const extended = new Map(scope);
    const constants: string[] = [];
    const open: string[] = [];
    const need = (formula: Expression): void => {
      if (typeof formula !== "string") return;
      // A name may stand right behind a number: 2load is 2 load.
      for (const [name] of formula.matchAll(/[A-Za-z_]\w*/g))
        if (!extended.has(name) && Object.hasOwn(definitions, name)) define(name);
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
      const code = this.code(`definitions.${name}`, definitions[name]!, extended);
      constants.push(`const ${codeName.value(name)} = ${code};`);
      extended.set(name, codeName.value(name));
    };
    formulas.forEach(need);
    return { scope: extended, constants };
  }
}

/** The numbers of a model's parameters. */
export function parameterValues({ parameters = {} }: Model): Record<string, number> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, quantity(value)]));
}
