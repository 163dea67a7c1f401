import ts = require("@tslab/typescript-for-tslab");

import { parseCell } from "./source.js";

// tslab carries declarations from cell to cell, but for namespaces, aliases, and what is added to the global scope or to a module. Those are
// kept here.

/** The parts of TypeScript that it keeps to itself; its version is pinned with tslab. */
interface InternalTypeScript {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
}

/** `declare global {}` or `declare module "m" {}`. */
export function isAugmentation(statement: ts.ModuleDeclaration): boolean {
  return ts.isStringLiteral(statement.name) || (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

/** The namespaces, aliases and augmentations among earlier declarations that a cell does not declare anew. */
export function remainingAugmentations(declarations: string, cell: string): string {
  if (!/\b(namespace|module|global|import\s+\w+\s*=)/.test(declarations)) return "";
  const names = declaredNames(cell);
  return print(declarations, (statement) => {
    if (ts.isImportEqualsDeclaration(statement)) return names.has(statement.name.text) ? undefined : statement;
    if (!ts.isModuleDeclaration(statement)) return undefined;
    return isAugmentation(statement) || !names.has(statement.name.text) ? statement : undefined;
  });
}

/** Earlier declarations without what a cell adds anew to the global scope or to a module: it would be there twice, the second time wrong. */
export function withoutReplacedAugmentations(declarations: string, cell: string): string {
  const added = /\bdeclare\s+(global|module)\b/;
  if (!added.test(cell) || !added.test(declarations)) return declarations;
  const replaced = new Set(parseCell(cell).statements.flatMap(additionsOf).flatMap(membersOf));
  return print(declarations, (statement) => {
    if (!ts.isModuleDeclaration(statement) || !isAugmentation(statement)) return statement;
    const kept = additionsOf(statement).flatMap((addition) => {
      const rest = membersOf(addition).filter((member) => !replaced.has(member));
      if (!ts.isInterfaceDeclaration(addition.statement)) return rest.length > 0 ? addition.statement : [];
      const { statement: shape } = addition;
      const members = shape.members.filter((member) => !replaced.has(memberKey(addition, member)));
      return ts.factory.updateInterfaceDeclaration(
        shape,
        shape.modifiers,
        shape.name,
        shape.typeParameters,
        shape.heritageClauses,
        members,
      );
    });
    const body = ts.factory.createModuleBlock(kept);
    return ts.factory.updateModuleDeclaration(statement, statement.modifiers, statement.name, body);
  });
}

/** A statement within an augmentation, and what that adds to. */
interface Addition {
  to: string;
  statement: ts.Statement;
}

function additionsOf(statement: ts.Statement): Addition[] {
  if (!ts.isModuleDeclaration(statement) || !isAugmentation(statement)) return [];
  if (!statement.body || !ts.isModuleBlock(statement.body)) return [];
  return statement.body.statements.map((each) => ({ to: statement.name.text, statement: each }));
}

/** What an addition declares, each under a name of its own. */
function membersOf(addition: Addition): string[] {
  const { to, statement } = addition;
  if (ts.isInterfaceDeclaration(statement)) return statement.members.map((member) => memberKey(addition, member));
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => `${to} ${name.getText()}`);
  const { name } = statement as ts.Statement & { name?: ts.Node };
  return [`${to} ${name?.getText() ?? statement.getText()}`];
}

function memberKey({ to, statement }: Addition, member: ts.TypeElement): string {
  return `${to} ${(statement as ts.InterfaceDeclaration).name.text}.${member.name?.getText() ?? member.getText()}`;
}

function declaredNames(cell: string): Set<string> {
  const file = parseCell(cell) as ts.SourceFile & { locals?: Map<ts.__String, unknown> };
  (ts as unknown as InternalTypeScript).bindSourceFile(file, {});
  return new Set([...(file.locals?.keys() ?? [])].map(ts.unescapeLeadingUnderscores));
}

function print(declarations: string, keep: (statement: ts.Statement) => ts.Statement | undefined): string {
  const file = ts.createSourceFile("declarations.d.ts", declarations, ts.ScriptTarget.ES2022, true);
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
  return file.statements
    .flatMap((statement) => keep(statement) ?? [])
    .map((statement) => `${printer.printNode(ts.EmitHint.Unspecified, statement, file)}\n`)
    .join("");
}
