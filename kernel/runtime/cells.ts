import { setTimeout as delay } from "node:timers/promises";
import vm from "node:vm";
import type { CellCompiler } from "../language/compiler.js";
import type { LinkedCell } from "../language/link.js";
import type { Remote } from "../language/remote.js";
import { Boxes } from "./box.js";
import { isA, type Mistake, TypeScriptError } from "./errors.js";
import type { Interruption } from "./interruption.js";
import type { Modules } from "./modules.js";
import { exportOf } from "./namespace.js";
import type { SourcePlace, Sources } from "./sources.js";

/** What a cell comes to. Within an object a value passes through promises as it is, also one that is a trap for who asks it for `then`. */
export interface Outcome {
  value: unknown;
}

/** Runs the cells of a session, one after the other. */
export class Cells {
  readonly #compiler: Remote<CellCompiler>;
  readonly #modules: Modules;
  readonly #sources: Sources;
  readonly #interruption: Interruption;
  readonly #boxes = new Boxes();

  constructor(compiler: Remote<CellCompiler>, modules: Modules, sources: Sources, interruption: Interruption) {
    this.#compiler = compiler;
    this.#modules = modules;
    this.#sources = sources;
    this.#interruption = interruption;
  }

  /** Resolves when the compiler can take cells. A short one that came before is given the time to run; a long one has time to spare. */
  async warmUp(): Promise<void> {
    await this.#compiler.expression("0", "warm-up.ts");
    for (let waited = 0; this.#interruption.isGuarding && waited < 150; waited += 25) await delay(25);
  }

  /**
   * Runs a cell and returns the value of its last statement; if that is a promise, what it promises. `name` stands for the cell in stack
   * traces.
   *
   * Throws {@link TypeScriptError} before anything has run, {@link Interrupted}, or whatever the cell throws.
   *
   * @param warn is told, before the cell runs, of mistakes that do not stop it
   */
  async run(code: string, name: string, warn: (mistakes: readonly Mistake[]) => void): Promise<Outcome> {
    const compiling = this.#interruption.guard(() => this.#compiler.compile(code, name));
    void this.#modules.anticipate(code);
    const compiled = await compiling;
    if ("errors" in compiled) throw new TypeScriptError(compiled.errors);
    const { linked, warnings } = compiled;
    if (warnings.length > 0) warn(warnings);
    this.#sources.add(name, code, linked.sourceMap);
    return await this.#record(linked, () => this.#start(linked, name));
  }

  /** The value of an expression, whose types are not checked and which declares nothing. */
  async evaluate(expression: string, name: string): Promise<Outcome> {
    const linked = await this.#interruption.guard(() => this.#compiler.expression(expression, name));
    this.#sources.add(name, expression, linked.sourceMap);
    return await this.#interruption.guard(() => this.#start(linked, name));
  }

  /**
   * Sees to it that what is known of the names is true, whether the cell succeeds or not. That is not awaited: what is asked of the compiler
   * later, it answers later.
   */
  async #record({ declared }: LinkedCell, run: () => Promise<Outcome>): Promise<Outcome> {
    const before = new Map([...declared].map((name) => [name, this.#boxes.get(name).value]));
    try {
      const outcome = await this.#interruption.guard(run);
      void this.#compiler.accept();
      return outcome;
    } catch (error) {
      const changed = [...declared].filter((name) => !Object.is(this.#boxes.get(name).value, before.get(name)));
      void this.#compiler.accept(new Set(changed));
      throw error;
    }
  }

  async #import(specifier: string, place: SourcePlace): Promise<unknown> {
    try {
      return await this.#modules.load(specifier);
    } catch (error) {
      if (isA(Error, error)) this.#sources.importing.set(error, place);
      throw error;
    }
  }

  async #start(linked: LinkedCell, name: string): Promise<Outcome> {
    for (const { specifier, bindings, place } of linked.imports) {
      const module = await this.#import(specifier, { file: name, ...place });
      for (const { imported, local } of bindings) this.#boxes.get(local).value = exportOf(module, imported);
    }
    const script = new vm.Script(linked.code, { filename: name, lineOffset: -1 });
    const cellIn = script.runInThisContext() as (scope: object) => (...parameters: unknown[]) => unknown;
    const cell = cellIn(this.#boxes.scope);
    const { require, module, import: dynamicImport, folder } = this.#modules;
    const fixed = [require, module, module.exports, dynamicImport, folder, name];
    const boxes = linked.boxes.map((box) => this.#boxes.get(box));
    const returned = await this.#interruption.compute(() => cell.call(globalThis, ...fixed, ...boxes));
    const value = (returned as [unknown] | undefined)?.[0];
    return { value: isThenable(value) ? await value : value };
  }
}

function isThenable(value: unknown): boolean {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  try {
    return typeof (value as { then?: unknown }).then === "function";
  } catch {
    // A trap for who asks; who asks for it is us, not the user.
    return false;
  }
}
