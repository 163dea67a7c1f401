import { describe, expect, test } from "vitest";
import type { CountersReading } from "../../src/reader/kind/counters.js";
import type { TopDownReading } from "../../src/reader/kind/topDown.js";
import { localeNumber } from "../../src/reader/localeNumber.js";
import { read } from "../../src/reader/read.js";
import { sample, samplePath } from "./sample.js";

const counters = (text: string) => read(text) as CountersReading;
const file = (name: string) => read(samplePath(name)) as CountersReading;
const header = "\n Performance counter stats for 'system wide':\n\n";

/** Rows as text: what it is enough to know of them. */
function short({ counters: rows }: CountersReading): string[] {
  return rows.map(({ time, section, name, value, unit }) => [time, section, value, unit, name].join(" "));
}

describe("perf stat, captures of our own", () => {
  test("by CPU: each row has its CPU, what the machine cannot count is null", () => {
    const reading = file("perfStatByCpu.txt");
    expect(reading).toMatchObject({ kind: "counters", tool: "perf-stat", skipped: [], elapsedSeconds: 0.10576659 });
    expect(reading.counters).toHaveLength(16);
    expect(short(reading).slice(0, 3)).toEqual([
      " CPU0 105.73 msec cpu-clock",
      " CPU1 105.79 msec cpu-clock",
      " CPU0 69  context-switches",
    ]);
    expect(reading.counters[2]).toMatchObject({ metricValue: 652.582, metricUnit: "/sec" });
    expect(reading.counters[8]).toMatchObject({
      name: "cycles",
      value: null,
      missing: "not supported",
      runningShare: null,
    });
    expect(reading.notes.join()).toMatch(/8 values are missing/);
  });

  test("intervals: plain, CSV by CPU, JSON", () => {
    const [plain, csv, json] = ["perfStatIntervals.txt", "perfStatByCpuIntervals.csv", "perfStatIntervals.json"].map(
      file,
    );
    expect(plain!.counters).toHaveLength(24);
    expect(short(plain!)[0]).toBe("0.103978773  217.96 msec cpu-clock");
    expect(csv!.counters).toHaveLength(48);
    expect(short(csv!)[3]).toBe("0.100149602 CPU1 114  context-switches");
    expect(csv!.counters[3]).toMatchObject({ metricValue: 1.11, metricUnit: "K/sec", runningShare: 1 });
    expect(json!.counters).toHaveLength(24);
    expect(short(json!)[0]).toBe("0.100145736  200.763279 msec cpu-clock");
    expect([plain, csv, json].map((reading) => reading!.skipped)).toEqual([[], [], []]);
  });

  test("by core, with the number of CPUs in it, plain and with another separator", () => {
    const [plain, csv] = ["perfStatByCore.txt", "perfStatByCore.csv"].map(file);
    for (const reading of [plain!, csv!]) {
      expect(reading.counters).toHaveLength(16);
      expect(reading.counters[1]).toMatchObject({ section: "S0-D0-C0", name: "context-switches" });
      expect(reading.skipped).toEqual([]);
    }
    expect([plain!.counters[0]!.value, csv!.counters[0]!.value]).toEqual([105.75, 105.56]);
  });

  test("by thread; several runs with their spread; a summary of intervals", () => {
    expect(file("perfStatByThread.txt").counters[0]).toMatchObject({
      ...{ section: "bash-26362", name: "task-clock", unit: "msec", value: null, missing: "not counted" },
    });
    expect(file("perfStatRuns.csv").counters[1]).toMatchObject({
      name: "context-switches",
      value: 80,
      deviation: 0.0914,
    });
    const runs = file("perfStatRuns.txt");
    expect(runs.counters[0]).toMatchObject({
      name: "task-clock",
      value: 0.47,
      unit: "msec",
      deviation: 0.0461,
      metricValue: 0.294,
    });
    expect(runs.elapsedSeconds).toBe(0.00158);
    expect(runs.skipped.map(({ reason }) => reason)).toEqual(
      Array(3).fill("is the time of a single run, of which the mean is given too"),
    );
    const summary = file("perfStatSummary.csv");
    expect(summary.counters).toHaveLength(24);
    expect(short(summary).at(-7)).toBe("  397  context-switches");
    expect(summary.notes.join()).toMatch(/8 counters without a time are the summary/);
  });
});

