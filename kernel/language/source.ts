import ts = require("@tslab/typescript-for-tslab");

import { withoutImportAttributes } from "./importAttributes.js";

/** Parses a cell without checking it. */
export function parseCell(source: string): ts.SourceFile {
  return ts.createSourceFile("cell.ts", source, { languageVersion: ts.ScriptTarget.ES2022 }, true);
}

/** Whether a cell begins with `// @ts-nocheck`, so that no mistake of types is told. */
export function isUnchecked(source: string): boolean {
  if (!source.includes("@ts-nocheck")) return false;
  const { checkJsDirective } = parseCell(source) as ts.SourceFile & { checkJsDirective?: { enabled: boolean } };
  return checkJsDirective?.enabled === false;
}

/** A cell without what only a file has: hashbang, exports, the attributes of imports. What remains keeps its place. */
export function asScript(source: string): string {
  return withoutExports(withoutImportAttributes(ts, source.replace(/^#!.*/, blank)));
}

/**
 * The cell with its `export`s blanked out: in a notebook everything is shared anyhow, and code is often pasted from a
 * module. Everything else keeps its place, so that positions stay those of the user's text.
 */
export function withoutExports(source: string): string {
  if (!source.includes("export")) return source;
  const file = parseCell(source);
  let result = source;
  const replace = (start: number, end: number, by = blank(result.slice(start, end))): void => {
    result = result.slice(0, start) + by + result.slice(end);
  };
  // From the last to the first, for one is made longer.
  for (const statement of file.statements.toReversed()) {
    if (ts.isExportDeclaration(statement)) replace(statement.getStart(file), statement.end);
    else if (ts.isExportAssignment(statement)) {
      const { expression } = statement;
      const start = expression.getStart(file);
      replace(statement.getStart(file), start);
      if (source[start] !== "{") continue;
      // By itself an object literal would be a block.
      replace(expression.end, expression.end, ")");
      replace(start - 1, start, "(");
    } else if (isNamelessDefault(statement)) {
      const [start, end] = [ts.getModifiers(statement)![0]!.getStart(file), namePosition(statement, file)];
      replace(start, end, named(source.slice(start, end)));
    } else if (ts.canHaveModifiers(statement)) {
      for (const modifier of ts.getModifiers(statement) ?? []) {
        const exporting =
          modifier.kind === ts.SyntaxKind.ExportKeyword || modifier.kind === ts.SyntaxKind.DefaultKeyword;
        if (exporting) replace(modifier.getStart(file), modifier.end);
      }
    }
  }
  return result;
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, " ");
}

type Nameable = ts.FunctionDeclaration | ts.ClassDeclaration;

/** `export default function () {}`: as a statement of its own it wants a name. */
function isNamelessDefault(statement: ts.Statement): statement is Nameable {
  if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) return false;
  return !statement.name && (ts.getCombinedModifierFlags(statement) & ts.ModifierFlags.ExportDefault) !== 0;
}

/** Where the name of the declaration would stand. */
function namePosition(declaration: Nameable, file: ts.SourceFile): number {
  const keyword = declaration
    .getChildren(file)
    .find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword || kind === ts.SyntaxKind.ClassKeyword)!;
  return (ts.isFunctionDeclaration(declaration) && declaration.asteriskToken?.end) || keyword.end;
}

/** The beginning of the declaration with a name in place of `export default`, which is longer. */
function named(head: string): string {
  const short = `${head
    .replace(/\b(export|default)\b/g, "")
    .replace(/\s+/g, " ")
    .trim()} _default`;
  const breaks = head.replace(/[^\n\r]/g, "");
  return short.padEnd(head.length - breaks.length) + breaks;
}
