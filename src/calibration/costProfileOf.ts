import { requireObject } from "../argument/argument.js";
import { calibratedCosts } from "../cost/calibratedCosts.js";
import { checkCostProfile } from "../cost/checkCostProfile.js";
import type { Cost } from "../cost/cost.js";
import type { CostProfile } from "../cost/costProfile.js";
import type { CalibratedMachine, Calibration } from "./calibration.js";
import { batches, clockReads, filter, instructions, output, storage, subtracted, tailCalls } from "./costs.js";
import { type HashMap, hashMap, likeHashMap } from "./hashMap.js";
import { NotMeasured, Times } from "./times.js";

/**
 * The costs of the machine that was measured, each in place of the one of the same name: the least of its repetitions without the empty
 * loop, with the interval of nine in ten of them; the hash map's sizes by the fit that the default has, `fitHashMap`. What the kernel
 * refused, and what was not reached, is among the `missing`.
 */
export function costProfileOf(calibration: Calibration): CostProfile {
  requireObject("costProfileOf", "a calibration, as read gives it", calibration, "runs", "machine");
  const times = new Times(calibration);
  const { machine } = calibration;
  const make = makersOf(times, machine);
  const where = {
    source: `calibrated with BPF_PROG_TEST_RUN, nothing attached, ${machine.date ?? "at a time not known"}`,
    machine: wordsOf(machine),
  };
  const costs: Cost[] = [];
  const missing: Record<string, string> = {};
  for (const known of calibratedCosts)
    try {
      costs.push({ ...known, ...make[known.name]!(), ...where });
    } catch (error) {
      if (!(error instanceof NotMeasured)) throw error;
      missing[known.name] = error.message;
    }
  return checkCostProfile(
    { phasebook: "costs", version: 1, name: nameOf(machine), costs, missing },
    "the cost profile",
  );
}

/** What is measured of each of the `calibratedCosts`. */
function makersOf(times: Times, machine: CalibratedMachine): Readonly<Record<string, () => Partial<Cost>>> {
  // Worked out once, for the maps that grow as it does.
  let fitted: HashMap | undefined;
  const hash = (): HashMap => {
    fitted ??= hashMap(times, machine);
    return fitted;
  };
  return {
    "measured-hash": hash,
    "lru-hash": () => likeHashMap(times, hash(), "LRU hash"),
    "per-cpu-hash": () => likeHashMap(times, hash(), "per-CPU hash"),
    "measured-task-storage": () => storage(times, false),
    "created-task-storage": () => storage(times, true),
    "ring-buffer": () => output(times, "ring buffer output"),
    "perf-buffer": () => output(times, "perf buffer output"),
    inlined: () => subtracted(times, "inlined call", "empty loop"),
    "bpf-to-bpf": () => subtracted(times, "bpf-to-bpf call", "inlined call"),
    "tail-call": () => tailCalls(times),
    v1: () => instructions(times, "v1"),
    v2: () => instructions(times, "v2"),
    v3: () => instructions(times, "v3"),
    counters: () => clockReads(times),
    "bloom-filter": () => filter(times),
    batching: () => batches(times),
  };
}

const nameOf = ({ cpu, kernel, date }: CalibratedMachine): string =>
  [
    cpu ?? "an unknown CPU",
    `Linux ${kernel ?? "of an unknown version"}`,
    (date ?? "at an unknown time").slice(0, 19),
  ].join(", ");

function wordsOf({ cpu, cpus, virtualisation, governor, kernel, jit, l1, l2, l3, quick }: CalibratedMachine): string {
  const size = (bytes: number | null): string => (bytes === null ? "unknown" : `${bytes / 1024} KiB`);
  return [
    cpu ?? "unknown CPU",
    `${cpus ?? "an unknown number of"} CPUs`,
    virtualisation === "none" ? "bare metal" : `virtual machine (${virtualisation ?? "unknown"})`,
    `frequency governor ${governor ?? "unknown"}`,
    `${size(l1)} L1d, ${size(l2)} L2, ${size(l3)} L3`,
    `Linux ${kernel ?? "unknown"}, JIT ${jit === 0 ? "off" : "on"}${quick ? "; a quick trial" : ""}`,
  ].join("; ");
}
