import { types } from "node:util";
import type { Mistake } from "../language/checker.js";

export type { Mistake };

/** Whether what was thrown is one of these: `instanceof` alone would ask a proxy, which may be a trap. */
export function isA<Thrown extends Error>(
  type: new (...parameters: never[]) => Thrown,
  thrown: unknown,
): thrown is Thrown {
  return types.isNativeError(thrown) && thrown instanceof type;
}

/** The user has interrupted what was running. */
export class Interrupted extends Error {
  override name = "Interrupted";

  constructor() {
    super("Execution was interrupted.");
    // Where it was thrown from says nothing to the user.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** The compiler has refused a cell; nothing of it has run. */
export class TypeScriptError extends Error {
  override name = "TypeScriptError";
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes[0]?.message);
    this.mistakes = mistakes;
  }
}
