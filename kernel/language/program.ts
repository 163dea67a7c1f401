import { createHash } from "node:crypto";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";

import ts = require("@tslab/typescript-for-tslab");

import { firstDeclarations } from "./builtins.js";
import { withoutImportAttributes } from "./importAttributes.js";
import { bind } from "./parsing.js";
import type { WatchedFiles } from "./watchedFiles.js";

// The program that TypeScript keeps of a notebook: the cell, the declarations of the earlier ones, and all types they may want. What is done
// at every cell is done for hundreds of files, so nothing is asked twice here of files that do not change.

export interface ProgramSettings {
  /** The folder whose node_modules and relative files a cell sees: the notebook's. */
  folder: string;
  /** Declarations of what is known without an import. */
  globals: string;
  /** The user's own files. */
  files: WatchedFiles;
}

type CreateWatchHost = typeof ts.createWatchCompilerHost;
export type WatchHost = ReturnType<CreateWatchHost> & {
  rootFiles: string[];
  options: ts.CompilerOptions;
  /** The host of the programs, from the first one on. */
  ofPrograms?: ts.CompilerHost;
};

const here = createRequire(import.meta.url);
const built = join(dirname(here.resolve("phasebook/package.json")), "dist/");

/** True of files that stay as they are while a notebook runs: those of packages, and our own. */
function isSettled(path: string): boolean {
  return path.includes("/node_modules/") || path.startsWith(built);
}

/** Makes the host that tslab's converter asks for, with compiler options that fit a notebook. */
export function watchHostFor(settings: ProgramSettings) {
  return (roots: string[], options: ts.CompilerOptions, system: ts.System, _: unknown, ...reporters: unknown[]) => {
    const more = new Map([
      [firstOf(settings), firstDeclarations],
      [globalsOf(settings), settings.globals],
    ]);
    hasten(system, more, roots, settings.files);
    const { noImplicitUseStrict: __, ...kept } = options;
    const compilerOptions: ts.CompilerOptions = {
      ...kept,
      lib: ["lib.es2023.d.ts"],
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      emitDeclarationOnly: true,
      typeRoots: typeRoots(options.typeRoots ?? []),
      types: [],
      checkJs: false,
      strict: false,
      disableTopLevelAwait: false,
    };
    const resolve = moduleResolver(settings.folder, compilerOptions, system);
    const host: WatchHost = (ts.createWatchCompilerHost as (...parameters: unknown[]) => WatchHost)(
      [...roots, firstOf(settings)],
      compilerOptions,
      system,
      createBuilder(roots, (ofPrograms) => Object.assign(host, { ofPrograms })),
      ...reporters,
    );
    host.resolveModuleNameLiterals = (literals, file) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, file) }));
    // Only the cell and the declarations have their imports resolved anew: the cell also where it is the same as before, for what it did not
    // find may have been installed meanwhile.
    host.hasInvalidatedResolutions = (file) => roots.includes(file);
    return host;
  };
}

/** A part of TypeScript that it keeps to itself; its version is pinned with tslab. */
interface InternalSourceFile extends ts.SourceFile {
  resolvedModules?: { forEach(visit: (resolution: { resolvedModule?: ts.ResolvedModule }) => void): void };
}

/**
 * The builder that TypeScript would take by itself finds out at every change which files it affects, by asking of each what it imports. We
 * check one file, whatever has changed.
 */
function createBuilder(
  virtual: readonly string[],
  tellHost: (host: ts.CompilerHost) => void,
): ts.CreateProgram<ts.BuilderProgram> {
  return (...parameters: Parameters<ts.CreateProgram<ts.BuilderProgram>>) => {
    const [, , host] = parameters;
    if (host) tellHost(host);
    const builder = ts.createAbstractBuilder(...parameters);
    const program = builder.getProgram();
    // tslab looks at the names of a cell before anything has asked for types.
    for (const path of virtual) {
      const file = program.getSourceFile(path);
      if (file) bind(file, program.getCompilerOptions());
    }
    return Object.assign(builder, { getAllDependencies: (file: ts.SourceFile) => sourcesOf(program, file) });
  };
}

/** A file and all that it imports, directly or not, types of packages left out. */
function sourcesOf(program: ts.Program, first: InternalSourceFile): string[] {
  const found = new Set<string>([first.fileName]);
  const visit = (file: InternalSourceFile): void =>
    file.resolvedModules?.forEach(({ resolvedModule }) => {
      const name = resolvedModule?.resolvedFileName;
      if (name === undefined || found.has(name) || isSettled(name)) return;
      found.add(name);
      const next = program.getSourceFile(name);
      if (next) visit(next);
    });
  visit(first);
  return [...found];
}

