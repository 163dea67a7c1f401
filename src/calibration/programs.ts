import { readFileSync } from "node:fs";

/** The files that measure, the script first; the build puts them beside this module as they are. */
const names = [
  "calibrate.sh",
  "measure.c",
  "results.h",
  "loop.h",
  "calls.bpf.c",
  "hashMap.bpf.c",
  "taskStorage.bpf.c",
  "bloomFilter.bpf.c",
  "buffers.bpf.c",
  "comparisons.bpf.c",
  "tailCalls.bpf.c",
] as const;

/** A file of the measurement. */
export interface CalibrationFile {
  readonly name: string;
  readonly text: string;
  /** Whether it is the script, which is to be run. */
  readonly executable: boolean;
}

/** What measures the costs of a machine: C programs for BPF, their runner and the script that compiles and runs them. */
export function calibrationFiles(): CalibrationFile[] {
  return names.map((name) => ({
    name,
    text: readFileSync(new URL(`programs/${name}`, import.meta.url), "utf8"),
    executable: name.endsWith(".sh"),
  }));
}
