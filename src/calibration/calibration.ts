/** The machine that was measured, as the script found it; null for what it could not find. */
export interface CalibratedMachine {
  /** When it began, in UTC. */
  readonly date: string | null;
  readonly kernel: string | null;
  readonly architecture: string | null;
  readonly cpu: string | null;
  readonly cpus: number | null;
  /** The hypervisor, `"none"` on bare metal. */
  readonly virtualisation: string | null;
  /** Of the CPU's frequency. */
  readonly governor: string | null;
  /** `net.core.bpf_jit_enable`: 0 for an interpreter. */
  readonly jit: number | null;
  /** Bytes of the caches that one CPU can use. */
  readonly l1: number | null;
  readonly l2: number | null;
  readonly l3: number | null;
  readonly clang: string | null;
  readonly repetitions: number | null;
  /** Of a loop. */
  readonly operations: number | null;
  /** A trial: few sizes and repetitions. */
  readonly quick: boolean;
}

/** One loop of one operation. */
export interface CalibrationRun {
  readonly operation: string;
  /** `entries`, `hops` or `batch`, and its value; null for an operation without. */
  readonly parameter: string | null;
  readonly value: number | null;
  readonly repetition: number;
  /** Operations of the loop. */
  readonly count: number;
  /** Of one operation, the loop around it included. */
  readonly nanoseconds: number;
  /** Operations that did not do what was asked for; such a run says nothing about their cost. */
  readonly failures: number;
}

/** What the measurement printed. */
export interface Calibration {
  readonly machine: CalibratedMachine;
  readonly runs: readonly CalibrationRun[];
  /** Why the kernel refused an operation. */
  readonly refused: ReadonlyMap<string, string>;
}
