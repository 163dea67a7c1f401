import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import ts = require("@tslab/typescript-for-tslab");

import type { Converter } from "tslab/dist/converter.js";

// The one file that knows tslab. Its converter is used for what it is good at: types, the declarations that accumulate
// from cell to cell, completion and inspection. The JavaScript that it emits is not used; see link.ts.

const here = createRequire(import.meta.url);
const tslab = createRequire(here.resolve("tslab/package.json"));

export interface ConverterSettings {
  /** The folder whose node_modules and relative files a cell sees: the notebook's. */
  folder: string;
  /** Declarations of what is known without an import. */
  globals: string;
  /** Modules whose types are loaded in advance. */
  preload: readonly string[];
  /** Tells by its number whether a mistake is to be passed over for the moment. */
  isTolerated: (code: number) => boolean;
}

type CreateWatchHost = typeof ts.createWatchCompilerHost;

/**
 * tslab's converter with compiler options that fit a notebook. tslab writes its options into its code; so it is handed
 * TypeScript in a wrapper that changes them on the way. (TypeScript's own exports cannot be replaced: they are getters.)
 */
export function createConverter(settings: ConverterSettings): Converter {
  const path = tslab.resolve("@tslab/typescript-for-tslab");
  const original: unknown = tslab(path);
  const cached = tslab.cache[path];
  if (!cached) throw new Error(`${path} has not been loaded as a CommonJS module.`);
  const changed: Record<string, unknown> = {
    createWatchCompilerHost: watchHostFor(settings),
    getPreEmitDiagnosticsOfFiles: diagnosticsFor(settings),
    // The converter turns the JavaScript that we do not use into CommonJS.
    transpileModule: () => ({ outputText: "" }),
  };
  const wrapper: Record<string, unknown> = {};
  for (const name of Object.keys(ts)) {
    const get = (): unknown => (Object.hasOwn(changed, name) ? changed[name] : Reflect.get(ts, name));
    Object.defineProperty(wrapper, name, { enumerable: true, get });
  }
  cached.exports = wrapper;
  try {
    const module = tslab("./dist/converter.js") as typeof import("tslab/dist/converter.js");
    return module.createConverter({ isJS: false, isBrowser: false });
  } finally {
    cached.exports = original;
  }
}

/** The text of a quick info: signature, documentation, tags. */
export function printQuickInfo(info: ts.QuickInfo): { signature: string; documentation: string } {
  const signature = ts.displayPartsToString(info.displayParts);
  const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`.trimEnd());
  const documentation = [ts.displayPartsToString(info.documentation), ...tags].filter(Boolean).join("\n\n");
  return { signature, documentation };
}

/** TypeScript's functions for the one who checks the files that a cell depends on. Internal, and pinned with tslab. */
interface InternalTypeScript {
  getPreEmitDiagnosticsOfFiles(program: ts.Program, files: readonly ts.SourceFile[]): readonly ts.Diagnostic[];
}

/** "File is not under rootDir": a module above the notebook's folder may be imported all the same. */
const outsideOfRoot = 6059;

function diagnosticsFor({ isTolerated }: ConverterSettings) {
  return (program: ts.Program, files: readonly ts.SourceFile[]): readonly ts.Diagnostic[] => {
    const all = (ts as unknown as InternalTypeScript).getPreEmitDiagnosticsOfFiles(program, files);
    return all.filter(({ code }) => code !== outsideOfRoot && !isTolerated(code));
  };
}

function watchHostFor(settings: ConverterSettings) {
  return (roots: string[], options: ts.CompilerOptions, system: ts.System, ...rest: unknown[]) => {
    const globals = join(settings.folder, "__globals__.d.ts");
    const readFile = system.readFile;
    const fileExists = system.fileExists;
    system.readFile = (path, encoding) => (path === globals ? settings.globals : readFile(path, encoding));
    system.fileExists = (path) => path === globals || fileExists(path);
    const { noImplicitUseStrict: _, ...kept } = options;
    const compilerOptions: ts.CompilerOptions = {
      ...kept,
      lib: ["lib.es2023.d.ts"],
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      emitDeclarationOnly: true,
      typeRoots: [...(options.typeRoots ?? []), ...ownTypeRoots()],
      types: ["node"],
      checkJs: false,
      strict: false,
      disableTopLevelAwait: false,
    };
    const resolve = moduleResolver(settings.folder, compilerOptions, system);
    const preloaded = settings.preload.flatMap((name) => resolve(name, join(settings.folder, "__tslab__.ts")) ?? []);
    const host = (ts.createWatchCompilerHost as (...parameters: unknown[]) => ReturnType<CreateWatchHost>)(
      [...roots, globals, ...preloaded.map((module) => module.resolvedFileName)],
      compilerOptions,
      system,
      ...rest,
    );
    host.resolveModuleNameLiterals = (literals, file) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, file) }));
    // Only the files that changed (the cell and the declarations) have their imports resolved anew.
    host.hasInvalidatedResolutions = () => false;
    return host;
  };
}

/** Finds modules from the file that imports them, and beside the kernel where nothing is found from there. */
function moduleResolver(folder: string, options: ts.CompilerOptions, system: ts.System) {
  const cache = ts.createModuleResolutionCache(folder, (name) => name, options);
  const kernel = import.meta.filename;
  return (name: string, file: string): ts.ResolvedModuleFull | undefined => {
    // What a package cannot find now it will not find later; what a cell cannot find may be installed a minute later.
    const settled = file.includes("/node_modules/") ? cache : undefined;
    const found = ts.resolveModuleName(name, file, options, system, settled).resolvedModule;
    if (found || name.startsWith(".") || name.startsWith("/")) return found;
    return ts.resolveModuleName(name, kernel, options, system).resolvedModule;
  };
}

/** Where the types of Node are: those beside the kernel, else those that tslab brings along. */
function ownTypeRoots(): string[] {
  const roots: string[] = [];
  for (const require of [here, tslab]) {
    try {
      roots.push(dirname(dirname(require.resolve("@types/node/package.json"))));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return roots;
}
