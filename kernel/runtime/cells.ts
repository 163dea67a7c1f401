import vm from "node:vm";
import type { CheckedCell, Checker } from "../language/checker.js";
import { type LinkedCell, link } from "../language/link.js";
import { withoutExports } from "../language/source.js";
import { Boxes } from "./box.js";
import { TypeScriptError } from "./errors.js";
import type { Interruption } from "./interruption.js";
import { exportOf, type Modules } from "./modules.js";
import type { Sources } from "./sources.js";

/** What running a cell needs of the {@link Checker}. */
export type TypeChecker = Pick<Checker, "check" | "accept">;

/** Runs the cells of a session, one after the other. */
export class Cells {
  readonly #checker: () => TypeChecker;
  readonly #modules: Modules;
  readonly #sources: Sources;
  readonly #interruption: Interruption;
  readonly #boxes = new Boxes();

  constructor(checker: () => TypeChecker, modules: Modules, sources: Sources, interruption: Interruption) {
    this.#checker = checker;
    this.#modules = modules;
    this.#sources = sources;
    this.#interruption = interruption;
  }

  /**
   * Runs a cell and returns the value of its last statement, awaited. `name` stands for it in stack traces.
   *
   * Throws {@link TypeScriptError} before anything has run, {@link Interrupted}, or whatever the cell throws.
   */
  async run(code: string, name: string): Promise<unknown> {
    const { checker, checked, linked } = this.#interruption.whileCompiling(() => this.#compile(code, name));
    return await this.#record(linked, checked, checker, () => this.#start(linked, name));
  }

  /** The value of an expression, whose types are not checked and which declares nothing. */
  async evaluate(expression: string, name: string): Promise<unknown> {
    const linked = this.#link(expression, expression, name);
    return await this.#interruption.guard(() => this.#start(linked, name));
  }

  #compile(code: string, name: string) {
    const source = withoutExports(code);
    const checker = this.#checker();
    const checked = checker.check(source);
    if ("errors" in checked) throw new TypeScriptError(checked.errors);
    return { checker, checked, linked: this.#link(source, code, name) };
  }

  #link(source: string, code: string, name: string): LinkedCell {
    const linked = link(source, name, (variable) => this.#boxes.isDeclared(variable));
    this.#sources.add(name, code, linked.sourceMap);
    return linked;
  }

  /** Sees to it that what is known of the names is true, whether the cell succeeds or not. */
  async #record(
    linked: LinkedCell,
    checked: CheckedCell,
    checker: TypeChecker,
    run: () => Promise<unknown>,
  ): Promise<unknown> {
    const { declared } = linked;
    const before = new Map([...declared].map((name) => [name, this.#boxes.get(name).value]));
    try {
      const value = await this.#interruption.guard(run);
      this.#boxes.declare(declared);
      checker.accept(checked);
      return value;
    } catch (error) {
      const changed = new Set(
        [...declared].filter((name) => !Object.is(this.#boxes.get(name).value, before.get(name))),
      );
      this.#boxes.declare(changed);
      checker.accept(checked, { declared, changed });
      throw error;
    }
  }

  async #start(linked: LinkedCell, name: string): Promise<unknown> {
    for (const { specifier, bindings } of linked.imports) {
      const module = await this.#modules.load(specifier);
      for (const { imported, local } of bindings) this.#boxes.get(local).value = exportOf(module, imported);
    }
    const script = new vm.Script(linked.code, { filename: name, lineOffset: -1 });
    const cell = script.runInThisContext() as (...parameters: unknown[]) => unknown;
    const { require, import: dynamicImport, folder } = this.#modules;
    const boxes = linked.boxes.map((box) => this.#boxes.get(box));
    return this.#interruption.compute(() => cell.call(globalThis, require, dynamicImport, folder, name, ...boxes));
  }
}
