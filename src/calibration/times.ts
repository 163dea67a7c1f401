import { sampleQuantile } from "../fit/methods/sampleQuantile.js";
import type { Calibration, CalibrationRun } from "./calibration.js";

/** An operation of which there is no number, and why. */
export class NotMeasured extends Error {
  override name = "NotMeasured";
}

/** A time that was measured, ns: the least of its runs, and between which multiples of it nine in ten of them lie. */
export interface Time {
  readonly nanoseconds: number;
  readonly interval: readonly [low: number, high: number];
}

/** The runs of a calibration by operation, without the loop around them. */
export class Times {
  readonly #calibration: Calibration;
  readonly #byOperation: ReadonlyMap<string, readonly CalibrationRun[]>;

  constructor(calibration: Calibration) {
    this.#calibration = calibration;
    this.#byOperation = grouped(calibration.runs, ({ operation }) => operation);
  }

  /**
   * The runs of an operation by the value of its parameter (0 where it has none), ns, as they were measured.
   *
   * @throws NotMeasured where there are none
   */
  runs(operation: string): Map<number, number[]> {
    const all = this.#byOperation.get(operation) ?? [];
    const good = all.filter(({ failures }) => failures === 0);
    if (good.length === 0) throw new NotMeasured(this.#reason(operation, all));
    const byValue = grouped(good, ({ value }) => value ?? 0);
    return new Map([...byValue].map(([value, runs]) => [value, runs.map(({ nanoseconds }) => nanoseconds)]));
  }

  #reason(operation: string, all: readonly CalibrationRun[]): string {
    if (all.length > 0) return `${operation}: ${all[0]!.failures} of ${all[0]!.count} operations of a run failed`;
    const refusal = this.#calibration.refused.get(operation);
    return refusal === undefined ? `${operation}: the measurement ended before it` : `${operation}: ${refusal}`;
  }

  /** The loop with nothing in it: a run can be disturbed but not helped. */
  get emptyLoop(): number {
    return leastOf(this.runs("empty loop"));
  }

  /** The least of the runs by the value of the parameter, without the empty loop. */
  quiet(operation: string): Map<number, number> {
    const empty = this.emptyLoop;
    return new Map([...this.runs(operation)].map(([value, runs]) => [value, Math.max(0, Math.min(...runs) - empty)]));
  }

  /** All runs as `[value, ns]`, without the empty loop. */
  all(operation: string): [value: number, nanoseconds: number][] {
    const empty = this.emptyLoop;
    return [...this.runs(operation)].flatMap(([value, runs]) =>
      runs.map((run): [number, number] => [value, Math.max(0, run - empty)]),
    );
  }

  /** An operation that does not depend on anything, without the loop `around` it. */
  alone(operation: string, around = "empty loop"): Time {
    const before = leastOf(this.runs(around));
    const runs = [...this.runs(operation).values()].flat().map((run) => run - before);
    const nanoseconds = Math.max(0, Math.min(...runs));
    return { nanoseconds, interval: nanoseconds > 0 ? spread(runs.map((run) => run / nanoseconds)) : [1, 1] };
  }
}

function grouped<Key>(
  runs: readonly CalibrationRun[],
  keyOf: (run: CalibrationRun) => Key,
): Map<Key, CalibrationRun[]> {
  const groups = new Map<Key, CalibrationRun[]>();
  for (const run of runs) {
    const group = groups.get(keyOf(run));
    if (group) group.push(run);
    else groups.set(keyOf(run), [run]);
  }
  return groups;
}

const leastOf = (runs: ReadonlyMap<number, readonly number[]>): number => Math.min(...[...runs.values()].flat());

/** Nine in ten of the ratios, and 1. */
export function spread(ratios: readonly number[]): readonly [low: number, high: number] {
  const sorted = [...ratios].sort((left, right) => left - right);
  const [low, high] = [0.05, 0.95].map((p) => Number(sampleQuantile(sorted, p).toPrecision(3)));
  return [Math.min(1, low!), Math.max(1, high!)];
}
