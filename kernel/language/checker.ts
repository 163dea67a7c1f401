import { join } from "node:path";

import ts = require("@tslab/typescript-for-tslab");

import { remainingAugmentations, withoutReplacedAugmentations } from "./augmentation.js";
import { globalDeclarations } from "./builtins.js";
import { filterDeclarations } from "./declarations.js";
import { isUnchecked, parseCell } from "./source.js";
import { stringPartAt } from "./stringAt.js";
import { createConverter, type LoadingConverter, printQuickInfo } from "./tslab.js";
import { isUnnameable, withNameableTypes } from "./unnameable.js";
import { WatchedFiles } from "./watchedFiles.js";

/** A mistake that the compiler found. Lines and columns count from zero. */
export interface Mistake {
  code: number;
  message: string;
  start: { line: number; column: number };
  end: { line: number; column: number };
  /** The file, if it is not the cell itself. */
  file: string | undefined;
  /** The text of that file. */
  source?: string | undefined;
}

/** The types of a cell that may run. */
export interface CheckedCell {
  /** What will be known once it has run. */
  declarations: string;
  /** Mistakes that are not to stop it. */
  warnings: Mistake[];
}

export interface Completion {
  start: number;
  end: number;
  candidates: { name: string; kind: string }[];
}

/** What is known of a name. */
export interface Inspection {
  signature: string;
  documentation: string;
}

/** How many cells that were right are kept in mind. */
const rememberedCells = 64;

/** Types across the cells of a notebook. Positions are those of JavaScript strings. */
export class Checker {
  readonly #folder: string;
  readonly #preload: readonly string[];
  readonly #files = new WatchedFiles();
  readonly #converter: LoadingConverter;
  #declarations = "";
  #lenient = false;
  #hasGlobals = false;
  /** What came of cells without mistakes, by the cell and what was declared before it: a cell is often run again. */
  readonly #right = new Map<string, CheckedCell>();

  /** @param preload modules whose types are loaded in advance; they have to need nothing of Node's but {@link firstDeclarations} */
  constructor(folder: string, preload: readonly string[] = []) {
    this.#folder = folder;
    this.#preload = preload;
    const isTolerated = (code: number): boolean => this.#lenient && !isSyntax(code);
    this.#converter = createConverter({ folder, globals: globalDeclarations, isTolerated, files: this.#files });
  }

