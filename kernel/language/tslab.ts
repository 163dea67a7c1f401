import { createRequire } from "node:module";
import { basename } from "node:path";

import ts = require("@tslab/typescript-for-tslab");

import type { Converter } from "tslab/dist/converter.js";
import { completionHost } from "./completionHost.js";
import { type Loading, loadingOf } from "./loading.js";
import { cellName, type ProgramSettings, type WatchHost, watchHostFor } from "./program.js";
import { isUnnameable } from "./unnameable.js";

// The one file that knows tslab. Its converter is used for what it is good at: types, the declarations that accumulate
// from cell to cell, completion and inspection. The JavaScript that it emits is not used; see link.ts.

const here = createRequire(import.meta.url);
const tslab = createRequire(here.resolve("tslab/package.json"));

export interface ConverterSettings extends ProgramSettings {
  /** Tells by its number whether a mistake is to be passed over for the moment. */
  isTolerated: (code: number) => boolean;
}

/** tslab's converter, which begins with the language itself alone. */
export type LoadingConverter = Converter & Loading;

/**
 * tslab's converter with compiler options that fit a notebook. tslab writes its options into its code; so it is handed
 * TypeScript in a wrapper that changes them on the way. (TypeScript's own exports cannot be replaced: they are getters.)
 */
export function createConverter(settings: ConverterSettings): LoadingConverter {
  const path = tslab.resolve("@tslab/typescript-for-tslab");
  const original: unknown = tslab(path);
  const cached = tslab.cache[path];
  if (!cached) throw new Error(`${path} has not been loaded as a CommonJS module.`);
  let loading!: Loading;
  const changed: Record<string, unknown> = {
    createWatchCompilerHost: watchHostFor(settings),
    createWatchProgram: (host: WatchHost) => {
      host.setTimeout = rebuildsOnly(host.setTimeout);
      const watch = ts.createWatchProgram(host as ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram>);
      loading = loadingOf(settings, host, watch);
      return watch;
    },
    getPreEmitDiagnosticsOfFiles: diagnosticsFor(settings),
    Completions: { ...internal.Completions, getCompletionsAtPositionForTslab: completionsIn(settings.folder) },
    // The converter turns the JavaScript that we do not use into CommonJS.
    transpileModule: () => ({ outputText: "" }),
  };
  const wrapper: Record<string, unknown> = {};
  for (const name of Object.keys(ts)) {
    const get = (): unknown => (Object.hasOwn(changed, name) ? changed[name] : Reflect.get(ts, name));
    Object.defineProperty(wrapper, name, { enumerable: true, get });
  }
  cached.exports = wrapper;
  // A second converter has to take the TypeScript of its own.
  delete tslab.cache[tslab.resolve("./dist/converter.js")];
  try {
    const module = tslab("./dist/converter.js") as typeof import("tslab/dist/converter.js");
    return { ...module.createConverter({ isJS: false, isBrowser: false }), ...loading };
  } finally {
    cached.exports = original;
  }
}

/**
 * tslab's timer holds one thing, to rebuild the program, and throws at another. The other is to forget what was not found, when something
 * comes or goes in a folder: not needed, for every cell looks for its modules anew.
 */
function rebuildsOnly(setTimeout: WatchHost["setTimeout"]): WatchHost["setTimeout"] {
  return (callback, ...parameters) =>
    callback.name === "updateProgramWithWatchStatus" ? setTimeout?.(callback, ...parameters) : undefined;
}

/** The text of a quick info: signature, documentation, tags. */
export function printQuickInfo(info: ts.QuickInfo): { signature: string; documentation: string } {
  const signature = ts.displayPartsToString(info.displayParts);
  const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`.trimEnd());
  const documentation = [ts.displayPartsToString(info.documentation), ...tags].filter(Boolean).join("\n\n");
  return { signature, documentation };
}

/** tslab's completion with a host that can look into folders; its own has nothing, and so no names of modules. */
function completionsIn(folder: string) {
  const host = completionHost(folder);
  return (_: object, ...others: unknown[]): unknown =>
    internal.Completions.getCompletionsAtPositionForTslab(host, ...others);
}

/** TypeScript's functions for the one who checks the files that a cell depends on. Internal, and pinned with tslab. */
interface InternalTypeScript {
  getPreEmitDiagnosticsOfFiles(program: ts.Program, files: readonly ts.SourceFile[]): readonly ts.Diagnostic[];
  Completions: { getCompletionsAtPositionForTslab(host: object, ...others: unknown[]): unknown };
}

const internal = ts as unknown as InternalTypeScript;

/**
 * Mistakes that are none in a notebook. 6059, "file is not under rootDir": a module above the notebook's folder may be imported all the
 * same. 1202, "import assignment cannot be used when targeting ECMAScript modules": `import x = require("x")` is linked as well.
 */
const welcome = new Set([6059, 1202]);

function diagnosticsFor({ isTolerated }: ConverterSettings) {
  return (program: ts.Program, files: readonly ts.SourceFile[]): readonly ts.Diagnostic[] => {
    const all = internal.getPreEmitDiagnosticsOfFiles(program, files);
    return all.filter(({ code, file }) => {
      // Only of cells are declarations made.
      const isForeign = file !== undefined && basename(file.fileName) !== cellName && isUnnameable({ code });
      return !isForeign && !welcome.has(code) && !isTolerated(code);
    });
  };
}
