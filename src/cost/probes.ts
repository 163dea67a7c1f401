import type { RunCost } from "./cost.js";
import { byName, named } from "./named.js";

const bench = "selftests run_bench_trigger, lore.kernel.org/bpf/20250728072637.1035818-1-dongml2@chinatelecom.cn";
const exporter = "github.com/cloudflare/ebpf_exporter, benchmark/README.md";
const uprobes = "github.com/eunomia-bpf/bpftime, benchmark/uprobe/example_results.md";

/** An empty program at one kind of probe. */
function probe(name: string, nanoseconds: number, most: number | undefined, source: string): RunCost {
  return {
    kind: "run",
    name,
    operations: { run: { nanoseconds, ...(most === undefined ? {} : { interval: [1, most] }) } },
    conditions: "an empty program",
    source,
  };
}

/**
 * What it takes to get to a program and back, by the kind of its probe, ns a run:
 *
 * | | | interval |
 * |---|--:|--:|
 * | raw tracepoint | 4.93 | |
 * | fentry | 7.46 | to 24 |
 * | tracepoint | 12.57 | to 15 |
 * | fexit | 14.64 | |
 * | kprobe | 17.99 | to 137 |
 * | kretprobe | 44.69 | |
 * | uprobe | 1,668 | to 2,562 |
 *
 * The kernel's own benchmark in July 2025 on an AMD Ryzen of the 7000s, an empty program in a loop in the kernel; a uprobe from an
 * Apple M1 under QEMU. The upper ends are of the M1, Linux 6.5 (a uprobe's of a Core Ultra 7 258V): a kprobe by int3 rather than
 * ftrace is as dear. Where there is one figure alone there is no interval.
 */
export const probeCosts: ReadonlyMap<string, RunCost> = byName([
  probe("raw-tracepoint", 4.93, undefined, bench),
  probe("fentry", 7.46, 3.22, `${bench}; ${exporter}`),
  probe("tracepoint", 12.57, 1.2, `${bench}; ${exporter}`),
  probe("fexit", 14.64, undefined, bench),
  probe("kprobe", 17.99, 7.62, `${bench}; ${exporter}`),
  probe("kretprobe", 44.69, undefined, bench),
  probe("uprobe", 1668, 1.54, `${exporter}; ${uprobes}`),
]);

/** @throws RangeError that lists the names where there is no probe of this one */
export function probeCost(choice: string | RunCost): RunCost {
  return named("probe", probeCosts, choice);
}
