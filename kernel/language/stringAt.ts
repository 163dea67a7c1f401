import ts = require("@tslab/typescript-for-tslab");

import { parseCell } from "./source.js";

/** The part of a string literal that a completion replaces; undefined where the position lies in none. */
export function stringPartAt(source: string, position: number): { start: number; end: number } | undefined {
  const literal = literalAt(parseCell(source), position);
  if (!literal) return undefined;
  const start = literal.getStart() + 1;
  const isClosed = literal.end > start && source[literal.end - 1] === source[start - 1];
  const end = isClosed ? literal.end - 1 : literal.end;
  if (!namesModule(literal)) return { start, end };
  // The names of modules are completed from one slash to the next.
  const next = source.slice(position, end).indexOf("/");
  return {
    start: start + source.slice(start, position).lastIndexOf("/") + 1,
    end: next < 0 ? end : position + next,
  };
}

function literalAt(node: ts.Node, position: number): ts.StringLiteralLike | undefined {
  if (position <= node.pos || position > node.end) return undefined;
  if (ts.isStringLiteralLike(node)) {
    const isInside = position > node.getStart() && (position < node.end || isOpen(node));
    return isInside ? node : undefined;
  }
  return ts.forEachChild(node, (child) => literalAt(child, position));
}

function isOpen(node: ts.StringLiteralLike): boolean {
  const text = node.getText();
  return text.length < 2 || text.at(-1) !== text[0];
}

/** In an import, an export, a `require` or an `import()`. */
function namesModule({ parent }: ts.Node): boolean {
  if (ts.isCallExpression(parent)) {
    const { expression } = parent;
    return (
      expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === "require")
    );
  }
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent);
}
