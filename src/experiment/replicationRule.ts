import { meanInterval, requireConfidence } from "../measure/interval.js";
import { requireReplications } from "../measure/replications.js";

/** Replications of each point until the mean of a column is known to a relative precision. */
export interface ReplicationPrecision {
  /** The wanted half-width of the interval as a share of the mean. */
  readonly precision: number;
  /** Replications before the first look, from 2; 10 unless given. */
  readonly minimum?: number;
  /** Replications after which it ends all the same; 1,000 unless given. */
  readonly maximum?: number;
  /** The column; `"overhead"` unless given. */
  readonly measure?: string;
  /** Of the interval; 0.95 unless given. */
  readonly confidence?: number;
}

/** How many replications a point needs. */
export interface ReplicationRule {
  readonly first: number;
  /** The column that `further` wants the values of. */
  readonly measure: string;
  /** How many there should be, from how many there are and their values; as many as there are when it is enough. */
  further(count: number, values: () => readonly number[]): number;
}

/**
 * The rule that options stand for: a fixed number, or rounds that grow, not more than twofold, to what the interval so far says is
 * needed. A round depends on nothing but the values of those before, so every runner makes the same rows. As in {@link replicate},
 * stopping where the interval looks short makes it a little too short; the minimum guards against that.
 *
 * @param columns those that a row has
 * @throws RangeError for an option out of range
 */
export function replicationRule(
  replications: number | ReplicationPrecision,
  columns: readonly string[],
): ReplicationRule {
  if (typeof replications === "number") {
    requireReplications("replications", replications, 1);
    return { first: replications, measure: "overhead", further: (count) => count };
  }
  const { precision, minimum = 10, maximum = 1000, measure = "overhead", confidence = 0.95 } = replications;
  if (!(precision > 0))
    throw new RangeError(`replications.precision: expected a positive share of the mean, got ${precision}`);
  requireReplications("replications.minimum", minimum, 2);
  requireReplications("replications.maximum", maximum, minimum);
  requireConfidence(confidence);
  if (!columns.includes(measure))
    throw new RangeError(`replications.measure: the rows have no column "${measure}"; they have ${columns.join(", ")}`);
  return {
    first: minimum,
    measure,
    further(n, values) {
      const { mean, halfWidth } = meanInterval(values(), confidence);
      const wanted = precision * Math.abs(mean);
      if (halfWidth <= wanted) return n;
      const needed = Math.ceil(n * (halfWidth / wanted) ** 2);
      return Math.min(maximum, Math.max(n + 1, Math.min(2 * n, needed)));
    },
  };
}
