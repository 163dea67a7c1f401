import type { RunCost } from "./cost.js";
import { type CostProfile, costOfProfile } from "./costProfile.js";
import { measured } from "./measured.js";

/**
 * The counters of `bpftool prog show` (`kernel.bpf_stats_enabled`): two clock reads a run, 30.0 ns each as timed (timer.csv.gz, two reads
 * with nothing between them, the quietest tenth without the slowest hundredth). Of the two about one falls between them and so
 * into the time that is counted.
 *
 * Interval: 20 ns each as claimed at github.com/cilium/design-cfps/pull/101, and 36.3 ns each in a loop of 200,000 (techniques.csv).
 */
export const counters: RunCost = {
  kind: "run",
  name: "counters",
  operations: { run: { nanoseconds: 60, interval: [0.66, 1.21] } },
  conditions: "the clock of a virtual machine",
  ...measured,
};

/** The counters of a profile's machine, or as they are by default. */
export const countersOf = (profile: CostProfile | undefined): RunCost =>
  costOfProfile(profile, counters.name) ?? counters;