describe("perf stat, what versions and locales print", () => {
  test("numbers with separators of thousands in any locale", () => {
    const texts = ["226,054.13", "226.054,13", "226 054,13", "226'054.13", "226\u202f054,13", "226\u00a0054.13"];
    expect(texts.map(localeNumber)).toEqual(Array(6).fill(226054.13));
    expect(["1.234", "1,234,567", "1.234.567", "0,470", "0.532398", "1708.761321", "12"].map(localeNumber)).toEqual([
      1234, 1234567, 1234567, 0.47, 0.532398, 1708.761321, 12,
    ]);
    expect(localeNumber("12a")).toBeNaN();
    const german = `${header}        226.054,13 msec cpu-clock                 #  224,588 CPUs utilized\n        45.940.682      cycles                    #    0,000 GHz\n       1,006529767 seconds time elapsed\n`;
    const reading = counters(german);
    expect(short(reading)).toEqual(["  226054.13 msec cpu-clock", "  45940682  cycles"]);
    expect(reading.counters[0]).toMatchObject({ metricValue: 224.588 });
    expect(reading.elapsedSeconds).toBe(1.006529767);
    const french = `${header}        226\u202f054,13 msec cpu-clock                 #  224,588 CPUs utilized\n        45 940 682      cycles                    #    0,000 GHz\n`;
    expect(short(counters(french))).toEqual(["  226054.13 msec cpu-clock", "  45940682  cycles"]);
  });

  test("counters that took turns, hybrid CPUs, events with commas, cgroups", () => {
    const text = `${header}     1,000,000      cpu_core/cycles/                                        (62.50%)
     <not counted>      cpu_atom/cycles/                                        (0.00%)
         2,000      cycles [cpu_core]
         3,000      cycles                    /user.slice
         4.00 Joules power/energy-pkg/
          nan      nonsense
`;
    const reading = counters(text);
    expect(reading.counters).toMatchObject([
      { name: "cpu_core/cycles/", value: 1_000_000, runningShare: 0.625 },
      { name: "cpu_atom/cycles/", value: null, missing: "not counted" },
      { name: "cycles [cpu_core]", value: 2000, runningShare: 1 },
      { name: "cycles", section: "/user.slice", value: 3000 },
      { name: "power/energy-pkg/", unit: "Joules", value: 4 },
      { name: "nonsense", value: null },
    ]);
    expect(reading.notes.join()).toMatch(/2 values are missing.*1 counters took turns; perf has scaled/);
    const csv =
      "12,,cpu/event=0x3c,umask=0x1/,100,62.00,,\n7,,cycles,user.slice/a,1.20%,100,100.00,0.5,GHz\nnan,,x,100,100.00,,\n";
    expect(counters(csv).counters).toMatchObject([
      { name: "cpu/event=0x3c,umask=0x1/", value: 12, runningShare: 0.62 },
      { name: "cycles", section: "user.slice/a", deviation: 0.012, metricValue: 0.5 },
      { name: "x", value: null },
    ]);
  });

  test("old versions: no unit column, units in parentheses", () => {
    const text = `${header}       1708.761321 task-clock                #   11.037 CPUs utilized
          0.532398      task-clock (msec)         #    0.678 CPUs utilized
            41,190 context-switches          #    0.024 M/sec
`;
    expect(counters(text).counters).toMatchObject([
      { name: "task-clock", value: 1708.761321, unit: null },
      { name: "task-clock", value: 0.532398, unit: "msec" },
      { name: "context-switches", value: 41190, metricUnit: "M/sec" },
    ]);
  });

  test("further metrics of an event are rows of their own", () => {
    const text = `${header}        36,676,047      instructions                     #    0.80  insn per cycle
                                                  #    1.10  stalled cycles per insn   (83.00%)
`;
    expect(counters(text).counters).toMatchObject([
      { name: "instructions", metricValue: 0.8, metricUnit: "insn per cycle" },
      { name: "stalled cycles per insn", value: 1.1 },
    ]);
  });

  test("perf stat -b has no count of runs, which is said", () => {
    const command =
      "$ perf stat -e cycles -b 254 -I 1000\n     1.487903822            115,200      ref-cycles\n     1.487903822             86,012      cycles\n";
    expect(short(counters(command))).toEqual(["1.487903822  115200  ref-cycles", "1.487903822  86012  cycles"]);
    expect(counters(command).notes.join()).toMatch(/no count of runs/);
    expect(counters(`\n Performance counter stats for 'BPF program(s) 254':\n\n 12 cycles\n`).notes.join()).toMatch(
      /no count of runs/,
    );
  });

  test("the hint about the watchdog is a note", () => {
    const text = `${header}     <not counted>      cycles
       1.0 seconds time elapsed

Some events weren't counted. Try disabling the NMI watchdog:
\techo 0 > /proc/sys/kernel/nmi_watchdog
\tperf stat ...
\techo 1 > /proc/sys/kernel/nmi_watchdog
`;
    expect(counters(text)).toMatchObject({ skipped: [], counters: [{ missing: "not counted" }] });
  });

  test("JSON: joined fields, a last comma, nan, fractions after a comma, plain numbers", () => {
    const text = `{"counter-value" : "986.000000", "unit" : "", "event" : "a", "event-runtime" : 5, "pcnt-running" : 100.00,"metric-value" : "4.36", "metric-unit" : "/sec"}
{"counter-value" : "<not counted>", "unit" : "", "event" : "b", "event-runtime" : 0, "pcnt-running" : 0.00, "metric-value" : nan, "metric-unit" : "",}
{"core" : "S0-D0-C1", "aggregate-number" : 2, "counter-value" : 12, "unit" : "", "event" : "c", "variance" : 1.50, "pcnt-running" : 62,50, "event-runtime" : 7}
{"interval" : 1.0, "cpu" : "3", "counter-value" : "-nan", "event" : "d", "cgroup" : "/x"}
{"counter-value" : "5.0", "event" : "cut
`;
    const reading = counters(text);
    expect(reading.counters).toMatchObject([
      { name: "a", value: 986, metricValue: 4.36, runningShare: 1 },
      { name: "b", value: null, missing: "not counted", metricUnit: null },
      { name: "c", section: "S0-D0-C1", value: 12, deviation: 0.015, runningShare: 0.625 },
      { name: "d", time: 1, section: "CPU3 /x", value: null },
    ]);
    expect(reading.skipped).toMatchObject([{ line: 5, reason: "begins an object of JSON that is cut off" }]);
  });
});

