/** Pieces `from` to `to` (exclusive), and how many threads have ended over them. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly deaths: number;
}

/** How long a batch is to take, ms: handing one over costs about a tenth, and progress is seen twenty times a second. */
const wanted = 50;
/** Of the last batches, which are shorter so that all threads end together, ms. */
const least = 1;

/** The pieces of a run that are still to be handed out, in batches that take about {@link wanted}. */
export class Batches {
  readonly #ranges: Range[];
  readonly #threads: number;
  #left: number;
  /** Of late, ms; before the first has been done, one piece is a batch. */
  #timeOfPiece = Infinity;

  constructor(pieces: number, threads: number) {
    this.#ranges = pieces > 0 ? [{ from: 0, to: pieces, deaths: 0 }] : [];
    this.#left = pieces;
    this.#threads = threads;
  }

  /** The next batch; undefined when all have been handed out. */
  take(): Range | undefined {
    const range = this.#ranges.pop();
    if (!range) return undefined;
    const share = Math.max(Math.ceil(this.#left / (2 * this.#threads)), Math.floor(least / this.#timeOfPiece));
    const most = Math.max(1, Math.min(share, Math.floor(wanted / this.#timeOfPiece)));
    // Piece by piece where a thread has ended: one of them is to blame, and the others are not to suffer for it.
    const size = range.deaths > 0 ? 1 : most;
    const to = Math.min(range.to, range.from + size);
    if (to < range.to) this.#ranges.push({ ...range, from: to });
    this.#left -= to - range.from;
    return { ...range, to };
  }

  /** What of a batch was not done is handed out again, next. */
  giveBack(range: Range): void {
    if (range.from === range.to) return;
    this.#ranges.push(range);
    this.#left += range.to - range.from;
  }

  /** Learns from a batch how long pieces take; later ones may take longer or shorter, so the last word counts half. */
  measured(pieces: number, milliseconds: number): void {
    if (pieces === 0) return;
    const now = milliseconds / pieces;
    this.#timeOfPiece = this.#timeOfPiece === Infinity ? now : 0.5 * (this.#timeOfPiece + now);
  }
}
