import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hotHelpers } from "../../src/capture/hotHelpers.js";
import { proportionInterval } from "../../src/capture/proportion.js";
import type { ProfileRow } from "../../src/reader/kind/profile.js";
import { read } from "../../src/reader/read.js";
import { hasSharedData, sharedData } from "../sharedData.js";
import { samplePath } from "./sample.js";

const codes = (found: { readonly warnings: readonly { readonly code: string }[] }) =>
  found.warnings.map(({ code }) => code);
const row = (symbol: string, share: number, bpf: ProfileRow["bpf"], more: Partial<ProfileRow> = {}): ProfileRow => ({
  ...{
    share,
    shareWithCallees: null,
    samples: null,
    command: null,
    object: null,
    symbol,
    level: "kernel",
    event: "cycles",
    bpf,
  },
  ...more,
});

describe("a report with samples by row", () => {
  const found = hotHelpers(read(samplePath("perfReport.txt")));

  test("divides the programs' time", () => {
    // Of 5,000 samples on BPF, by the counts of the rows.
    const counts = {
      "own instructions": 2100,
      "map update": 1200,
      "map lookup": 800,
      "map deletion": 400,
      "calling the programs": 300,
    };
    const shares = found.parts.map(({ name, share }) => [name, share]);
    expect(shares).toEqual([
      ...Object.entries(counts).map(([name, count]) => [name, expect.closeTo(count / 5000, 12)]),
      ["clock", expect.closeTo(120 / 5000, 12)],
      ["perf buffer", expect.closeTo(80 / 5000, 12)],
    ]);
    expect([found.ofAll, found.samples]).toEqual([0.25, 5000]);
    for (const { name, low, high } of found.parts.slice(0, 5))
      expect([low, high]).toEqual([...proportionInterval(counts[name as keyof typeof counts], 5000, 0.95)]);
  });

  test("goes by the head of the report where the rows have no counts", () => {
    const text = readFileSync(samplePath("perfReport.txt"), "utf8");
    const bare = text.replace("Samples  Command", "Command").replace(/(%) +\d+ {2}/g, "$1  ");
    expect(read(bare)).toMatchObject({ sampled: [{ event: "cycles", samples: 20_000 }], skipped: [] });
    const parts = found.parts.map(({ name, low, high }) => ({ name, low, high }));
    expect(hotHelpers(read(bare))).toMatchObject({ samples: 5000, warnings: found.warnings, parts });
  });

  test("says which symbols they are, and what makes each cheaper", () => {
    expect(found.parts[1]).toMatchObject({
      symbols: { htab_map_update_elem: 0.06 },
      techniques: ["map", "maxEntries"],
      role: "helper",
    });
    expect(found.parts[0]!.symbols).toEqual({
      bpf_prog_6deef7357e7b4530_sched_wakeup: 0.08,
      bpf_prog_2a142ef67aaad174_sched_switch: 0.025,
    });
    expect(found.summary).toContain("BPF takes 25 % of the samples");
  });

  test("names what helpers share with others, which is not counted", () => {
    expect(codes(found)).toEqual(["shared-symbols"]);
    expect(found.warnings[0]!.message).toContain("_raw_spin_lock_irqsave 3.5 %, ktime_get_mono_fast_ns 1 %");
  });
});

describe("a report without them", () => {
  const rows = [
    row("bpf_prog_0123456789abcdef_p", 0.3, "program"),
    row("bpf_ringbuf_output", 0.1, "helper"),
    row("idle", 0.6, null),
  ];

  test("has no intervals, unless the number of all is given", () => {
    const bare = hotHelpers(rows);
    expect(bare.parts.map(({ share, low, high }) => [share, low, high])).toEqual([
      [expect.closeTo(0.75, 12), null, null],
      [expect.closeTo(0.25, 12), null, null],
    ]);
    expect(codes(bare)).toEqual(["unknown-samples"]);
    const given = hotHelpers(rows, { samples: 1000 });
    expect([given.parts[0]!.low, given.parts[0]!.high]).toEqual([...proportionInterval(300, 400, 0.95)]);
    expect(codes(given)).toEqual([]);
  });

  test("one that leaves rows out says so", () => {
    expect(codes(hotHelpers(rows.slice(0, 2), { samples: 100 }))).toEqual(["cut-report"]);
  });

  test("events are not added up", () => {
    const both = [...rows, row("bpf_prog_0123456789abcdef_p", 1, "program", { event: "instructions" })];
    expect(hotHelpers(both, { samples: 1000 }).ofAll).toBeCloseTo(0.4, 12);
    expect(codes(hotHelpers(both, { samples: 1000 }))).toEqual(["events"]);
    expect(hotHelpers(both, { event: "instructions" }).ofAll).toBe(1);
  });

  test("what cannot be divided is refused", () => {
    expect(() => hotHelpers([row("idle", 1, null)])).toThrow("no sample of the report fell on BPF");
    expect(() => hotHelpers(rows, { event: "branches" })).toThrow("event: the report has no branches; it has cycles");
    expect(() => hotHelpers([])).toThrow("hotHelpers: the report has no rows");
    expect(() => hotHelpers(rows, { samples: 0 })).toThrow("samples: expected how many there were, got 0");
    expect(() => hotHelpers(read(samplePath("runqlat.txt")))).toThrow(
      "expected a reading of kind profile, got histograms",
    );
  });
});

test.each([
  ["bpf_map_lookup_elem", "map lookup"],
  ["__htab_map_lookup_elem", "map lookup"],
  ["htab_lru_map_lookup_elem", "map lookup"],
  ["htab_percpu_map_lookup_elem", "map lookup"],
  ["array_map_lookup_elem", "map lookup"],
  ["lookup_nulls_elem_raw", "map lookup"],
  ["trie_lookup_elem", "map lookup"],
  ["bpf_map_update_elem", "map update"],
  ["__htab_percpu_map_update_elem", "map update"],
  ["__pcpu_freelist_pop", "map update"],
  ["htab_map_delete_elem", "map deletion"],
  ["bpf_task_storage_get", "task storage"],
  ["bpf_local_storage_lookup", "task storage"],
  ["bpf_ktime_get_ns", "clock"],
  ["bpf_ktime_get_boot_ns", "clock"],
  ["bpf_perf_event_output", "perf buffer"],
  ["bpf_ringbuf_reserve", "ring buffer"],
  ["__bpf_ringbuf_reserve", "ring buffer"],
  ["bpf_probe_read_kernel", "reading memory"],
  ["bpf_get_current_comm", "reading memory"],
  ["bpf_get_stackid", "stack traces"],
  ["bpf_spin_lock", "locks"],
  ["bpf_get_prandom_u32", "other helpers"],
])("%s is %s", (symbol, name) => {
  expect(hotHelpers([row(symbol, 1, "helper")], { samples: 1 }).parts.map((part) => part.name)).toEqual([name]);
});

describe.skipIf(!hasSharedData)("captures of others", () => {
  test("a program of AF_XDP", () => {
    const found = hotHelpers(read(sharedData("bpf-tools/perf_report/af_xdp_bpf_prog.txt")));
    expect(found.ofAll).toBeCloseTo(0.105 + 0.0446 + 0.0281 + 0.0278, 12);
    expect(found.parts.map(({ name }) => name)).toEqual(["own instructions", "other helpers", "map lookup"]);
    expect(found.parts[0]!.share).toBeCloseTo(0.1496 / 0.2055, 12);
    expect(codes(found)).toEqual(["cut-report"]);
  });
});
