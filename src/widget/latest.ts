/** Work on one argument; its signal is aborted when there is a newer one. */
export type Work<Argument> = (argument: Argument, signal: AbortSignal) => void | Promise<void>;

/**
 * Does work for the newest argument: one at a time, and while it is busy, of all that is asked for only the last is kept.
 *
 * The work must not fail; it deals with its own errors.
 */
export class Latest<Argument> {
  readonly #work: Work<Argument>;
  #next: { readonly argument: Argument } | undefined;
  #abort: AbortController | undefined;

  constructor(work: Work<Argument>) {
    this.#work = work;
  }

  /** Asks for work on `argument`: begun before this returns if nothing is being worked on, else as soon as that ends. */
  request(argument: Argument): void {
    this.#next = { argument };
    if (this.#abort) this.#abort.abort(new DOMException("newer values have arrived", "AbortError"));
    else void this.#drain();
  }

  async #drain(): Promise<void> {
    for (let next = this.#take(); next; next = this.#take()) {
      this.#abort = new AbortController();
      try {
        const done = this.#work(next.argument, this.#abort.signal);
        // What is done at once is over at once: no other turn comes between it and its end.
        if (done) await done;
      } finally {
        this.#abort = undefined;
      }
    }
  }

  #take(): { readonly argument: Argument } | undefined {
    const next = this.#next;
    this.#next = undefined;
    return next;
  }
}
