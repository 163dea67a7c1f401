import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { types } from "node:util";
import vm from "node:vm";
import { stateOf } from "../language/fileState.js";
import { isInstalled } from "./installed.js";
import { type CompiledModule, compileModule } from "./localCompiler.js";
import { namespaceOf } from "./namespace.js";
import type { Packages } from "./packages.js";
import type { Sources } from "./sources.js";

interface LocalModule {
  state: string | undefined;
  module: { exports: unknown };
  /** The local files that it has loaded itself, as it has found them. */
  needs: Map<string, LocalModule>;
}

type Compiled = CompiledModule & { state: string | undefined };

const endings = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

/**
 * The user's own files beside the notebook, TypeScript and JavaScript, read again when they or what they need have changed. Node keeps what it
 * has loaded, so none of them is loaded by Node.
 */
export class LocalModules {
  readonly #sources: Sources;
  readonly #packages: Packages;
  readonly #modules = new Map<string, LocalModule>();
  /** Those that run, or wait. */
  readonly #unfinished = new Map<LocalModule, string>();
  /** What has been compiled and has not run yet. */
  readonly #compiled = new Map<string, Compiled>();
  /** Packages that are ES modules, by the file and how it names them. */
  readonly #imported = new Map<string, unknown>();

  constructor(sources: Sources, packages: Packages) {
    this.#sources = sources;
    this.#packages = packages;
  }

  /** The file of the user's that a specifier means; undefined if it means a package, or if there is no such file. */
  resolve(specifier: string, folder: string): string | undefined {
    if (specifier.startsWith("file:")) return fileAt(fileURLToPath(specifier));
    if (!/^\.{0,2}(\/|$)/.test(specifier) && !isAbsolute(specifier)) return this.#named(specifier, folder);
    const path = resolve(folder, specifier);
    // As in TypeScript, a module is named by the file it will be compiled to.
    const source = path.replace(/\.([mc]?)js$/, ".$1ts");
    return fileAt(path) ?? fileAt(source);
  }

