import type { Expression } from "../machine/expression.js";

/** What an operation on a map costs, relative to one that costs what was drawn. */
export interface MapCost {
  /** The name a model knows it by. */
  readonly name: string;
  /** The factor, over the variable `records` (entries in the map). */
  readonly factor: Expression;
  /** Where the formula comes from. */
  readonly source: string;
}
