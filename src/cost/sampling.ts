import { requireCount } from "./named.js";

/** What looking at one in N leaves of the cost and of the knowledge. */
export interface Sampling {
  /** The share of events that are looked at, 1/N: of what only those cost, so much is left. */
  readonly share: number;
  /** The standard error of a count of n events that is scaled up by N, relative to n: √((N - 1) / n). */
  readonly countError: number;
  /** The standard error of the share p of n events, such as of waits above a threshold: √(p (1 - p) N / n). */
  readonly shareError: number;
  /** How many times as long one has to measure for the same error of a share or a mean: N. */
  readonly longer: number;
}

/**
 * What sampling one in `every` saves and what accuracy it loses, where `events` happen in the time of a measurement. Each
 * event is taken or left by its own coin; where processes are sampled instead, and a process' events are alike, `events` is the
 * number of processes.
 *
 * The events that are not looked at still cost the probe and the look at the coin, a comparison, which is too little to measure (a
 * loop with an inlined function took no longer than an empty one, see `callCosts`). Published for Kepler's program at each switch,
 * 3,141 ns a run before sampling and 434 to 440 ns after (github.com/sustainable-computing-io/kepler/pull/1685).
 *
 * Source of the errors: thinning, a binomial count with probability 1/N.
 *
 * @param share of the events that is asked about; a half, the worst case, unless given
 * @throws RangeError for a number out of range
 */
export function sampling(every: number, events: number, share = 0.5): Sampling {
  requireCount("sampling", every);
  if (!(events > 0 && events < Infinity)) throw new RangeError(`events: expected a number above 0, got ${events}`);
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share: expected a number between 0 and 1, got ${share}`);
  return {
    share: 1 / every,
    countError: Math.sqrt((every - 1) / events),
    shareError: Math.sqrt((share * (1 - share) * every) / events),
    longer: every,
  };
}
