import type { Job } from "./job.js";

export interface RunnerOptions<Output> {
  /** Ends it early; the outputs handed over by then stand. */
  readonly signal?: AbortSignal;
  /** Called once for every piece that is done, in any order. */
  readonly onOutput: (output: Output, index: number) => void;
}

/** Where the pieces of a job are done. All runners give the same outputs; they differ in how many at once, and where. */
export interface Runner {
  readonly name: string;
  /**
   * Does every piece of a job.
   *
   * @returns "aborted" where the signal ended it before all pieces were done
   * @throws the error of a piece that failed, which says itself which piece it was; the outputs handed over before stand
   */
  run<Shared, Input, Output>(
    job: Job<Shared, Input, Output>,
    shared: Shared,
    inputs: readonly Input[],
    options: RunnerOptions<Output>,
  ): Promise<"done" | "aborted">;
}
