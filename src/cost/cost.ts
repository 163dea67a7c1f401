import type { Expression } from "../machine/expression.js";
import type { CacheStep, Memory } from "./cacheSteps.js";

/**
 * What the operations of a technique cost, as data that survives `JSON.stringify`. A formula is an expression of a model, so a
 * program puts it into its definitions as it is, and the run keeps the state variables that the formula names.
 */
export interface Cost<Operation extends string = string> {
  /** The name a model knows it by; `"tail-call:3"` where it is counted. */
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
  /** What the steps of its operations go by, for `scale`. */
  readonly memory?: Memory;
}

/** What one operation costs. */
export interface OperationCost {
  /** The mean on an otherwise quiet machine, ns; a formula over the state variables. */
  readonly nanoseconds: Expression;
  /**
   * The known means lie between `low` and `high` times the formula; the file of the cost says which. It tells what neighbours, other
   * machines and the way of measuring do to the mean. Absent where there is one figure alone.
   */
  readonly interval?: readonly [low: number, high: number];
  /** What the formula was made of, where it grows as its entries leave the caches. */
  readonly cached?: { readonly base: number; readonly steps: readonly CacheStep[] };
}

/** A map that holds a record for each task that waits; `More` operations may be known. The state variable is `records`, its entries. */
export interface MapCost<More extends string = never> extends Cost<"insert" | "lookupAndDelete" | More> {
  readonly kind: "map";
  readonly operations: Readonly<
    Record<"insert" | "lookupAndDelete" | More, OperationCost> & {
      /** A lookup that finds nothing; to look up and delete unless given. */
      miss?: OperationCost;
      /** Once for each task, before its first record. */
      create?: OperationCost;
      /** An insertion into the map when it is full. */
      failedInsert?: OperationCost;
    }
  >;
  /** What both operations cost together, relative to a map that is nearly empty; over `records`. */
  readonly factor: Expression;
  /** So many records it holds; without bound unless given. */
  readonly maxEntries?: number;
}

/** A way from the program to user space. */
export interface OutputCost extends Cost<"output"> {
  readonly kind: "output";
}

/** What is added to each run of a program, whatever it does. */
export interface RunCost extends Cost<"run"> {
  readonly kind: "run";
}

/** What becomes of the time that a program's own instructions take, helpers apart. */
export interface InstructionCost extends Cost<never> {
  readonly kind: "instructions";
  readonly factor: number;
  /** The measured factors lie between these times the factor. */
  readonly interval: readonly [low: number, high: number];
}
