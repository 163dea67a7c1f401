import { interruptible } from "../display/interruptible.js";
import type { Run } from "../engine/run.js";
import { type SimulateOptions, simulate } from "../engine/simulate.js";
import { turns } from "../job/turns.js";
import type { Model } from "../machine/model.js";
import { replicationSeed } from "../random/replicationSeed.js";

/** How replications are run; `until`, `maxEvents`, `windows` and `signal` as in {@link simulate}. */
export interface ReplicationOptions
  extends Pick<SimulateOptions, "seed" | "until" | "maxEvents" | "windows" | "signal"> {
  /** The number of interest of a run; its `overhead` unless given. */
  readonly measure?: (run: Run) => number;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
}

/**
 * Replication after replication of several models side by side, each under the seed of {@link replicationSeed}: what was
 * measured of every model. It ends early when the signal is aborted; a replication that was cut short is left out.
 *
 * @throws RangeError where a measure is not finite, with the seed of that run
 */
export async function* replications(
  models: readonly Model[],
  maximum: number,
  { seed = 1, measure = ({ overhead }) => overhead, until, maxEvents, windows, signal: asked }: ReplicationOptions,
): AsyncGenerator<readonly number[]> {
  const signal = interruptible(asked);
  const given = Object.entries({ until, maxEvents, windows, signal }).filter(([, value]) => value !== undefined);
  const options: SimulateOptions = Object.fromEntries(given);
  const nextTurn = turns();
  for (let replication = 0; replication < maximum; replication += 1) {
    const runSeed = replicationSeed(seed, replication);
    const values: number[] = [];
    for (const model of models) {
      if (signal?.aborted) return;
      const run = simulate(model, { ...options, seed: runSeed });
      if (run.stopped === "aborted") return;
      const value = measure(run);
      if (!Number.isFinite(value))
        throw new RangeError(
          `measure: expected a finite number of each run, got ${value} of that with seed "${runSeed}"`,
        );
      values.push(value);
      await nextTurn();
    }
    yield values;
  }
}

/** @throws RangeError for what is not a whole number from `least` */
export function requireReplications(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${name}: expected a whole number of replications from ${least}, got ${value}`);
}
