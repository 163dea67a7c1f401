/** What becomes of a system's overhead. */
export type Regime = "converging" | "oscillating" | "exploding" | "undecided";

/** Why a series does not say which regime it is of. */
export type Doubt =
  /** Too few windows with work, or too few that do not follow from the one before. */
  | "too-short"
  /** The level or the backlog is still on its way. */
  | "transient"
  /** The interval of the level holds epsilon. */
  | "border"
  /** Those who are measured are leaving for good. */
  | "leaving"
  /** It has no work, so there is no overhead. */
  | "no-work"
  /** Replications are of different regimes. */
  | "disagreement";

/** A number with the interval that holds the true one with the evidence's confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One test that was made. */
export interface Test {
  /** What it is called. */
  readonly name: string;
  /** What it was made of. */
  readonly of: Quantity | "swings";
  /** The statistic; see the name. */
  readonly statistic: number;
  /** The probability of a statistic so far out, were there nothing to be found. */
  readonly pValue: number;
}

/** What was looked at: bookkeeping per work of each window, those who are there, or both that is spent. */
export type Quantity = "overhead" | "backlog" | "work";

/** What the swings around a level are: none beyond noise, cycles that die down, or cycles that go on. */
export type Swings = "noise" | "damped" | "sustained";

/** What a classification rests on. It is plain data; what does not apply or could not be told is not there. */
export interface Evidence {
  /** What the regime was decided by. */
  readonly quantity: Quantity;
  /** Where the regime is undecided, the kind of reason. */
  readonly doubt?: Doubt;
  /** Of every interval here. */
  readonly confidence: number;
  /** The overhead below which a system converges. */
  readonly epsilon: number;
  /** The overhead that it goes to or stays around: bookkeeping per work, as a ratio of their sums, of the judged windows. */
  readonly level?: Estimate;
  /** How far the level still moves, as a share of it: what is left of a drift that dies down. */
  readonly drift?: number;
  /** Those who are there, averaged over the judged windows. */
  readonly backlog?: Estimate;
  /** How fast the quantity grows at the end, per s. */
  readonly growthRate?: Estimate;
  /** The time in which it doubles from what it is at the end, ns. */
  readonly doublingTime?: Estimate;
  /** Whether it grows by equal amounts or by equal factors in equal times. */
  readonly growth?: "linear" | "exponential";
  readonly swings?: Swings;
  /** Of a cycle, ns. */
  readonly period?: Estimate;
  /** Half of what the overhead swings from crest to trough in a cycle; of damped ones at the begin of the ringing. */
  readonly amplitude?: Estimate;
  /** The factor from the amplitude of a cycle to that of the next; 1 for one that goes on for ever. */
  readonly damping?: Estimate;
  /** The standard deviation of the overhead of a window, weighted by its work. */
  readonly deviation?: number;
  readonly windows: WindowCounts;
  readonly tests: readonly Test[];
  /** Of how many replications; 1 unless they were combined. */
  readonly replications: number;
  /** Of combined replications, how many were of each regime. */
  readonly regimes?: Readonly<Partial<Record<Regime, number>>>;
}

/** What became of the windows of a series. */
export interface WindowCounts {
  readonly total: number;
  /** Left out at the end: those who are measured leave for good. */
  readonly leaving: number;
  /** Left out at the begin by MSER-5. */
  readonly warmUp: number;
  /** Whether MSER-5 found where the warm-up ends; otherwise it is the first half. */
  readonly settled: boolean;
  readonly judged: number;
  /** Of each window, ns. */
  readonly length: number;
  /** How many independent values the judged windows are worth. */
  readonly effective: number;
}
