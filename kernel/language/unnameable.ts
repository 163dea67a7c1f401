import ts = require("@tslab/typescript-for-tslab");

import type { Mistake } from "./checker.js";
import { parseCell } from "./source.js";

// What a cell declares is carried to the next one as a text of declarations, in which some inferred types cannot be written: a class without a
// name that has private members, an interface that its module keeps to itself, a type of a package's own package. To a program that is no
// mistake.

/** The numbers of mistakes that are none but for the declarations. */
export function isUnnameable({ code }: Pick<Mistake, "code">): boolean {
  return [2527, 2742, 2883, 4118, 5088, 7056].includes(code) || (code >= 4000 && code < 4104 && code !== 4090);
}

/** The cell with `any` for the types that cannot be named; only what it declares is of use, for everything after such a place is moved. */
export function withNameableTypes(source: string, mistakes: readonly Mistake[]): string {
  const file = parseCell(source);
  const places = mistakes.flatMap(({ start }) => {
    const position = file.getPositionOfLineAndCharacter(start.line, start.column);
    return annotationPlace(declarationAt(file, position)) ?? [];
  });
  return [...new Set(places)]
    .sort((first, second) => second - first)
    .reduce((text, place) => `${text.slice(0, place)}: any${text.slice(place)}`, source);
}

type Annotated = ts.VariableDeclaration | ts.PropertyDeclaration | ts.FunctionLikeDeclaration;

/** The declaration that a name at the position belongs to. */
function declarationAt(file: ts.SourceFile, position: number): Annotated | undefined {
  let found: Annotated | undefined;
  const visit = (node: ts.Node): void => {
    if (position < node.pos || position >= node.end) return;
    if (isAnnotated(node) && isWithin(position, node)) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isAnnotated(node: ts.Node): node is Annotated {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isGetAccessor(node)
  );
}

/** In the name, or in a pattern. */
function isWithin(position: number, { name }: Annotated): boolean {
  return name !== undefined && position >= name.pos && position < name.end;
}

/** Where the type of a declaration would stand; undefined where there is one. */
function annotationPlace(declaration: Annotated | undefined): number | undefined {
  if (!declaration || declaration.type) return undefined;
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) return declaration.name.end;
  const text = declaration.getSourceFile().text;
  // After the parenthesis that closes the parameters.
  return text.indexOf(")", declaration.parameters.end) + 1 || undefined;
}
