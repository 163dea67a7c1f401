/** What one entity does in a machine whose state stands still. */
export interface Life {
  /** What follows was seen for so long, ns: a whole life, or some cycles of one that does not end. */
  readonly time: number;
  /** Whether it left, and nothing of it is still to come. */
  readonly ended: boolean;
  /** What it holds of each variable of the machine, averaged over `time`: its share of it. */
  readonly share: Float64Array;
  /** What is left of that share when `time` is over and it has come back to where it began, or has left. */
  readonly net: Float64Array;
  readonly charges: Float64Array;
  /** Entries into each state. */
  readonly entries: Float64Array;
  /** What each alternative of each state did. */
  readonly uses: readonly (readonly AlternativeUse[])[];
  /** Entries and uses before that time began, for states that a life without an end passes only once. */
  readonly before:
    | { readonly entries: Float64Array; readonly uses: readonly (readonly AlternativeUse[])[] }
    | undefined;
  /** The entity's counters: what each has become in `time`. */
  readonly drift: Float64Array;
}

export interface AlternativeUse {
  count: number;
  /** Of each event that it schedules: how often, the sum of its delays and of their squares, ns. */
  readonly scheduled: Float64Array;
  readonly delay: Float64Array;
  readonly squaredDelay: Float64Array;
  readonly changes: Float64Array;
  /** The time from its claim of a resource to what comes then, as an event: how often, sum and sum of squares, ns. */
  readonly claimed: Float64Array;
}

export interface FollowOptions {
  readonly environment: Float64Array;
  /** How long it waits for each resource, ns. */
  readonly waits?: Float64Array;
  /** Draws take their means, with one of them moved where that is given, or the quantiles of an equidistributed sequence. */
  readonly draws: "means" | "quantiles";
  readonly moved?: { readonly draw: number; readonly by: number };
  /** A life is followed to its end, or without one: ends that the entity itself brings about are passed over. */
  readonly lives: "end" | "go on";
  /** Lives, or cycles of one. */
  readonly repetitions: number;
}
