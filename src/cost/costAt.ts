import { unexpected } from "../argument/argument.js";
import { compileExpression, type Expression, expressionRuntime } from "../machine/expression.js";

/**
 * What a formula of a cost says at values of its state variables, ns: `costAt(measuredHashMap.operations.insert.nanoseconds, { records: 1024 })`.
 *
 * @throws ExpressionError for a formula that cannot be read, or with a name that has no value
 */
export function costAt(formula: Expression, values: Readonly<Record<string, number>> = {}): number {
  if (typeof formula !== "string" && typeof formula !== "number")
    throw unexpected("costAt", "an expression or a number", formula);
  const names = Object.keys(values);
  const code = compileExpression(
    formula,
    (name) => (names.includes(name) ? name : undefined),
    () => names,
  );
  return Number(new Function(...names, `${expressionRuntime} return ${code};`)(...Object.values(values)));
}
