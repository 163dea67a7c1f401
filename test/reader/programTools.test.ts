import { describe, expect, test } from "vitest";
import type { HistogramsReading } from "../../src/reader/kind/histograms.js";
import type { ProgramsReading } from "../../src/reader/kind/programs.js";
import { read } from "../../src/reader/read.js";
import { sample } from "./sample.js";

const programs = (text: string) => read(text) as ProgramsReading;

describe("Inspektor Gadget", () => {
  test("names and leading columns may be empty", () => {
    const table = `GADGETID  GADGETNAME  PROGID PROGNAME             RUNTIME   RUNCOUNT  %CPU   TIME+
                         38 sched_process_e      1212539        180  0.00   0:00.001
                        198                            0          0  0.00   0:00.000
a1b2      trace_exec    736 ig_execve_e          1103998        317  0.00   0:00.001
`;
    expect(programs(table)).toMatchObject({
      tool: "ig-bpfstats",
      programs: [
        { id: 38, name: "sched_process_e", runTimeNs: 1212539, runCount: 180, meanNs: 1212539 / 180 },
        { id: 198, name: null, runTimeNs: 0, runCount: 0, meanNs: null },
        { id: 736, name: "ig_execve_e", runTimeNs: 1103998, runCount: 317 },
      ],
      skipped: [],
    });
  });

  test("top ebpf has durations with units, one table an interval", () => {
    const top = sample("inspektorGadget.txt");
    const reading = programs(top);
    expect(reading.programs).toMatchObject([
      { id: 12, type: "Tracing", runTimeNs: 1250, runCount: 2, meanNs: 625, interval: 0 },
      { id: 13, runTimeNs: 120_001_500_000, interval: 0 },
      { id: 12, runTimeNs: 0, meanNs: null, interval: 1 },
    ]);
    expect(reading.notes.join()).toMatch(/2 tables/);
  });

  test("JSON, in either spelling of its fields", () => {
    const json =
      '{"progID":7,"progName":"p","runtime":500,"runcount":5}\n{"progid":8,"name":"q","currentRuntime":60,"currentRunCount":2}\n';
    expect(programs(json).programs).toMatchObject([
      { id: 7, name: "p", meanNs: 100 },
      { id: 8, name: "q", meanNs: 30 },
    ]);
  });
});

describe("ebpf_exporter", () => {
  const prefix = "ebpf_exporter_ebpf_program_";

  test("joins run times, counts and names by id", () => {
    const text = `${sample("ebpfExporter.prom")}ebpf_exporter_enabled_configs{name="cachestat"} 1
${prefix}run_count_total{id="251
`;
    const reading = programs(text);
    expect(reading.programs).toMatchObject([
      {
        id: 248,
        name: "mark_page_accessed",
        config: 'cache"stat',
        runTimeNs: 1252621,
        runCount: 11336,
        isAttached: true,
      },
      { id: 249, name: null, runTimeNs: 36668, meanNs: 36668 / 69, isAttached: false },
      { id: 250, runTimeNs: 0, runCount: 0, meanNs: null },
    ]);
    expect(reading.skipped).toMatchObject([{ line: 13, reason: "is no sample of Prometheus' text format" }]);
    expect(reading.notes.join()).toMatch(
      /1 samples of other metrics.*2 programs have run statistics but no program_info/,
    );
  });
});

describe("histograms of ebpf_exporter", () => {
  const text = sample("prometheusHistograms.prom");
  const histograms = (page: string) => read(page) as HistogramsReading;
  const name = "ebpf_exporter_run_queue_wait_seconds";

  test("counts are told apart, a sum is taken where there is one", () => {
    const reading = histograms(text);
    expect(reading).toMatchObject({ kind: "histograms", tool: "prometheus-histograms", skipped: [] });
    expect(reading.histograms).toEqual([
      {
        section: `${name}{slice=user.slice,cpu=0}`,
        time: null,
        unit: "seconds",
        count: 12,
        buckets: [
          [0, 1e-6, 3],
          [1e-6, 2e-6, 7],
          [2e-6, 4e-6, 0],
          [4e-6, null, 2],
        ],
        mean: 3.4e-5 / 12,
        total: 3.4e-5,
      },
      {
        section: `${name}{slice=system.slice,cpu=0}`,
        time: null,
        unit: "seconds",
        count: 5,
        buckets: [
          [0, 1e-6, 0],
          [1e-6, 2e-6, 5],
          [2e-6, 4e-6, 0],
          [4e-6, null, 0],
        ],
      },
    ]);
  });

  test("a later scrape holds the earlier", () => {
    const later = text.replace(/(slice="system.slice",cpu="0",le="(?:2|4)e-06"|slice="system.*Inf")\} 5/g, "$1} 9");
    const reading = histograms(text + later);
    expect(reading.histograms.map(({ count }) => count)).toEqual([12, 9]);
    expect(reading.notes.join()).toMatch(/2 earlier scrapes of histograms are left out/);
  });

  test("a sum that its buckets cannot have, a count that falls, a page cut off", () => {
    const page = `x_seconds_bucket{le="1"} 0
x_seconds_bucket{le="2"} 4
x_seconds_bucket{le="3"} 3
x_seconds_bucket{le="+Inf"} 4
x_seconds_sum 12
`;
    const reading = histograms(page);
    expect(reading.histograms).toMatchObject([{ section: "x_seconds", count: 4 }]);
    expect(reading.histograms[0]).not.toHaveProperty("total");
    expect(reading.notes.join()).toMatch(/a sum of 12, but its buckets only go from 4 to 8/);
    expect(reading.skipped).toMatchObject([
      { line: 3, reason: "has an end or a count below that of the bucket before" },
    ]);
    expect(histograms(page.split("\n").slice(0, 2).join("\n")).notes.join()).toMatch(/x_seconds has no bucket up to/);
  });

  test("beside metrics of programs they are named, and read by their tool", () => {
    const page = sample("ebpfExporter.prom") + text;
    expect(read(page)).toMatchObject({ kind: "programs" });
    expect(read(page).notes.join()).toMatch(/among them are histograms: the tool prometheus-histograms reads those/);
    const reading = read(page, { tool: "prometheus-histograms" }) as HistogramsReading;
    expect(reading.histograms).toHaveLength(2);
    expect(reading.notes.join()).toMatch(/9 samples of other metrics were not read/);
  });
});
