import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import type TypeScript from "@tslab/typescript-for-tslab";
import type { Sources } from "./sources.js";

interface LocalModule {
  modified: number;
  exports: unknown;
  /** The local files that it has loaded itself. */
  needs: Set<string>;
}

type Require = (specifier: string) => unknown;

const endings = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

/** The user's own files beside the notebook, TypeScript among them, read again when they have changed. */
export class LocalModules {
  readonly #sources: Sources;
  /** Loads what is not TypeScript, on behalf of a file. */
  readonly #requireFrom: (file: string) => Require;
  readonly #modules = new Map<string, LocalModule>();

  constructor(sources: Sources, requireFrom: (file: string) => Require) {
    this.#sources = sources;
    this.#requireFrom = requireFrom;
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

  /** The exports of a file. */
  load(file: string): unknown {
    const known = this.#modules.get(file);
    if (known && this.#isFresh(file)) return known.exports;
    const { mtimeMs: modified } = statSync(file);
    if (isOurs(file)) return this.#run(file, modified);
    if (known) forget(file);
    const exports = this.#requireFrom(file)(file);
    this.#modules.set(file, { modified, exports, needs: new Set() });
    return exports;
  }

  /** True if neither the file nor any that it needs has changed since it was loaded. */
  #isFresh(file: string, seen: Set<string> = new Set()): boolean {
    if (seen.has(file)) return true;
    seen.add(file);
    const known = this.#modules.get(file);
    if (!known || statSync(file, { throwIfNoEntry: false })?.mtimeMs !== known.modified) return false;
    return [...known.needs].every((needed) => this.#isFresh(needed, seen));
  }

  #run(file: string, modified: number): unknown {
    const text = readFileSync(file, "utf8");
    const ts = compiler();
    const { outputText, sourceMapText } = ts.transpileModule(text, {
      fileName: file,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
        isolatedModules: true,
        experimentalDecorators: true,
        sourceMap: true,
        allowJs: true,
      },
      transformers: { before: [(context) => (module) => withOwnMeta(ts, module, context)] },
    });
    this.#sources.add(file, text, sourceMapText ?? "");
    const code = `(function (exports, require, module, __filename, __dirname, ${metaName}) {\n${outputText}\n})`;
    const run = new vm.Script(code, { filename: file, lineOffset: -1 }).runInThisContext() as (
      ...parts: unknown[]
    ) => void;
    const module = { exports: {} as unknown };
    // Known before it has run, so that two files may import each other.
    const entry = { modified, exports: module.exports, needs: new Set<string>() };
    this.#modules.set(file, entry);
    const folder = dirname(file);
    try {
      const meta = { url: pathToFileURL(file).href, filename: file, dirname: folder };
      run(module.exports, this.#requireIn(folder, file, entry.needs), module, file, folder, meta);
    } catch (error) {
      this.#modules.delete(file);
      throw error;
    }
    entry.exports = module.exports;
    return module.exports;
  }

  #requireIn(folder: string, file: string, needs: Set<string>): Require {
    const requirePackage = this.#requireFrom(file);
    return (specifier) => {
      const local = this.resolve(specifier, folder);
      if (!local) return requirePackage(specifier);
      needs.add(local);
      return this.load(local);
    };
  }
}

/** What stands for `import.meta`, which scripts do not have. */
const metaName = "__meta";

function withOwnMeta(
  ts: typeof TypeScript,
  module: TypeScript.SourceFile,
  context: TypeScript.TransformationContext,
): TypeScript.SourceFile {
  const visit = (node: TypeScript.Node): TypeScript.Node =>
    ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword
      ? ts.factory.createIdentifier(metaName)
      : ts.visitEachChild(node, visit, context);
  return ts.visitEachChild(module, visit, context);
}

/** Loaded with the first TypeScript file: it takes a while, and many a session has none. */
function compiler(): typeof TypeScript {
  return createRequire(import.meta.url)("@tslab/typescript-for-tslab") as typeof TypeScript;
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