  /** What the user's package.json names by `imports` or `exports`, or a package that is linked to its source: files of the user's all the same. */
  #named(specifier: string, folder: string): string | undefined {
    const from = join(folder, "module.js");
    if (isBuiltin(specifier) || !isInstalled(specifier, from)) return undefined;
    try {
      const file = createRequire(from).resolve(specifier);
      const isUsers = isAbsolute(file) && !/[\\/]node_modules[\\/]/.test(file);
      return isUsers && file !== this.#packages.ofKernel(specifier) ? fileAt(file) : undefined;
    } catch {
      // Who loads it says why it is not found.
      return undefined;
    }
  }

  /** The exports of a file, as `import` means it: it and what it needs may await something, or be had by `import` only. */
  async import(file: string): Promise<unknown> {
    await this.#prepare(file, new Set());
    return this.load(file);
  }

  /** The exports of a file, as `require` means it. */
  load(file: string): unknown {
    if (!this.#isFresh(file)) {
      const finished = isCode(file) ? this.#run(file, this.#compile(file)) : this.#read(file);
      // Nobody waits for it here; who imports it does.
      finished?.catch(() => undefined);
    }
    return this.#modules.get(file)!.module.exports;
  }

  /** Does what can only be waited for, before the file is loaded. */
  async #prepare(file: string, seen: Set<string>): Promise<void> {
    if (seen.has(file) || !isCode(file)) return;
    seen.add(file);
    if (this.#isFresh(file)) return;
    const compiled = this.#compile(file);
    for (const specifier of compiled.imports) {
      const local = this.resolve(specifier, dirname(file));
      if (local) await this.#prepare(local, seen);
      else await this.#preparePackage(file, specifier);
    }
    if (compiled.awaits) await this.#run(file, compiled);
  }

  async #preparePackage(file: string, specifier: string): Promise<void> {
    // Where it cannot be had, that is said when the module asks for it.
    const found = await this.#packages.load(file, specifier).catch(() => undefined);
    if (!types.isModuleNamespaceObject(found)) return;
    const known = Object.assign(Object.create(found as object) as object, { __esModule: true });
    this.#imported.set(`${file}\0${specifier}`, known);
  }

  /** True if neither the file nor any that it needs has changed since it was loaded. */
  #isFresh(file: string, seen: Set<string> = new Set()): boolean {
    if (seen.has(file)) return true;
    seen.add(file);
    const known = this.#modules.get(file);
    if (!known || stateOf(file) !== known.state) return false;
    return [...known.needs].every(([file, found]) => this.#modules.get(file) === found && this.#isFresh(file, seen));
  }

  #compile(file: string): Compiled {
    const state = stateOf(file);
    const known = this.#compiled.get(file);
    if (known?.state === state) return known!;
    const text = readFileSync(file, "utf8");
    const compiled = { ...compileModule(file, text), state };
    this.#sources.add(file, text, compiled.sourceMap);
    this.#compiled.set(file, compiled);
    return compiled;
  }

  /** Reads what is no code: data, or an addon of Node's. */
  #read(file: string): undefined {
    const state = stateOf(file);
    const exports = file.endsWith(".json") ? parseJson(file) : createRequire(file)(file);
    this.#modules.set(file, { state, module: { exports }, needs: new Map() });
  }

  /** Runs a module; its promise, if it awaits something. */
  #run(file: string, { code, awaits, state }: Compiled): Promise<void> | undefined {
    this.#compiled.delete(file);
    const run = new vm.Script(code, { filename: file, lineOffset: -1 }).runInThisContext() as (
      ...parameters: unknown[]
    ) => Promise<void> | undefined;
    const needs: LocalModule["needs"] = new Map();
    const require = requireBy((specifier) => this.#require(file, specifier, needs), createRequire(file));
    const module = { exports: {} as unknown, id: file, filename: file, require };
    // Known before it has run, so that two files may import each other.
    const entry = { state, module, needs };
    this.#modules.set(file, entry);
    this.#unfinished.set(entry, file);
    const folder = dirname(file);
    const meta = { url: pathToFileURL(file).href, filename: file, dirname: folder };
    const dynamicImport = async (specifier: string): Promise<unknown> => this.#import(file, String(specifier), needs);
    const done = (): void => void this.#unfinished.delete(entry);
    const failed = (error: unknown): never => {
      this.#unfinished.delete(entry);
      this.#forget(file, entry);
      throw error;
    };
    try {
      const { exports } = module;
      const finished = run.call(exports, exports, require, module, file, folder, meta, dynamicImport);
      if (awaits) return finished!.then(done, failed);
    } catch (error) {
      return failed(error);
    }
    done();
    return undefined;
  }

  /** Forgets what runs or waits: it was interrupted, and is to run again when it is wanted again. */
  forgetUnfinished(): void {
    for (const [entry, file] of this.#unfinished) this.#forget(file, entry);
    this.#unfinished.clear();
  }

  #forget(file: string, entry: LocalModule): void {
    if (this.#modules.get(file) === entry) this.#modules.delete(file);
  }

  #require(file: string, specifier: string, needs: LocalModule["needs"]): unknown {
    const local = this.resolve(specifier, dirname(file));
    if (!local) return this.#imported.get(`${file}\0${specifier}`) ?? this.#packages.require(file, specifier);
    const exports = this.load(local);
    needs.set(local, this.#modules.get(local)!);
    return exports;
  }

  async #import(file: string, specifier: string, needs: LocalModule["needs"]): Promise<unknown> {
    const local = this.resolve(specifier, dirname(file));
    if (!local) return this.#packages.import(file, specifier);
    const exports = await this.import(local);
    needs.set(local, this.#modules.get(local)!);
    return namespaceOf(exports);
  }
}

/** A `require` of our own; what it has beside being called (`resolve`, `cache`) is that of Node's. */
export function requireBy(load: (specifier: string) => unknown, nodes: NodeJS.Require): NodeJS.Require {
  const { resolve, cache, extensions, main } = nodes;
  return Object.assign(load, { resolve, cache, extensions, main });
}

function isCode(file: string): boolean {
  return !/\.(json|node)$/.test(file);
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
  } catch (error) {
    throw new SyntaxError(`${file}: ${(error as Error).message}`);
  }
}

function fileAt(path: string): string | undefined {
  return endings.map((ending) => path + ending).find((file) => stateOf(file) !== undefined);
}
