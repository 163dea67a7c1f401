/** Pieces that follow each other and go to a worker together. */
export interface Batch {
  readonly number: number;
  readonly first: number;
  readonly count: number;
}

/** How many times its predecessors a batch may be: the first pieces may say little about the later ones. */
const growth = 4;

/** The weight of the newest batch in what a piece is taken to need. */
const newest = 0.3;

/**
 * Cuts pieces into batches so large that what a batch costs on its way hardly counts, and keeps account of what is done. A piece is
 * done once, however often a worker says so.
 */
export class Batches {
  /** On their way or at a worker, by their numbers. */
  readonly out = new Map<number, Batch>();
  readonly #isDone: Uint8Array;
  /** Ranges nobody has yet, the next one last. */
  readonly #ranges: { first: number; end: number }[];
  #waiting: number;
  #left: number;
  #made = 0;
  #largest = 1;
  #milliseconds: number | undefined;
  #bytes = 0;

  /** @param mostBytes how much a batch, or its answer, should have at most */
  constructor(
    count: number,
    readonly mostBytes: number,
  ) {
    this.#isDone = new Uint8Array(count);
    this.#ranges = count > 0 ? [{ first: 0, end: count }] : [];
    this.#waiting = count;
    this.#left = count;
  }

  /** Whether every piece is done. */
  get finished(): boolean {
    return this.#left === 0;
  }

  /**
   * The next batch, which is out from now on.
   *
   * @param milliseconds how long it should take
   * @param places where batches are done at once: towards the end each gets little, so that all end together
   */
  next(milliseconds: number, places: number): Batch | undefined {
    const range = this.#ranges.at(-1);
    if (!range) return undefined;
    const inTime = this.#milliseconds === undefined ? 1 : milliseconds / Math.max(this.#milliseconds, 1e-6);
    const share = Math.ceil(this.#waiting / (2 * Math.max(1, places)));
    const inBytes = this.#bytes === 0 ? Number.POSITIVE_INFINITY : this.mostBytes / this.#bytes;
    const size = Math.max(1, Math.floor(Math.min(inTime, share, inBytes, growth * this.#largest)));
    const count = Math.min(size, range.end - range.first);
    const batch = { number: this.#made, first: range.first, count };
    this.#made += 1;
    this.#waiting -= count;
    range.first += count;
    if (range.first === range.end) this.#ranges.pop();
    this.out.set(batch.number, batch);
    return batch;
  }

  /** Learns from a batch what a piece needs. */
  learn(pieces: number, milliseconds: number, bytes: number): void {
    if (pieces === 0) return;
    this.#largest = Math.max(this.#largest, pieces);
    const weight = this.#milliseconds === undefined ? 1 : newest;
    this.#milliseconds = (1 - weight) * (this.#milliseconds ?? 0) + (weight * milliseconds) / pieces;
    this.#bytes = Math.max((1 - weight) * this.#bytes + (weight * bytes) / pieces, 1);
  }

  /** @returns false where the piece was done before */
  done(piece: number): boolean {
    if (this.#isDone[piece] === 1) return false;
    this.#isDone[piece] = 1;
    this.#left -= 1;
    return true;
  }

  /** A batch is back: what of it is not done waits again. */
  back({ number, first, count }: Batch): void {
    this.out.delete(number);
    for (let piece = first + count - 1; piece >= first; piece -= 1) {
      if (this.#isDone[piece] === 1) continue;
      const next = this.#ranges.at(-1);
      if (next?.first === piece + 1) next.first = piece;
      else this.#ranges.push({ first: piece, end: piece + 1 });
      this.#waiting += 1;
    }
  }
}
