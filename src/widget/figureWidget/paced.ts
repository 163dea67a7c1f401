/** Does something when it is asked for, at most once in a while: at once, and for all that is asked for meanwhile once more. */
export class Paced {
  readonly #milliseconds: number;
  readonly #work: () => void;
  #timer: NodeJS.Timeout | undefined;
  /** When it may be done again. */
  #next = 0;

  constructor(milliseconds: number, work: () => void) {
    this.#milliseconds = milliseconds;
    this.#work = work;
  }

  ask(): void {
    const wait = this.#next - performance.now();
    // The timer may be gone with a cell that was interrupted, so it is set anew.
    clearTimeout(this.#timer);
    if (wait <= 0) {
      this.#do();
      return;
    }
    this.#timer = setTimeout(() => this.#do(), wait);
    // Nobody is to wait for it.
    this.#timer.unref();
  }

  #do(): void {
    this.#next = performance.now() + this.#milliseconds;
    this.#work();
  }
}
