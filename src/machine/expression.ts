import type { MathNode } from "mathjs";
import math from "mathjs/lib/browser/math.js";
import { durationUnits } from "./duration.js";

/** A formula over named variables, as a string mathjs can parse, or a plain number. */
export type Expression = string | number;

/** The functions an expression may call, each with the JavaScript it becomes. */
const functions: Readonly<Record<string, { arity: number | "any"; code: (...parameters: string[]) => string }>> = {
  abs: { arity: 1, code: (x) => `Math.abs(${x})` },
  ceil: { arity: 1, code: (x) => `Math.ceil(${x})` },
  cos: { arity: 1, code: (x) => `Math.cos(${x})` },
  exp: { arity: 1, code: (x) => `Math.exp(${x})` },
  floor: { arity: 1, code: (x) => `Math.floor(${x})` },
  log: { arity: 1, code: (x) => `Math.log(${x})` },
  log10: { arity: 1, code: (x) => `Math.log10(${x})` },
  log2: { arity: 1, code: (x) => `Math.log2(${x})` },
  max: { arity: "any", code: (...x) => `Math.max(${x.join(", ")})` },
  min: { arity: "any", code: (...x) => `Math.min(${x.join(", ")})` },
  round: { arity: 1, code: (x) => `roundHalfEven(${x})` },
  sign: { arity: 1, code: (x) => `Math.sign(${x})` },
  sin: { arity: 1, code: (x) => `Math.sin(${x})` },
  sqrt: { arity: 1, code: (x) => `Math.sqrt(${x})` },
};

const constants: ReadonlyMap<string, string> = new Map([
  ["pi", "Math.PI"],
  ["e", "Math.E"],
  ["Infinity", "Infinity"],
]);

const operators: Readonly<Record<string, (left: string, right: string) => string>> = {
  add: (left, right) => `(${left} + ${right})`,
  subtract: (left, right) => `(${left} - ${right})`,
  multiply: (left, right) => `(${left} * ${right})`,
  divide: (left, right) => `(${left} / ${right})`,
  mod: (left, right) => `modulo(${left}, ${right})`,
  // A square is one multiplication, the same bits on every engine; Math.pow does not promise that.
  pow: (left, right) => (right === "2" ? `square(${left})` : `Math.pow(${left}, ${right})`),
  smaller: (left, right) => `(${left} < ${right})`,
  smallerEq: (left, right) => `(${left} <= ${right})`,
  larger: (left, right) => `(${left} > ${right})`,
  largerEq: (left, right) => `(${left} >= ${right})`,
  // What is true equals 1, as it does where it has been kept in a counter.
  equal: (left, right) => `(${left} == ${right})`,
  unequal: (left, right) => `(${left} != ${right})`,
  and: (left, right) => `(!!${left} && !!${right})`,
  or: (left, right) => `(!!${left} || !!${right})`,
  unaryMinus: (operand) => `(-${operand})`,
  unaryPlus: (operand) => operand,
  not: (operand) => `(!${operand})`,
};

/** The names an expression cannot give to anything of a model. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...Object.keys(functions),
  ...constants.keys(),
  ...durationUnits.keys(),
  ...["mod", "to", "in", "and", "or", "xor", "not", "true", "false", "i", "null", "undefined", "NaN"],
]);

/** What the code of a compiled expression calls, to be put before it. */
export const expressionRuntime = `
function square(x) { return x * x; }
function modulo(x, y) { return y == 0 ? x : x - y * Math.floor(x / y); }
function roundHalfEven(x) {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
`;

/** What is wrong with an expression, in words. */
export class ExpressionError extends Error {
  override name = "ExpressionError";
}

const longestExpression = 10_000;
/** Operations within operations; a sum of n terms is n - 1 deep. */
const deepestExpression = 1000;

/**
 * JavaScript for an expression.
 *
 * Numbers, the four operations, `^`, `%`, comparisons, `and`, `or`, `not`, `? :`, the functions listed above and the
 * units of time (`3 ms` is 3,000,000) are all there is: no property, call, assignment or string gets through, so the
 * code can reach nothing but the variables it is given.
 *
 * @param variable the JavaScript for a variable's value, or undefined where there is no such variable
 * @param known the names to offer where a name is unknown
 * @throws ExpressionError for what cannot be parsed or is not allowed
 */
