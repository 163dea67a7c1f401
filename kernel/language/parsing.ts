import { dirname, join } from "node:path";

import ts = require("@tslab/typescript-for-tslab");

/** Finds the files of the modules that are named in a file. */
type Resolve = (names: readonly string[], file: string) => string[];

/** A part of TypeScript that it keeps to itself; its version is pinned with tslab. */
interface InternalTypeScript {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
}

/** Gives names in a file to what it declares. A file that has been bound is left as it is. */
export function bind(file: ts.SourceFile, options: ts.CompilerOptions): void {
  (ts as unknown as InternalTypeScript).bindSourceFile(file, options);
}

/**
 * Parses declarations before a program asks for them. A program takes in all its new files at once, and whoever asks it something meanwhile
 * waits; what is left to it when they have been parsed is a third.
 *
 * @param host of the program, which keeps what it has parsed
 * @yields after each file
 */
export function* parse(
  first: string,
  host: ts.CompilerHost,
  options: ts.CompilerOptions,
  resolve: Resolve,
): Generator<void> {
  const files = new Set([first]);
  // What is added while the set is walked is walked too.
  for (const name of files) {
    const file = host.getSourceFile(name, options.target ?? ts.ScriptTarget.Latest);
    if (!file) continue;
    bind(file, options);
    for (const other of needsOf(file, resolve)) files.add(other);
    yield;
  }
}

/** The files that a file of declarations refers to or imports. */
function needsOf(file: ts.SourceFile, resolve: Resolve): string[] {
  const referenced = file.referencedFiles.map(({ fileName }) => join(dirname(file.fileName), fileName));
  const imported = file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier: specifier } = statement;
    return specifier && ts.isStringLiteral(specifier) ? specifier.text : [];
  });
  return [...referenced, ...resolve(imported, file.fileName)];
}
