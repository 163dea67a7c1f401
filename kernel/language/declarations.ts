import ts = require("@tslab/typescript-for-tslab");

import { isAugmentation } from "./augmentation.js";
import { importOf } from "./import.js";

/** What to keep of a text of declarations. */
export interface DeclarationFilter {
  /** Whether to keep the declarations of types alone. */
  types: boolean;
  /** Whether to keep the declaration of a value. */
  value(name: string): boolean;
}

/** A part of a text of declarations. */
export function filterDeclarations(text: string, filter: DeclarationFilter): string {
  const file = ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.ES2022, true);
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
  const print = (node: ts.Node): string => printer.printNode(ts.EmitHint.Unspecified, node, file);
  return file.statements
    .flatMap((statement) => filterStatement(statement, filter) ?? [])
    .map((statement) => `${print(statement)}\n`)
    .join("");
}

function filterStatement(statement: ts.Statement, filter: DeclarationFilter): ts.Statement | undefined {
  if (ts.isVariableStatement(statement)) {
    const { declarationList: list } = statement;
    const kept = list.declarations.filter(({ name }) => ts.isIdentifier(name) && filter.value(name.text));
    if (kept.length === 0) return undefined;
    return ts.factory.updateVariableStatement(
      statement,
      statement.modifiers,
      ts.factory.updateVariableDeclarationList(list, kept),
    );
  }
  if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) {
    // An import loads as a whole or not at all.
    const bindings = importOf(statement)?.bindings ?? [];
    const kept = bindings.length === 0 ? filter.types : bindings.some(({ local }) => filter.value(local));
    return kept ? statement : undefined;
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    (ts.isModuleDeclaration(statement) && !isAugmentation(statement))
  ) {
    return statement.name && filter.value(statement.name.text) ? statement : undefined;
  }
  return filter.types ? statement : undefined;
}
