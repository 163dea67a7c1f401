import ts = require("@tslab/typescript-for-tslab");

import { placed } from "./assignment.js";
import { isLocal, isReference } from "./scope.js";

/** Counts the turns of a loop and of those in it. */
const turns = "__turns";

/** After so many turns what an interrupt would lose is kept; a power of two. */
const kept = 4096;

/** The identifiers that stand for a value of the top level within functions and classes, which may be called from anywhere: their names. */
export function capturedNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node, within: boolean): void => {
    if (within && ts.isIdentifier(node) && isReference(node) && !isLocal(node)) names.add(node.text);
    const inner = within || ts.isFunctionLike(node) || ts.isClassLike(node);
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(file, false);
  return names;
}

/** A loop, whatever labels it has, if every turn of it is short, for it calls nothing but functions of `Math` and waits for nothing. */
export function isTightLoop(node: ts.Node): node is ts.Statement {
  if (ts.isLabeledStatement(node)) return isTightLoop(node.statement);
  return isLoop(node) && !calls(node);
}

/**
 * The loop with variables of its own in place of boxes: a number with a fraction that is put into a property takes several times as long as
 * one in a variable. What is interrupted comes to no `finally`, so they are put back now and then too.
 *
 * @param loop the loop, in which {@link keepingNowAndThen} has been put
 * @param box what stands for the value in its box
 */
export function withVariables(
  loop: ts.Statement,
  names: readonly string[],
  box: (name: string) => ts.Expression,
): ts.Statement {
  const { factory } = ts;
  const declarations = [
    ...names.map((name) => factory.createVariableDeclaration(name, undefined, undefined, box(name))),
    factory.createVariableDeclaration(turns, undefined, undefined, factory.createNumericLiteral(0)),
  ];
  const declared = factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList(declarations, ts.NodeFlags.Let),
  );
  const attempt = factory.createTryStatement(
    factory.createBlock([loop]),
    undefined,
    factory.createBlock(puttingBack(names, box)),
  );
  return placed(factory.createBlock([declared, attempt]), loop);
}

/** The body of a loop, at whose beginning what its variables have come to is put into their boxes once in a while. */
export function keepingNowAndThen(
  body: ts.Statement,
  names: readonly string[],
  box: (name: string) => ts.Expression,
): ts.Block {
  const { factory } = ts;
  const next = factory.createPrefixIncrement(factory.createIdentifier(turns));
  const rest = factory.createBitwiseAnd(next, factory.createNumericLiteral(kept - 1));
  const isDue = factory.createLogicalNot(factory.createParenthesizedExpression(rest));
  return factory.createBlock([factory.createIfStatement(isDue, factory.createBlock(puttingBack(names, box))), body]);
}

export function isLoop(
  node: ts.Node,
): node is ts.ForStatement | ts.ForInStatement | ts.WhileStatement | ts.DoStatement {
  return ts.isForStatement(node) || ts.isForInStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node);
}

function puttingBack(names: readonly string[], box: (name: string) => ts.Expression): ts.Statement[] {
  const { factory } = ts;
  return names.map((name) =>
    factory.createExpressionStatement(factory.createAssignment(box(name), factory.createIdentifier(name))),
  );
}

function calls(node: ts.Node): boolean {
  if (ts.isTypeNode(node)) return false;
  if (ts.isCallExpression(node) && !isOfMath(node.expression)) return true;
  const others = [ts.isNewExpression, ts.isTaggedTemplateExpression, ts.isAwaitExpression, ts.isForOfStatement];
  if (others.some((is) => is(node)) || ts.isFunctionLike(node) || ts.isClassLike(node)) return true;
  return ts.forEachChild(node, calls) ?? false;
}

function isOfMath(callee: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === "Math"
  );
}
