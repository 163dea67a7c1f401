import { compileExpression, type Expression, expressionRuntime } from "../../src/machine/expression.js";

/** A formula over `records` as a model would compile it; any other name in it is refused. */
export function overRecords(formula: Expression): (records: number) => number {
  const code = compileExpression(
    formula,
    (name) => (name === "records" ? "records" : undefined),
    () => ["records"],
  );
  return new Function("records", `${expressionRuntime} return ${code};`) as (records: number) => number;
}

/** A formula at values of its state variables. */
export function at(formula: Expression, values: Readonly<Record<string, number>>): number {
  const names = Object.keys(values);
  const code = compileExpression(
    formula,
    (name) => (names.includes(name) ? name : undefined),
    () => names,
  );
  return new Function(...names, `${expressionRuntime} return ${code};`)(...Object.values(values)) as number;
}

/** A cost that depends on nothing. */
export const alone = (formula: Expression): number => overRecords(formula)(Number.NaN);
