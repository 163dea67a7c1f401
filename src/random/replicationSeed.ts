import type { Seed } from "./stream.js";

/**
 * The seed of one replication of an experiment: sweeps, replications and comparisons all use it, so replication r of every
 * design sees the same random numbers, and `simulate` with this seed gives that run again.
 *
 * @param replication counted from 0
 */
export function replicationSeed(seed: Seed, replication: number): string {
  return `${seed}/${replication}`;
}
