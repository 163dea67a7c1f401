import type { InstructionCost } from "./cost.js";
import type { CostProfile } from "./costProfile.js";
import { measured } from "./measured.js";
import { byName, named } from "./named.js";

function version(
  name: string,
  factor: number,
  interval: readonly [number, number],
  conditions: string,
): InstructionCost {
  return { kind: "instructions", name, factor, interval, operations: {}, conditions, ...measured };
}

/**
 * Versions of the instruction set (`-mcpu=`), by what becomes of the time of a program's own instructions; helpers and maps are
 * compiled with the kernel and stay as they are. The least of five runs of a loop body with five comparisons (techniques.csv), v1 = 1:
 *
 * - v2 (84 instructions, as v1): 0.997. Interval: the medians of the runs, and the instructions of 36 programs of Cilium, 0.9 % fewer.
 * - v3 (76 instructions): 0.959. Interval: its instructions, 9.5 % fewer (of Cilium's programs 9.6 %), and no gain at all.
 *
 * Cilium: pchaigno.github.io/bpf/2021/10/20/ebpf-instruction-sets.html. A comparison of 32 bits with a constant is 4 instructions with
 * v1 and 1 with v3.
 */
export const instructionSets: ReadonlyMap<string, InstructionCost> = byName([
  version("v1", 1, [1, 1], "what the others are relative to"),
  version("v2", 0.997, [0.99, 1.03], "a body of five comparisons, 84 instructions"),
  version("v3", 0.959, [0.94, 1.05], "a body of five comparisons, 76 instructions"),
]);

/** @throws RangeError that lists the names where there is no version of this one */
export function instructionSet(choice: string | InstructionCost, profile?: CostProfile): InstructionCost {
  return named("isa", instructionSets, choice, profile);
}
