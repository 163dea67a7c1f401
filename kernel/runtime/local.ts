import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { type CompiledModule, compileModule } from "./localCompiler.js";
import type { Sources } from "./sources.js";

interface LocalModule {
  modified: number;
  exports: unknown;
  /** The local files that it has loaded itself. */
  needs: Set<string>;
}

/** Loads what is none of the user's TypeScript, on behalf of a file. */
export interface Packages {
  require(file: string, specifier: string): unknown;
  import(file: string, specifier: string): Promise<unknown>;
}

const endings = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

/** The user's own files beside the notebook, TypeScript among them, read again when they have changed. */
export class LocalModules {
  readonly #sources: Sources;
  readonly #packages: Packages;
  readonly #modules = new Map<string, LocalModule>();
  /** What has been compiled and has not run yet. */
  readonly #compiled = new Map<string, CompiledModule & { modified: number }>();
  /** Packages that could only be imported, by the file and how it names them. */
  readonly #imported = new Map<string, unknown>();

  constructor(sources: Sources, packages: Packages) {
    this.#sources = sources;
    this.#packages = packages;
  }

  /** The file that a relative or absolute specifier means; undefined for a package, or if there is no such file. */
  resolve(specifier: string, folder: string): string | undefined {
    if (specifier.startsWith("file:")) return fileAt(fileURLToPath(specifier));
    if (!/^\.{0,2}(\/|$)/.test(specifier) && !isAbsolute(specifier)) return undefined;
    const path = resolve(folder, specifier);
    // As in TypeScript, a module is named by the file it will be compiled to.
    const source = path.replace(/\.([mc]?)js$/, ".$1ts");
    return fileAt(path) ?? fileAt(source);
  }

  /** The exports of a file, as `import` means it: it and what it needs may await something, or be had by `import` only. */
  async import(file: string): Promise<unknown> {
    await this.#prepare(file, new Set());
    return this.load(file);
  }

  /** The exports of a file, as `require` means it. */
  load(file: string): unknown {
    const known = this.#modules.get(file);
    if (known && this.#isFresh(file)) return known.exports;
    if (isOurs(file)) {
      const finished = this.#run(file, this.#compile(file));
      // Nobody waits for it here; who imports it does.
      finished?.catch(() => undefined);
      return this.#modules.get(file)!.exports;
    }
    if (known) forget(file);
    const { mtimeMs: modified } = statSync(file);
    const exports = this.#packages.require(file, file);
    this.#modules.set(file, { modified, exports, needs: new Set() });
    return exports;
  }

  /** Does what can only be waited for, before the file is loaded. */
  async #prepare(file: string, seen: Set<string>): Promise<void> {
    if (seen.has(file) || !isOurs(file)) return;
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
    try {
      this.#packages.require(file, specifier);
    } catch {
      // Where it cannot be imported either, that is said when the module asks for it.
      const namespace = await this.#packages.import(file, specifier).catch(() => undefined);
      const known = Object.assign(Object.create(namespace as object | null) as object, { __esModule: true });
      if (namespace) this.#imported.set(`${file}\0${specifier}`, known);
    }
  }

  /** True if neither the file nor any that it needs has changed since it was loaded. */
  #isFresh(file: string, seen: Set<string> = new Set()): boolean {
    if (seen.has(file)) return true;
    seen.add(file);
    const known = this.#modules.get(file);
    if (!known || statSync(file, { throwIfNoEntry: false })?.mtimeMs !== known.modified) return false;
    return [...known.needs].every((needed) => this.#isFresh(needed, seen));
  }

  #compile(file: string): CompiledModule & { modified: number } {
    const { mtimeMs: modified } = statSync(file);
    const known = this.#compiled.get(file);
    if (known?.modified === modified) return known;
    const text = readFileSync(file, "utf8");
    const compiled = { ...compileModule(file, text), modified };
    this.#sources.add(file, text, compiled.sourceMap);
    this.#compiled.set(file, compiled);
    return compiled;
  }

  /** Runs a module; its promise, if it awaits something. */
  #run(file: string, { code, awaits, modified }: CompiledModule & { modified: number }): Promise<void> | undefined {
    this.#compiled.delete(file);
    const run = new vm.Script(code, { filename: file, lineOffset: -1 }).runInThisContext() as (
      ...parameters: unknown[]
    ) => Promise<void> | undefined;
    const module = { exports: {} as unknown };
    // Known before it has run, so that two files may import each other.
    const entry = { modified, exports: module.exports, needs: new Set<string>() };
    this.#modules.set(file, entry);
    const folder = dirname(file);
    const require = (specifier: string): unknown => this.#require(file, specifier, entry.needs);
    const meta = { url: pathToFileURL(file).href, filename: file, dirname: folder };
    const dynamicImport = async (specifier: string): Promise<unknown> =>
      this.#import(file, String(specifier), entry.needs);
    const failed = (error: unknown): never => {
      this.#modules.delete(file);
      throw error;
    };
    const done = (): void => {
      entry.exports = module.exports;
    };
    try {
      const finished = run(module.exports, require, module, file, folder, meta, dynamicImport);
      if (awaits) return finished!.then(done, failed);
    } catch (error) {
      failed(error);
    }
    done();
    return undefined;
  }

  #require(file: string, specifier: string, needs: Set<string>): unknown {
    const local = this.resolve(specifier, dirname(file));
    if (!local) return this.#imported.get(`${file}\0${specifier}`) ?? this.#packages.require(file, specifier);
    needs.add(local);
    return this.load(local);
  }

  async #import(file: string, specifier: string, needs: Set<string>): Promise<unknown> {
    const local = this.resolve(specifier, dirname(file));
    if (!local) return this.#packages.import(file, specifier);
    needs.add(local);
    return this.import(local);
  }
}

/**
 * TypeScript, and JavaScript that is an ES module: Node keeps such a module for good, so it is compiled as TypeScript is. What it says
 * is asked of its text, as Node itself does where a package does not say it.
 */
function isOurs(file: string): boolean {
  if (/\.([mc]?ts|mjs)$/.test(file)) return true;
  return file.endsWith(".js") && /^\s*(import\b(?!\s*\()|export\b)/m.test(readFileSync(file, "utf8"));
}

/** A changed JavaScript file is read again by Node only if it is no longer in its cache. */
function forget(file: string): void {
  const { cache } = createRequire(file);
  delete cache[file];
}

function fileAt(path: string): string | undefined {
  for (const ending of endings) {
    if (statSync(path + ending, { throwIfNoEntry: false })?.isFile()) return path + ending;
  }
  return undefined;
}
