import type { Row } from "../table/table.js";

/** How far a sweep has come. */
export interface SweepProgress {
  /** Rows there are, those that a store had before among them. */
  readonly done: number;
  /** Rows there will be, as far as is known: an adaptive design and replications to a precision come to ask for more. */
  readonly total: number;
  /** Until the runs are done that are known to be needed, at the pace so far, ms. */
  readonly timeLeft: number;
  /** That of the run that has just been done. */
  readonly row: Row;
}

/** Counts runs and their pace. */
export class ProgressCount {
  readonly #tell: ((progress: SweepProgress) => void) | undefined;
  readonly #began = performance.now();
  #ran = 0;
  #before = 0;
  #total = 0;

  constructor(tell: ((progress: SweepProgress) => void) | undefined) {
    this.#tell = tell;
  }

  /** So many rows should there be, and so many of them are missing. */
  expect(total: number, missing: number): void {
    this.#total = total;
    this.#before = total - missing - this.#ran;
  }

  /** A run is done. */
  count(row: Row): void {
    this.#ran += 1;
    const done = this.#before + this.#ran;
    const pace = (performance.now() - this.#began) / this.#ran;
    this.#tell?.({ done, total: this.#total, timeLeft: pace * (this.#total - done), row });
  }
}
