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

/** A cost that depends on nothing. */
export const alone = (formula: Expression): number => overRecords(formula)(Number.NaN);
