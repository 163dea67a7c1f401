import { costAt } from "../../src/cost/costAt.js";
import type { Expression } from "../../src/machine/expression.js";

/** A formula over `records`; any other name in it is refused. */
export const overRecords =
  (formula: Expression) =>
  (records: number): number =>
    costAt(formula, { records });

/** A cost that depends on nothing. */
export const alone = (formula: Expression): number => costAt(formula);