describe("Top-Down", () => {
  const shares = { retiring: 0.151, badSpeculation: 0.028, frontendBound: 0.12, backendBound: 0.701 };

  test("the table of --topdown, with 4 and 8 columns, cores and intervals", () => {
    const four = sample("perfStatTopDown.txt");
    const reading = read(four) as TopDownReading;
    expect(reading.kind).toBe("topDown");
    expect(reading.topDown).toEqual([
      { time: 1.00128133, section: "S0-D0-C0", shares },
      {
        time: 1.00128133,
        section: "S0-D0-C1",
        shares: { retiring: 0.151, badSpeculation: 0.028, frontendBound: 0.12 },
      },
    ]);
    const eight = `${header}             retiring      bad speculation       frontend bound        backend bound     heavy operations     light operations    branch mispredict       machine clears
                15.1%                 2.8%                12.0%                70.1%                 2.0%                13.1%                 2.5%                 0.3%

       1.000000000 seconds time elapsed
`;
    const second = read(eight) as TopDownReading;
    expect(second.topDown[0]!.shares).toMatchObject({
      ...shares,
      heavyOperations: 0.02,
      lightOperations: 0.131,
      machineClears: 0.003,
    });
    expect(second.skipped).toEqual([]);
  });

  test("the same as CSV", () => {
    const csv =
      "time,core,cpus,retiring,bad speculation,frontend bound,backend bound,\n     1.001281330,S0-D0-C0,2,15.1,2.8,12.0,70.1,\n";
    expect((read(csv) as TopDownReading).topDown).toEqual([{ time: 1.00128133, section: "S0-D0-C0", shares }]);
  });

  test("tma_ metrics: a table of --topdown, rows of groups, JSON by name", () => {
    const table = `${header} %  tma_retiring  %  tma_bad_speculation  %  tma_frontend_bound  %  tma_backend_bound
            15.1                  2.8                  12.0                 70.1
`;
    expect((read(table) as TopDownReading).topDown).toEqual([{ time: null, section: null, shares }]);
    expect(read(table).table().rows).toEqual([{ time: null, section: null, ...shares }]);
    const groups = `${header}        36,676,047      instructions                     #    0.80  insn per cycle
                        TopdownL1 (cpu_core)      #     70.1 %  tma_backend_bound
                                                  #      2.8 %  tma_bad_speculation
                                                  #     12.0 %  tma_frontend_bound
                                                  #     15.1 %  tma_retiring
                                                  #      4.0 %  tma_info_other
`;
    const reading = counters(groups);
    expect(reading.topDown).toEqual([{ time: null, section: null, shares }]);
    expect(reading.counters).toMatchObject([{ name: "instructions" }, { name: "tma_info_other", value: 4, unit: "%" }]);
    const json =
      '{"interval" : 1.5, "%  tma_retiring" : "15.1", "%  tma_bad_speculation" : "2.8", "%  tma_frontend_bound" : "12.0", "%  tma_backend_bound" : "70.1", "metric-value" : "0"}\n';
    expect((read(json) as TopDownReading).topDown).toEqual([{ time: 1.5, section: null, shares }]);
  });

  test("JSON of --metric-only in 6.1: units first, then values in their order", () => {
    const text = `{"unit" : "sec"}{"unit" : "retiring"}{"unit" : "backend bound"}
{"interval" : 1.0}{"metric-value" : "15.1"}{"metric-value" : "70.1"}
{"interval" : 2.0}{"metric-value" : ""}{"metric-value" : "60.0"}
`;
    expect((read(text) as TopDownReading).topDown).toEqual([
      { time: 1, section: null, shares: { retiring: 0.151, backendBound: 0.701 } },
      { time: 2, section: null, shares: { backendBound: 0.6 } },
    ]);
  });

  test("colours of a terminal do not matter", () => {
    const text = `${header}        36,676,047      instructions                     # \u001b[31m   0.80 \u001b[m insn per cycle\n`;
    expect(counters(text).counters[0]).toMatchObject({
      value: 36676047,
      metricValue: 0.8,
      metricUnit: "insn per cycle",
    });
  });
});