  /** Loads the types of Node; what needs them before loads them itself. They take three times as long as those of the language. */
  loadGlobals(): void {
    if (this.#hasGlobals) return;
    this.#hasGlobals = true;
    this.#right.clear();
    this.#converter.loadGlobals();
  }

  /** Loads what cells are likely to need, in steps between which cells can be checked: the language, the types of Node, those of modules. */
  *warmUp(): Generator<void> {
    yield void this.check("0");
    yield* this.#converter.parseGlobals();
    this.loadGlobals();
    yield void this.check("0");
    yield* this.#converter.parse(this.#preload);
    this.#converter.preload(this.#preload);
    for (const [index, name] of this.#preload.entries())
      yield void this.check(`import * as module${index} from ${JSON.stringify(name)}; module${index};`);
  }

  /** Checks a cell against all that ran before it. Unless `strict`, only what cannot be run stops it, and the rest are warnings. */
  check(source: string, strict = true): CheckedCell | { errors: Mistake[] } {
    if (this.#files.look()) this.#right.clear();
    const key = `${this.#declarations}\0${source}`;
    const checked = this.#right.get(key) ?? this.#convertWithGlobals(source);
    if (!("errors" in checked)) return this.#remember(key, checked);
    const errors = checked.errors.filter((mistake) => !isUnnameable(mistake));
    const nameable = withNameableTypes(source, checked.errors.filter(isUnnameable));
    if (errors.length === 0) {
      const declared = this.#convert(nameable);
      return "errors" in declared ? checked : this.#remember(key, declared);
    }
    const unchecked = isUnchecked(source);
    if (strict && !unchecked) return { errors };
    this.#lenient = true;
    try {
      const tolerated = this.#convert(nameable);
      return "errors" in tolerated ? tolerated : { ...tolerated, warnings: unchecked ? [] : errors };
    } finally {
      this.#lenient = false;
    }
  }

  /** The one that was run longest ago is forgotten. */
  #remember(key: string, checked: CheckedCell): CheckedCell {
    this.#right.delete(key);
    this.#right.set(key, checked);
    if (this.#right.size > rememberedCells) this.#right.delete(this.#right.keys().next().value!);
    return checked;
  }

  /** A cell without mistakes where fewer names are known has none where more are, so the first cell need not wait for the types of Node. */
  #convertWithGlobals(source: string): CheckedCell | { errors: Mistake[] } {
    if (this.#isBelieved(source)) this.loadGlobals();
    const checked = this.#convert(source);
    if (this.#hasGlobals || !("errors" in checked)) return checked;
    this.loadGlobals();
    return this.#convert(source);
  }

  /** Of the global object TypeScript believes everything, and so of what a module says by a name that is not known. */
  #isBelieved(source: string): boolean {
    const { importedFiles } = ts.preProcessFile(source);
    return /\bglobalThis\b/.test(source) || importedFiles.some(({ fileName }) => !this.#preload.includes(fileName));
  }

  #convert(source: string): CheckedCell | { errors: Mistake[] } {
    const before = withoutReplacedAugmentations(this.#declarations, source);
    const result = this.#converter.convert(before, source);
    const errors = result.diagnostics
      .filter(({ category }) => category === ts.DiagnosticCategory.Error)
      .map(({ code, messageText, start, end, fileName }) => ({
        code,
        message: explained(messageText),
        // A mistake of the cell as a whole stands in the line that tslab puts before it.
        start: { line: Math.max(0, start.line), column: start.character },
        end: { line: end.line, column: end.character },
        file: fileName,
        source: fileName === undefined ? undefined : ts.sys.readFile(join(this.#folder, fileName)),
      }));
    if (errors.length > 0) return { errors };
    return { declarations: (result.declOutput ?? "") + remainingAugmentations(before, source), warnings: [] };
  }

  /**
   * The cell has run: what it declared is known from now on.
   *
   * After a cell that failed half-way, types have to tell the truth about the values that are there: a name whose value
   * the cell `changed` has the cell's type; any other name keeps the declaration it had, if it had one.
   */
  accept(declarations: string, failure?: { declared: ReadonlySet<string>; changed: ReadonlySet<string> }): void {
    if (!failure) {
      this.#declarations = declarations;
      return;
    }
    const { declared, changed } = failure;
    const untouched = (name: string): boolean => declared.has(name) && !changed.has(name);
    this.#declarations =
      filterDeclarations(declarations, { types: true, value: (name) => !untouched(name) }) +
      filterDeclarations(this.#declarations, { types: false, value: untouched });
  }

  complete(source: string, position: number): Completion {
    this.#prepareHelp();
    const { candidates, original, ...word } = this.#converter.complete(this.#declarations, source, position);
    const part = stringPartAt(source, position);
    const { start, end } = part ?? word;
    const kinds = new Map(original?.entries.map((entry) => [entry.name, entry.kind]));
    const typed = source.slice(start, position).toLowerCase();
    const fitting = candidates.filter((name) => name.toLowerCase().startsWith(typed));
    // Names that merely contain what was typed are of use only if there is nothing better; what lies hidden in a folder is of none.
    const others = part ? [] : candidates;
    const names = (fitting.length > 0 ? fitting : others).filter((name) => !name.startsWith("."));
    return { start, end, candidates: names.map((name) => ({ name, kind: kinds.get(name) ?? "" })) };
  }

  #prepareHelp(): void {
    this.loadGlobals();
    if (this.#files.look()) this.#right.clear();
  }

  /** What is known of the name at the position, or else of the function in whose arguments it lies. */
  inspect(source: string, position: number): Inspection | undefined {
    this.#prepareHelp();
    for (const place of [position, position - 1, calleeBefore(source, position)]) {
      if (place === undefined || place < 0) continue;
      const info = this.#converter.inspect(this.#declarations, source, place);
      // Of a name that it does not know, TypeScript says `any`.
      if (info && info.kind !== "") return printQuickInfo(info);
    }
    return undefined;
  }
}

/** The end of the function's name, if the position lies in the arguments of a call, finished or not. */
function calleeBefore(source: string, position: number): number | undefined {
  const file = parseCell(source);
  let callee: number | undefined;
  const visit = (node: ts.Node): void => {
    if (position < node.pos) return;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && position > node.expression.end) {
      const open = source[node.end - 1] !== ")";
      if (open || position < node.end) callee = node.expression.end - 1;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return callee;
}

/** What is right in newer versions of TypeScript, and here not even named in the message. */
function explained(message: string): string {
  if (message !== "Cannot find name 'using'.") return message;
  return `${message} This is TypeScript ${ts.version}, which has no using declarations: call [Symbol.dispose]() in finally instead.`;
}

/** TypeScript numbers what it cannot even read from 1000. */
function isSyntax(code: number): boolean {
  return code < 2000;
}
