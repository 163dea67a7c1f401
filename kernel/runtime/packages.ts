import { createRequire } from "node:module";
import { dirname } from "node:path";
import vm from "node:vm";
import { isInstalled, missing, offersImport } from "./installed.js";

/** Does something, and returns what it returns. */
export type Unbroken = <Result>(work: () => Result) => Result;

/** Loads what is no file of the user's, on behalf of one: by Node, from where the file is, or else from the kernel. */
export class Packages {
  readonly #fromKernel = createRequire(import.meta.url);
  readonly #unbroken: Unbroken;

  /** @param unbroken does what SIGINT must not break: Node ends the process where that comes while it links ES modules */
  constructor(unbroken: Unbroken) {
    this.#unbroken = unbroken;
  }

  /** Where the kernel itself finds something; undefined if it does not. */
  ofKernel(specifier: string): string | undefined {
    return pathOf(this.#fromKernel, specifier);
  }

  /**
   * A package, loaded with `require` where that comes to the same, because it finds what CommonJS packages export by name and is synchronous; with
   * `import` where a package has something else for those who import it, or allows only that.
   */
  async load(file: string, specifier: string): Promise<unknown> {
    const isImported = placesOf(file).some((each) => isInstalled(specifier, each) && offersImport(specifier, each));
    try {
      return await (isImported ? this.import(file, specifier) : this.require(file, specifier));
    } catch (error) {
      if (!allowsOnlyOther(error)) throw error;
      return await (isImported ? this.require(file, specifier) : this.import(file, specifier));
    }
  }

  /** A module as `require` finds it. */
  require(file: string, specifier: string): unknown {
    try {
      return this.#requireFrom(file, specifier);
    } catch (error) {
      if (!isMissing(error, specifier)) throw error;
      try {
        return this.#requireFrom(import.meta.filename, specifier);
      } catch (other) {
        // The first says where the user's own packages were looked for.
        throw isMissing(other, specifier) ? error : other;
      }
    }
  }

  /** A module as `import()` finds it. */
  async import(file: string, specifier: string): Promise<unknown> {
    const from = placesOf(file).find((each) => isInstalled(specifier, each));
    if (from === undefined) throw missing(specifier, dirname(file));
    const importIt = new vm.Script("(specifier) => import(specifier)", {
      filename: from,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }).runInThisContext() as (specifier: string) => Promise<unknown>;
    return await importIt(specifier);
  }

  #requireFrom(file: string, specifier: string): unknown {
    if (!isInstalled(specifier, file)) throw missing(specifier, dirname(file));
    return this.#unbroken(() => createRequire(file)(specifier));
  }
}

export function pathOf(require: NodeJS.Require, specifier: string): string | undefined {
  try {
    return require.resolve(specifier);
  } catch {
    return undefined;
  }
}

/** From where packages are looked for: the file that names one, and the kernel. */
function placesOf(file: string): string[] {
  return [file, import.meta.filename];
}

function allowsOnlyOther(error: unknown): boolean {
  return ["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE", "ERR_PACKAGE_PATH_NOT_EXPORTED"].includes(codeOf(error));
}

/** True if it is this module that was not found, not one that it needs. */
function isMissing(error: unknown, specifier: string): boolean {
  return (
    codeOf(error) === "MODULE_NOT_FOUND" && (error as Error).message.startsWith(`Cannot find module '${specifier}'`)
  );
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null | undefined)?.code ?? "");
}
