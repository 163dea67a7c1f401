import type { JsonObject } from "../protocol/message.js";
import { Checker, type Mistake } from "./checker.js";
import { complete } from "./complete.js";
import { completeness } from "./completeness.js";
import { inspect } from "./inspect.js";
import { type LinkedCell, link } from "./link.js";
import { completeMagic, inspectMagic, MagicError, withoutMagics } from "./magics.js";
import { asScript } from "./source.js";

/** A cell that may run. */
export interface CompiledCell {
  linked: LinkedCell;
  /** Mistakes of its types, where those are not to stop it. */
  warnings: Mistake[];
}

/** What is asked about the code that somebody is writing; each answer is the content of the reply. */
export interface Assistance {
  complete(content: JsonObject): JsonObject;
  inspect(content: JsonObject): JsonObject;
  isComplete(content: JsonObject): JsonObject;
}

/** What running cells needs. */
export interface CellCompiler {
  /** Checks a cell against all that ran before it and turns it into a function. `name` stands for it in stack traces. */
  compile(code: string, name: string): { errors: Mistake[] } | CompiledCell;
  /** An expression as a function; its types are not checked and it declares nothing. */
  expression(code: string, name: string): LinkedCell;
  /**
   * The cell compiled last has run: what it declared is known from now on; where it failed half-way, only the names whose
   * values it has `changed`.
   */
  accept(changed?: ReadonlySet<string>): void;
}

/** What is asked of a {@link Checker}. */
export type TypeChecker = Pick<Checker, "check" | "accept" | "complete" | "inspect" | "warmUp">;

export interface CompilerOptions {
  /** The notebook's. */
  folder: string;
  /** Modules whose types are loaded in advance; they have to need nothing of Node's but `firstDeclarations`. */
  preload: readonly string[];
  /** Whether mistakes of types stop a cell, until a cell says otherwise by `%types`. */
  strictTypes: boolean;
}

/** All that is known of the language: what earlier cells have declared, and what can be said of the next one. */
export class Compiler implements CellCompiler, Assistance {
  readonly #makeChecker: () => TypeChecker;
  readonly #known = new Set<string>();
  /** What functions of earlier cells may use. */
  #captured: Set<string> | "all" = new Set();
  #checker: TypeChecker | undefined;
  #strictTypes: boolean;
  #current: { declarations: string; declared: ReadonlySet<string> } = { declarations: "", declared: new Set() };

  constructor(options: CompilerOptions, makeChecker = (): TypeChecker => new Checker(options.folder, options.preload)) {
    this.#makeChecker = makeChecker;
    this.#strictTypes = options.strictTypes;
  }

  /** Made when it is first needed, for it takes a second. */
  get #types(): TypeChecker {
    this.#checker ??= this.#makeChecker();
    return this.#checker;
  }

  /** What the first cells would wait for, in steps, between which requests can be served. */
  warmUp(): Generator<void> {
    return this.#types.warmUp();
  }

  compile(code: string, name: string): { errors: Mistake[] } | CompiledCell {
    const { source: text, types } = withoutMagics(code);
    this.#strictTypes = types ?? this.#strictTypes;
    const source = asScript(text);
    const checked = this.#types.check(source, this.#strictTypes);
    if ("errors" in checked) return checked;
    const linked = this.#link(source, name);
    this.#current = { declarations: checked.declarations, declared: linked.declared };
    return { linked, warnings: checked.warnings };
  }

  expression(code: string, name: string): LinkedCell {
    return this.#link(code, name);
  }

  accept(changed?: ReadonlySet<string>): void {
    const { declared, declarations } = this.#current;
    for (const name of changed ?? declared) this.#known.add(name);
    this.#types.accept(declarations, changed && { declared, changed });
  }

  complete(content: JsonObject): JsonObject {
    return complete((code, position) => completeMagic(code, position) ?? this.#types.complete(code, position), content);
  }

  inspect(content: JsonObject): JsonObject {
    return inspect((code, position) => inspectMagic(code, position) ?? this.#types.inspect(code, position), content);
  }

  isComplete({ code }: JsonObject): JsonObject {
    try {
      return { ...completeness(withoutMagics(String(code ?? "")).source) };
    } catch (error) {
      if (error instanceof MagicError) return { status: "invalid" };
      throw error;
    }
  }

  #link(source: string, name: string): LinkedCell {
    const isCaptured = (variable: string): boolean => this.#captured === "all" || this.#captured.has(variable);
    const linked = link(source, name, (variable) => this.#known.has(variable), isCaptured);
    if (this.#captured === "all" || linked.captured === "all") this.#captured = "all";
    else for (const variable of linked.captured) this.#captured.add(variable);
    return linked;
  }
}
