import type { Expression } from "../machine/expression.js";

/**
 * What the operations of a technique cost, as data that survives `JSON.stringify`. A formula is an expression of a model, so a
 * program puts it into its definitions as it is, and the run keeps the state variables that the formula names.
 */
export interface Cost<Operation extends string = string> {
  /** The name a model knows it by. */
  readonly name: string;
  readonly operations: Readonly<Record<Operation, OperationCost>>;
  /** The range of each state variable in which the formulas hold; beyond it they are finite, and guesses. */
  readonly validity?: Readonly<Record<string, readonly [from: number, to: number]>>;
  /** What the operations worked on, where it matters. */
  readonly conditions?: string;
  /** The measurement or publication the numbers come from. */
  readonly source: string;
  /** The machine that was measured. */
  readonly machine?: string;
}

/** What one operation costs. */
export interface OperationCost {
  /** The mean on an otherwise quiet machine, ns; a formula over the state variables. */
  readonly nanoseconds: Expression;
  /**
   * The measured means lie between `low` and `high` times the formula; the file of the cost says which. It tells what neighbours
   * and the way of measuring do to the mean on that one machine. Absent where nobody measured.
   */
  readonly interval?: readonly [low: number, high: number];
}

/** A map that holds a record for each task that waits; `More` operations may be known. The state variable is `records`, its entries. */
export interface MapCost<More extends string = never> extends Cost<"insert" | "lookupAndDelete" | More> {
  readonly kind: "map";
  /** What both operations cost together, relative to a map that is nearly empty; over `records`. */
  readonly factor: Expression;
}

/** A way from the program to user space. */
export interface OutputCost extends Cost<"output"> {
  readonly kind: "output";
}
