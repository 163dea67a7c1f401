import type { Session } from "node:inspector";
import { type Occupation, occupationQuestion } from "./occupant.js";

/**
 * Asks the main thread again and again what it is at. An answer comes also in the midst of a loop, and shows that the thread has had its turn,
 * on however busy a machine.
 */
export class Inquiry {
  readonly #inspector: Session;
  #answers = 0;
  #last: Occupation = "other";
  #isAsked = false;

  constructor(inspector: Session) {
    this.#inspector = inspector;
  }

  begin(): void {
    this.#answers = 0;
    this.#last = "other";
  }

  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#inspector.post("Runtime.evaluate", { expression: occupationQuestion, silent: true }, (_, answer) => {
      this.#isAsked = false;
      this.#answers += 1;
      this.#last = (answer?.result.value as Occupation | undefined) ?? "other";
    });
  }

  /** Whether the user's code runs now, and so many answers have come since the beginning. */
  findsUserCode(answers: number): boolean {
    return this.#last === "user" && this.#answers >= answers;
  }

  get findsLoader(): boolean {
    return this.#last === "loader";
  }
}
