import type { CalibratedMachine, Calibration, CalibrationRun } from "../../src/calibration/calibration.js";

export const machine: CalibratedMachine = {
  date: "2026-02-03T04:05:06Z",
  kernel: "6.12.1",
  architecture: "x86_64",
  cpu: "Some CPU",
  cpus: 8,
  virtualisation: "none",
  governor: "performance",
  jit: 1,
  l1: 49_152,
  l2: 2 ** 20,
  l3: 2 ** 25,
  clang: "14.0.6",
  repetitions: 3,
  operations: 1000,
  quick: false,
};

/** What the loop around everything takes, ns. */
export const emptyLoop = 10;

const taken = (entries: number, place: number): number => 1 - Math.exp(-entries / place);

/** ns of an operation by its parameter; every number is one of its own, so that a mix-up shows. */
export const laws: Readonly<Record<string, (value: number) => number>> = {
  "empty loop": () => 0,
  "clock read": () => 31,
  "inlined call": () => 0.5,
  "bpf-to-bpf call": () => 7.5,
  "hash lookup": (entries) => 25 + 4 * taken(entries, 2 ** 9) + 120 * taken(entries, 2 ** 17.5),
  "hash insert+delete": (entries) => 150 + 20 * taken(entries, 2 ** 13) + 180 * taken(entries, 2 ** 17),
  "hash insert+lookup+delete": (entries) => 180 + 24 * taken(entries, 2 ** 13) + 200 * taken(entries, 2 ** 17),
  "hash insert": () => 90,
  "hash lookup+delete": () => 95,
  "LRU hash insert": () => 190,
  "LRU hash lookup+delete": () => 97,
  "per-CPU hash insert": () => 130,
  "per-CPU hash lookup+delete": () => 99,
  "task storage get": () => 17,
  "task storage create+delete": () => 900,
  "bloom push": () => 63,
  "bloom peek": () => 61,
  "ring buffer output": () => 36,
  "perf buffer output": () => 205,
  "comparisons v1": () => 40,
  "comparisons v2": () => 39,
  "comparisons v3": () => 30,
};

/** These have no empty loop around them. */
const bare: typeof laws = {
  "tail call chain": (hops) => 30 + 0.75 * hops,
  "batched update": (batch) => 400 + 700 / batch,
  "batched lookup": (batch) => 250 + 900 / batch,
};

const sizes = Array.from({ length: 17 }, (_, power) => 2 ** (4 + power));

const parameters: Readonly<Record<string, readonly [name: string, values: readonly number[]]>> = {
  "hash lookup": ["entries", sizes],
  "hash insert+delete": ["entries", sizes],
  "hash insert+lookup+delete": ["entries", sizes],
  "tail call chain": ["hops", [0, 8, 16, 24, 32]],
  "batched update": ["batch", [1, 16, 256, 4096, 65_536]],
  "batched lookup": ["batch", [1, 16, 256, 4096, 65_536]],
};

/** What the neighbours do to the three repetitions: the least is the quiet machine. */
const disturbed = [1.1, 1, 1.2];

function runsOf(operation: string, law: (value: number) => number, around: number): CalibrationRun[] {
  const single = / (insert|lookup\+delete)$/.test(operation) ? (["entries", [1024]] as const) : ([null, [0]] as const);
  const [parameter, values] = parameters[operation] ?? single;
  return values.flatMap((value) =>
    disturbed.map((times, index) => ({
      operation,
      parameter,
      value: parameter === null ? null : value,
      repetition: index + 1,
      count: 1000,
      nanoseconds: around + law(value) * times,
      failures: 0,
    })),
  );
}

/** A calibration of a machine that these laws describe. */
export function synthetic(): Calibration {
  return {
    machine,
    runs: [
      ...Object.entries(laws).flatMap(([operation, law]) => runsOf(operation, law, emptyLoop)),
      ...Object.entries(bare).flatMap(([operation, law]) => runsOf(operation, law, 0)),
    ],
    refused: new Map(),
  };
}
