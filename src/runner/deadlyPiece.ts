/** A piece that everything that tried to do it has died of. */
export class DeadlyPiece extends Error {
  /** @param piece its place among the inputs; of several, the first */
  constructor(
    readonly job: string,
    readonly piece: number,
    readonly victims: string,
    readonly reason: string,
  ) {
    super(`job "${job}": ${victims} ended while doing piece ${piece}: ${reason}`);
    this.name = "DeadlyPiece";
  }

  /** The same among inputs of which so many more come first. */
  after(count: number): DeadlyPiece {
    return new DeadlyPiece(this.job, count + this.piece, this.victims, this.reason);
  }
}