/** What tslab takes the file of a cell to be called. */
export const cellName = "__tslab__.ts";

/** The file that stands for the types of Node until they are loaded. */
export function firstOf({ folder }: ProgramSettings): string {
  return join(folder, "__first__.d.ts");
}

/** The file that holds the declarations of what is known without an import. */
export function globalsOf({ folder }: ProgramSettings): string {
  return join(folder, "__globals__.d.ts");
}

/**
 * tslab's system asks at every file whether it belongs to tslab's own module, which a cell does not need. Here all but the files it keeps in
 * memory is asked of the real system; files of packages, which do not change under a notebook, are not looked at again.
 */
function hasten(
  system: ts.System,
  more: ReadonlyMap<string, string>,
  virtual: readonly string[],
  files: WatchedFiles,
): void {
  const { readFile, watchFile } = system;
  system.readFile = (path, encoding) => {
    if (virtual.includes(path)) return withExportableNames(readFile(path, encoding) ?? "");
    const text = more.get(path) ?? ts.sys.readFile(path, encoding);
    return text === undefined || isSettled(path) ? text : withoutImportAttributes(ts, text);
  };
  system.fileExists = (path) => more.has(path) || ts.sys.fileExists(path);
  system.directoryExists = ts.sys.directoryExists;
  system.readDirectory = ts.sys.readDirectory;
  system.createHash = (text) => createHash("sha1").update(text).digest("base64");
  system.watchFile = (path, callback, ...others) => {
    if (virtual.includes(path)) return watchFile!.call(system, path, callback, ...others);
    return isSettled(path) ? { close: () => undefined } : files.watch(path, callback);
  };
}

/**
 * tslab exports every name of a cell, as TypeScript keeps it: one that begins with two underscores has a third there, and what `declare
 * global` and `declare module "m"` add to is a name too.
 */
function withExportableNames(text: string): string {
  return text.replace(/\nexport \{([^{}]*)\}$/, (_, list: string) => {
    const names = list.split(", ").filter((name) => name !== "__global" && !name.startsWith('"'));
    return `\nexport {${names.map((name) => ts.unescapeLeadingUnderscores(name as ts.__String)).join(", ")}}`;
  });
}

/** Finds modules from the file that imports them, and beside the kernel where nothing is found from there. */
function moduleResolver(folder: string, options: ts.CompilerOptions, system: ts.System) {
  const cache = ts.createModuleResolutionCache(folder, (name) => name, options);
  const kernel = import.meta.filename;
  return (name: string, file: string): ts.ResolvedModuleFull | undefined => {
    // They are declared by name in the types of Node.
    if (isBuiltin(name)) return undefined;
    // What a package cannot find now it will not find later; what a cell cannot find may be installed a minute later.
    const settled = isSettled(file);
    const declarations = settled && declarationsBeside(name, file);
    if (declarations) return declarations;
    const found = ts.resolveModuleName(name, file, options, system, settled ? cache : undefined).resolvedModule;
    if (found || name.startsWith(".") || name.startsWith("/")) return found;
    return ts.resolveModuleName(name, kernel, options, system).resolvedModule;
  };
}

/** What nearly every import within a package's declarations comes to, without the questions that the general rule asks. */
function declarationsBeside(name: string, file: string): ts.ResolvedModuleFull | undefined {
  const [, path, kind] = /^(\.\.?\/.*)\.([cm]?)js$/.exec(name) ?? [];
  if (path === undefined || !/\.d\.[cm]?ts$/.test(file)) return undefined;
  const extension = `.d.${kind}ts` as ts.Extension;
  const resolvedFileName = `${join(dirname(file), path)}${extension}`;
  if (!ts.sys.fileExists(resolvedFileName)) return undefined;
  return { resolvedFileName, extension, isExternalLibraryImport: file.includes("/node_modules/") };
}

/** Where types that nobody imports are, those of Node: in the user's folders, else beside the kernel, and only then what tslab brings along. */
function typeRoots(tslabs: readonly string[]): string[] {
  const own = ownTypeRoots();
  return [...tslabs.filter((root) => !own.includes(root)), ...own];
}

function ownTypeRoots(): string[] {
  const roots: string[] = [];
  for (const require of [here, createRequire(here.resolve("tslab/package.json"))]) {
    try {
      roots.push(dirname(dirname(require.resolve("@types/node/package.json"))));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return roots;
}