test("a line without an end is a row that is cut off, not another event", () => {
  const text = sample("perfStatByCpuIntervals.csv");
  const reading = counters(text.slice(0, text.indexOf("context-switches") + 5));
  expect(reading.counters).toHaveLength(2);
  expect(reading.skipped).toMatchObject([{ line: 3 }]);
});

describe("perf stat, metrics", () => {
  test("several of one event stand in one row: the second level of Top-Down", () => {
    const reading =
      counters(`${header}         4,409,412      slots                                                         (71.1%)
         2,009,030      topdown-retiring          #     45.6% Retiring                 (71.1%)
           211,651      topdown-heavy-ops         #      4.8% Heavy Operations         #     40.8% Light Operations   (71.1%)
           220,470      topdown-br-mispredict     #      5.0% Branch Mispredict        #      0.1% Machine Clears
           992,117      topdown-fetch-lat         #     22.5% Fetch Latency            #     10.1% Fetch Bandwidth
`);
    expect(reading.topDown).toEqual([
      {
        time: null,
        section: null,
        shares: {
          retiring: 0.456,
          heavyOperations: 0.048,
          lightOperations: 0.408,
          branchMispredicts: 0.05,
          machineClears: 0.001,
          fetchLatency: 0.225,
          fetchBandwidth: 0.101,
        },
      },
    ]);
    expect(reading.counters[2]).toMatchObject({
      metricValue: 4.8,
      metricUnit: "% Heavy Operations",
      runningShare: 0.711,
    });
    expect(reading.skipped).toEqual([]);
  });

  test("a metric of no name is none", () => {
    const row =
      '{"counter-value" : "12.0", "unit" : "", "event" : "cpu_atom/cycles/", "event-runtime" : 1, "pcnt-running" : 100.00, ' +
      '"metric-value" : "0.000000", "metric-unit" : "(null)"}\n';
    expect(counters(row).counters).toMatchObject([{ value: 12, metricValue: null, metricUnit: null }]);
  });
});