export function compileExpression(
  expression: Expression,
  variable: (name: string) => string | undefined,
  known: () => Iterable<string>,
): string {
  if (typeof expression === "number") return numberCode(expression);
  return compileNode(parseExpression(expression), expression, variable, known);
}

function parseExpression(expression: string): MathNode {
  if (expression.length > longestExpression)
    throw new ExpressionError(
      `an expression has at most ${longestExpression} characters, this one ${expression.length}`,
    );
  let node: MathNode;
  try {
    node = math.parse(expression);
  } catch (error) {
    // mathjs reads brackets within brackets as far as the stack goes.
    const why = error instanceof RangeError ? "it is nested too deeply" : (error as Error).message;
    throw new ExpressionError(`cannot read ${shown(expression)}: ${why}`);
  }
  if (/^\s*$/.test(expression)) throw new ExpressionError("the expression is empty");
  return node;
}

function compileNode(
  root: MathNode,
  source: string,
  variable: (name: string) => string | undefined,
  known: () => Iterable<string>,
): string {
  const refuse = (what: string): never => {
    throw new ExpressionError(`${what} is not allowed in ${shown(source)}`);
  };
  let depth = 0;
  const compile = (node: MathNode): string => {
    depth += 1;
    if (depth > deepestExpression)
      throw new ExpressionError(`an expression is at most ${deepestExpression} operations deep`);
    const code = compileOne(node);
    depth -= 1;
    return code;
  };
  const compileOne = (node: MathNode): string => {
    if (math.isConstantNode(node)) {
      if (typeof node.value === "number") return numberCode(node.value);
      if (typeof node.value === "boolean") return String(node.value);
      return refuse(`the value ${shown(String(node.value))}`);
    }
    if (math.isSymbolNode(node)) return compileSymbol(node.name);
    if (math.isParenthesisNode(node)) return compile(node.content);
    if (math.isConditionalNode(node))
      return `(${compile(node.condition)} ? ${compile(node.trueExpr)} : ${compile(node.falseExpr)})`;
    if (math.isRelationalNode(node)) {
      const parameters = node.params.map(compile);
      return `(${node.conditionals.map((each, index) => operators[each]!(parameters[index]!, parameters[index + 1]!)).join(" && ")})`;
    }
    if (math.isOperatorNode(node)) {
      const operator = Object.hasOwn(operators, node.fn) ? operators[node.fn] : undefined;
      if (!operator) return refuse(`the operator ${node.op}`);
      const [left, right] = (node.args as MathNode[]).map(compile);
      return operator(left!, right ?? "");
    }
    if (math.isFunctionNode(node)) {
      const name = math.isSymbolNode(node.fn) ? node.fn.name : refuse("a call of anything but a named function");
      const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
      if (!called)
        throw new ExpressionError(
          `unknown function ${shown(name)} in ${shown(source)}; known: ${Object.keys(functions).join(", ")}`,
        );
      if (called.arity === "any" ? node.args.length === 0 : node.args.length !== called.arity)
        throw new ExpressionError(`${name} in ${shown(source)} takes ${called.arity} values, not ${node.args.length}`);
      return called.code(...node.args.map(compile));
    }
    return refuse(`a ${node.type.replace(/Node$/, "").toLowerCase()}`);
  };
  const compileSymbol = (name: string): string => {
    const code = variable(name) ?? constants.get(name) ?? durationUnits.get(name)?.toString();
    if (code !== undefined) return code;
    const names = [...known()];
    throw new ExpressionError(
      `unknown name ${shown(name)} in ${shown(source)}; known here: ${names.length > 0 ? names.join(", ") : "none"}`,
    );
  };
  return compile(root);
}

/** What a message quotes. */
function shown(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

function numberCode(value: number): string {
  if (Number.isNaN(value)) throw new ExpressionError("NaN is not a value");
  return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
}
