import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { LocalModules, requireBy } from "./local.js";
import { type Namespace, namespaceOf } from "./namespace.js";
import { Packages, pathOf, type Unbroken } from "./packages.js";
import type { Sources } from "./sources.js";

/** The `import()` of a cell, with `import.meta` as its `meta`. */
export type DynamicImport = ((specifier: string) => Promise<Namespace>) & { meta: ImportMeta };

/** Loads modules for cells: from the notebook's folder first, then from the kernel's own package. */
export class Modules {
  readonly folder: string;
  /** What cells are likely to import and is not loaded yet. */
  readonly #likely: Set<string>;
  readonly require: (specifier: string) => unknown;
  readonly import: DynamicImport;
  /** What cells know as `module`, for code that was written as a CommonJS module. */
  readonly module: { exports: unknown } = { exports: {} };
  readonly #local: LocalModules;
  readonly #packages: Packages;
  readonly #fromFolder: NodeJS.Require;
  readonly #cell: string;

  /**
   * @param unbroken does what SIGINT must not break
   * @param preload what cells are likely to import, which is loaded whether they do or not
   */
  constructor(folder: string, sources: Sources, unbroken: Unbroken, preload: readonly string[] = []) {
    this.folder = folder;
    this.#likely = new Set(preload);
    const cell = join(folder, "cell.js");
    this.#cell = cell;
    this.#fromFolder = createRequire(cell);
    this.#packages = new Packages(unbroken);
    this.#local = new LocalModules(sources, this.#packages);
    this.require = requireBy((specifier) => this.#require(specifier), this.#fromFolder);
    const meta = {
      url: pathToFileURL(cell).href,
      dirname: folder,
      filename: cell,
      resolve: this.#resolve,
    } as ImportMeta;
    this.import = Object.assign(async (specifier: string) => namespaceOf(await this.load(String(specifier))), { meta });
  }

  /** A module as `import` means it. */
  async load(specifier: string): Promise<unknown> {
    const local = this.#local.resolve(specifier, this.folder);
    return local ? await this.#local.import(local) : await this.#packages.load(this.#cell, specifier);
  }

  /** Loads what cells are likely to import, file by file from the bottom up: all at once would keep a cell waiting. */
  async warmUp(): Promise<void> {
    for (const name of this.#likely) {
      const file = pathOf(this.#fromFolder, name) ?? this.#packages.ofKernel(name);
      try {
        for (const part of file === undefined ? [] : filesFromTheBottom(file)) {
          this.#fromFolder(part);
          await nextTurn();
        }
      } catch {
        // A part that cannot be had by itself.
      }
      await this.load(name);
      this.#likely.delete(name);
    }
  }

  /** Loads what a cell names of it at once, so that it need not come after the check of the cell's types. */
  async anticipate(code: string): Promise<void> {
    for (const name of this.#likely) {
      if (!code.includes(name)) continue;
      this.#likely.delete(name);
      try {
        await this.load(name);
      } catch {
        // What is wrong with a module is said where it is imported.
      }
    }
  }

  /** Forgets modules that were interrupted while they ran, so that they run again when they are wanted. */
  forgetUnfinished(): void {
    this.#local.forgetUnfinished();
    const { cache } = this.#fromFolder;
    for (const [file, module] of Object.entries(cache)) if (module?.loaded === false) delete cache[file];
  }

  #require(specifier: string): unknown {
    const local = this.#local.resolve(specifier, this.folder);
    if (local) return this.#local.load(local);
    return this.#packages.require(this.#cell, specifier);
  }

  readonly #resolve = (specifier: string): string => {
    const path = this.#local.resolve(specifier, this.folder) ?? this.#fromFolder.resolve(specifier);
    return path.startsWith("node:") ? path : pathToFileURL(path).href;
  };
}

/** An ES module after the files that it imports by their place. */
function* filesFromTheBottom(file: string, seen = new Set<string>()): Generator<string> {
  if (seen.has(file)) return;
  seen.add(file);
  for (const [, path] of readFileSync(file, "utf8").matchAll(/^(?:import|export)\b[^;"]*\bfrom\s*"(\.[^"]+)"/gm))
    yield* filesFromTheBottom(join(dirname(file), path!), seen);
  yield file;
}
