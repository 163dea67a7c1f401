import type { Cost } from "./cost.js";

/** Where the costs come from that were measured for Phasebook. */
export const measured: Pick<Cost, "source" | "machine"> = {
  source: "measured for Phasebook with BPF_PROG_TEST_RUN, nothing attached, 2026-11-23",
  machine:
    "AMD EPYC, virtual machine of 2 cores, 64 KiB L1d, 2 MiB L2, 32 MiB L3 shared with neighbours; Linux 6.18, JIT on",
};

/** Where those come from that were measured by `phasebook calibrate`, on another machine: notebooks/data/calibration.jsonl. */
export const calibrated: Pick<Cost, "source" | "machine"> = {
  source: "calibrated with BPF_PROG_TEST_RUN, nothing attached, 2026-11-23",
  machine:
    "AMD EPYC, virtual machine of 2 CPUs, 48 KiB L1d, 1 MiB L2, 32 MiB L3 shared with neighbours; Linux 6.18, JIT on",
};
