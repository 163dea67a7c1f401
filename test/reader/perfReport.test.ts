import { describe, expect, test } from "vitest";
import type { ProfileReading } from "../../src/reader/kind/profile.js";
import { read } from "../../src/reader/read.js";
import { sample, samplePath } from "./sample.js";

const profile = (text: string) => read(text) as ProfileReading;
const file = (name: string) => read(samplePath(name)) as ProfileReading;

describe("perf report", () => {
  test("a program under two commands is one program, its callers are BPF's cost too", () => {
    const reading = file("perfReport.txt");
    expect(reading).toMatchObject({ kind: "profile", tool: "perf-report", skipped: [] });
    expect(reading.programs).toEqual([
      {
        program: "bpf_prog_bdbaa99f40dcd546_sys_enter",
        event: "cpu-clock",
        share: 0.0793,
        commands: { sh_worker: 0.0409, w: 0.0384 },
      },
    ]);
    expect(reading.bpfShares.program).toBe(0.0793);
    const rows = sample("perfReport.txt")
      .split("\n")
      .filter((line) => /^\s+[\d.]+%/.test(line));
    expect(reading.profile).toHaveLength(rows.length);
    const dispatch = rows.filter((line) => /trace_call_bpf|perf_trace_run_bpf_submit/.test(line));
    const sum = dispatch.reduce((total, line) => total + Number.parseFloat(line), 0);
    expect(reading.bpfShares.dispatch).toBeCloseTo(sum / 100, 10);
    expect(reading.profile[0]).toMatchObject({
      ...{ share: 0.0605, command: "sh_worker", object: "[kernel.kallsyms]", symbol: "htab_map_update_elem" },
      ...{ level: "kernel", event: "cpu-clock", bpf: "helper" },
    });
  });

  test("trampolines, dispatchers, enter and exit are told from programs and other symbols", () => {
    const text = `Samples: 44K of event 'cycles', Event count (approx.): 38532389541
Overhead  Command          Shared Object              Symbol
   10.50%  ksoftirqd/28     bpf_prog_80b55d8a76303785  [k] bpf_prog_80b55d8a76303785
    4.00%  a b              bpf_trampoline_6442494     [k] bpf_trampoline_6442494
    3.00%  a b              [kernel.vmlinux]           [k] __bpf_prog_enter_recur
    2.00%  a b              [kernel.vmlinux]           [k] __bpf_prog_exit
    1.50%  a b              [kernel.vmlinux]           [k] bpf_dispatcher_xdp_func
    1.00%  a b              [kernel.vmlinux]           [k] bpf_xdp_redirect_map
    0.50%  a b              xdpsock                    [.] main
`;
    const { profile: rows, bpfShares } = profile(text);
    expect(rows.map(({ bpf }) => bpf)).toEqual([
      "program",
      "dispatch",
      "dispatch",
      "dispatch",
      "dispatch",
      "helper",
      null,
    ]);
    expect(rows[6]).toMatchObject({ command: "a b", level: "user" });
    expect(bpfShares).toEqual({ program: 0.105, dispatch: 0.105, helper: 0.01 });
  });

  test("call graphs are left out, the share of a symbol is its own", () => {
    const reading = file("perfReportGraph.txt");
    expect(reading.profile[0]).toMatchObject({
      share: 0.2124,
      shareWithCallees: 0.9171,
      symbol: "syscall",
      object: "libc.so.6",
    });
    expect(reading.profile.length).toBeGreaterThan(3);
    expect(reading.skipped).toEqual([]);
    expect(reading.notes.join()).toMatch(/lines of call chains were not read/);
  });

  test("several events, each of a whole of its own; a separator; the number of samples", () => {
    const events = file("perfReportEvents.txt");
    expect(events.sampled).toEqual([
      { event: "sched:sched_switch", samples: 2000 },
      { event: "sched:sched_stat_runtime", samples: 2000 },
      { event: "sched:sched_process_fork", samples: 15 },
      { event: "sched:sched_wakeup_new", samples: 15 },
    ]);
    expect(new Set(events.profile.map(({ event }) => event)).size).toBeGreaterThan(1);
    expect(events.notes.join()).toMatch(/events: the shares of each/);
    const separated = file("perfReportSeparated.txt");
    expect(separated.profile[0]).toMatchObject({ share: 0.0605, command: "sh_worker", symbol: "htab_map_update_elem" });
    const counted =
      "# Overhead       Samples  Shared Object  Symbol\n# ........  ............  .............  ......\n     8.06%          1296  libm.so.6      [.] xflow\n";
    expect(profile(counted).profile[0]).toMatchObject({ share: 0.0806, samples: 1296, command: null, event: null });
  });

  test("groups of events share a line", () => {
    const group = "#         Overhead  Command  Symbol\n    41.67%  60.00%  a        [k] f\n";
    expect(profile(group).profile).toMatchObject([{ share: 0.4167, command: "a", symbol: "f" }]);
  });

  test("of a hierarchy the last level is kept, with what it stands under", () => {
    const reading = file("perfReportHierarchy.txt");
    expect(reading.skipped).toEqual([]);
    expect(reading.notes.join()).toContain("7 rows of --hierarchy are sums of those below them");
    expect(reading.profile.map(({ share, command, object, symbol }) => [share, command, object, symbol])).toEqual([
      [0.2204, "sh_worker", "[kernel.kallsyms]", "htab_map_update_elem"],
      [0.1711, "sh_worker", "[kernel.kallsyms]", "__htab_map_lookup_elem"],
      [0.0409, "sh_worker", "bpf_prog_bdbaa99f40dcd546_sys_enter", "bpf_prog_bdbaa99f40dcd546_sys_enter"],
      [0.3012, "w", "[kernel.kallsyms]", "operator new  (aligned)"],
    ]);
    expect(reading.profile[0]).toMatchObject({ level: "kernel", bpf: "helper", samples: null });
    expect(reading.bpfShares.program).toBe(0.0409);
    const counted =
      "# Overhead       Samples  Command / Symbol\n    51.50%          10     a\n       43.46%           9     [k] f\n";
    expect(profile(counted).profile).toMatchObject([{ share: 0.4346, samples: 9, command: "a", symbol: "f" }]);
    const latency =
      "#       Children  Latency  Overhead   Latency  Command / Symbol\n  0.08%    0.16%   100.00%   99.00%        a\n" +
      "     0.07%    0.15%     0.24%     0.47%        [.] g\n";
    expect(profile(latency).profile).toMatchObject([{ share: 0.0024, shareWithCallees: 0.0007, symbol: "g" }]);
  });
});
