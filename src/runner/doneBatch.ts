/** A batch that is done, for who watches a worker. */
export interface DoneBatch {
  readonly run: string;
  readonly job: string;
  readonly pieces: number;
  readonly milliseconds: number;
}
