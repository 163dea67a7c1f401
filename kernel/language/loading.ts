import { join } from "node:path";

import ts = require("@tslab/typescript-for-tslab");

import { parse } from "./parsing.js";
import { cellName, firstOf, globalsOf, type ProgramSettings, type WatchHost } from "./program.js";

/** What a program begins with beside the language itself, the cell and the declarations; each from the next conversion on. */
export interface Loading {
  /** What cells know without an import: the types of Node, and our globals. */
  loadGlobals(): void;
  /** Types of modules, whether a cell imports them or not: a file that nobody imports would be dropped again. */
  preload(modules: readonly string[]): void;
  /** Parses, file by file, what {@link loadGlobals} takes in. */
  parseGlobals(): Generator<void>;
  /** Parses, file by file, what {@link preload} takes in. */
  parse(modules: readonly string[]): Generator<void>;
}

export function loadingOf(
  settings: ProgramSettings,
  host: WatchHost,
  watch: ts.WatchOfFilesAndCompilerOptions<ts.BuilderProgram>,
): Loading {
  const roots = new Set(host.rootFiles);
  const cell = join(settings.folder, cellName);
  const add = (files: readonly string[]): void => {
    for (const file of files) roots.add(file);
    watch.updateRootFileNames([...roots]);
  };
  const resolve = (names: readonly string[], file: string): string[] => {
    const literals = names.map((name) => ts.factory.createStringLiteral(name));
    const resolved = host.resolveModuleNameLiterals!(literals, file, undefined, {}, undefined!, undefined);
    return resolved.flatMap(({ resolvedModule }) => resolvedModule?.resolvedFileName ?? []);
  };
  const globals = (): string[] => {
    const node = ts.resolveTypeReferenceDirective("node", cell, host.options, ts.sys).resolvedTypeReferenceDirective;
    return [...(node?.resolvedFileName === undefined ? [] : [node.resolvedFileName]), globalsOf(settings)];
  };
  const parseAll = function* (files: readonly string[]): Generator<void> {
    for (const file of files) if (host.ofPrograms) yield* parse(file, host.ofPrograms, host.options, resolve);
  };
  return {
    loadGlobals: () => {
      roots.delete(firstOf(settings));
      add(globals());
    },
    preload: (modules) => add(resolve(modules, cell)),
    parseGlobals: () => parseAll(globals()),
    parse: (modules) => parseAll(resolve(modules, cell)),
  };
}
