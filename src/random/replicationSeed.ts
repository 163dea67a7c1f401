import { type Seed, seedText } from "./stream.js";

/**
 * The seed of one replication of an experiment: sweeps, replications and comparisons all use it, so replication r of every
 * design sees the same random numbers, and `simulate` with this seed gives that run again.
 *
 * @param replication counted from 0
 * @throws RangeError for a seed that is neither a string nor a finite number
 */
export function replicationSeed(seed: Seed, replication: number): string {
  return `${seedText(seed)}/${replication}`;
}
