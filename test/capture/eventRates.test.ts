import { describe, expect, test } from "vitest";
import type { Counts } from "../../src/capture/countedIntervals.js";
import { eventRates } from "../../src/capture/eventRates.js";
import { mimeBundle } from "../../src/display/mime.js";
import type { ProgramsReading } from "../../src/reader/kind/programs.js";
import { read } from "../../src/reader/read.js";
import { Table } from "../../src/table/table.js";
import { hasSharedData, sharedData } from "../sharedData.js";
import { reference, samplePath } from "./sample.js";

const program = (id: number, name: string, runCount: number | null, runTimeNs: number | null, more = {}): Counts => ({
  id,
  name,
  runCount,
  runTimeNs,
  ...more,
});
const codes = (found: { readonly warnings: readonly { readonly code: string }[] }) =>
  found.warnings.map(({ code }) => code);
/** Two captures 10 s apart. */
const pair = (before: readonly Counts[], after: readonly Counts[], options = {}) =>
  eventRates(
    [
      { time: "0 s", reading: before },
      { time: "10 s", reading: after },
    ],
    options,
  );

describe("rates and loads between captures", () => {
  const counts = [0, 300_000, 460_000, 900_000, 1_220_000];
  const times = ["0 s", "10 s", "15 s", "30 s", "40 s"];
  const captures = times.map((time, index) => ({
    time,
    reading: [program(7, "switch", 5 + counts[index]!, 99 + 172 * counts[index]!)],
  }));

  test("of intervals that are not of one length", () => {
    const { programs, intervals } = eventRates(captures, { cpus: 4 });
    const [{ value, low, high, dispersion }] = reference.ratios;
    expect(programs[0]).toMatchObject({ id: 7, name: "switch", intervals: 4, seconds: 40, events: 1_220_000 });
    expect(programs[0]!.rate).toBeCloseTo(value, 6);
    expect(programs[0]!.rateLow).toBeCloseTo(low, 3);
    expect(programs[0]!.rateHigh).toBeCloseTo(high, 3);
    expect(programs[0]!.dispersion! / dispersion).toBeCloseTo(1, 9);
    // A run takes 172 ns, always: the load is the rate times it, of 4 CPUs.
    expect(programs[0]!.load).toBeCloseTo((value * 172e-9) / 4, 12);
    expect(programs[0]!.loadHigh).toBeCloseTo((high * 172e-9) / 4, 10);
    expect(intervals.map(({ events, busy }) => [events, busy])).toEqual(
      [300_000, 160_000, 440_000, 320_000].map((events) => [events, 172 * events]),
    );
  });

  test("in any order, at times of day, and from a table", () => {
    const { programs } = eventRates(captures);
    const start = Date.parse("2026-11-23T23:59:50Z");
    const seconds = [0, 10, 15, 30, 40];
    const dated = captures.map((capture, index) => ({ ...capture, time: new Date(start + 1000 * seconds[index]!) }));
    expect(eventRates(dated.toReversed()).programs).toEqual(programs);
    const rows = captures.flatMap(({ time, reading }) =>
      reading.map(({ id, name, runCount, runTimeNs }) => ({
        time,
        id,
        name,
        runCount: runCount ?? null,
        runTimeNs: runTimeNs ?? null,
      })),
    );
    expect(eventRates(new Table(rows)).programs).toEqual(programs);
  });

  test("of one interval: Poisson's for the rate, none for the load, and a word about it", () => {
    const found = pair([program(1, "p", 0, 0)], [program(1, "p", 70, 700)]);
    // SciPy: chi2.ppf(0.025, 140) / 2 and chi2.isf(0.025, 142) / 2, over 10 s.
    expect(found.programs[0]!.rateLow).toBeCloseTo(5.456843, 5);
    expect(found.programs[0]!.rateHigh).toBeCloseTo(8.844079, 5);
    expect(found.programs[0]).toMatchObject({ load: 7e-8, loadLow: null, loadHigh: null, dispersion: null });
    expect(codes(found)).toEqual(["one-interval"]);
  });
});

describe("what was not counted from end to end", () => {
  test("counters that fell", () => {
    const found = pair([program(1, "p", 100, 1000)], [program(1, "p", 40, 400)]);
    expect(found.intervals[0]).toMatchObject({ status: "reset", events: null, busy: null, atLeast: 40 });
    expect(found.programs).toEqual([]);
    expect(found.warnings[0]!.message).toBe(
      "p from 0 ns to 10 s: its counters fell, so they began anew; it ran at least 40 times",
    );
  });

  test("counters that wrap, where that is said", () => {
    const before = [program(1, "p", 2 ** 32 - 10, 5000)];
    const found = pair(before, [program(1, "p", 30, 9000)], { wrapsAt: 2 ** 32 });
    expect(found.intervals[0]).toMatchObject({ status: "wrapped", events: 40, busy: 4000 });
    expect(found.programs[0]).toMatchObject({ events: 40, rate: 4 });
    expect(codes(found)).toContain("wrapped");
    expect(pair(before, [program(1, "p", 30, 9000)]).intervals[0]!.status).toBe("reset");
  });

  test("a program that came, went, or came back under another id", () => {
    const found = pair(
      [program(1, "stays", 1, 10), program(2, "goes", 5, 50), program(3, "back", 9, 90)],
      [program(1, "stays", 11, 110), program(4, "comes", 6, 60), program(5, "back", 2, 20)],
    );
    expect(found.intervals.map(({ id, status, atLeast }) => [id, status, atLeast])).toEqual([
      [1, "counted", null],
      [4, "loaded", 6],
      [5, "reloaded", 2],
      [2, "unloaded", null],
      [3, "unloaded", null],
    ]);
    expect(found.programs.map(({ name }) => name)).toEqual(["stays"]);
  });

  test("an id of another program, after the machine was started again", () => {
    const found = pair([program(1, "p", 1, 10, { loadedAt: 1 })], [program(1, "p", 11, 110, { loadedAt: 2 })]);
    expect(found.intervals[0]!.status).toBe("reset");
  });

  test("no counters: never ran where others have some, unknown where none has", () => {
    const off = pair([program(1, "p", null, null)], [program(1, "p", 20, 200)]);
    expect(off.intervals[0]!.status).toBe("unknown");
    const on = pair(
      [program(1, "p", null, null), program(2, "q", 1, 10)],
      [program(1, "p", 20, 200), program(2, "q", 2, 20)],
    );
    expect(on.intervals[0]).toMatchObject({ status: "counted", events: 20, busy: 200 });
  });

  test("nothing ran at all", () => {
    expect(codes(pair([program(1, "p", 5, 50)], [program(1, "p", 5, 50)]))).toContain("nothing-counted");
  });

  test("more time than all CPUs have", () => {
    const [before, after] = [[program(1, "p", 0, 0)], [program(1, "p", 100, 90e9)]];
    const found = pair(before, after, { cpus: 4 });
    expect(found.warnings.find(({ code }) => code === "more-than-all")?.message).toBe(
      "p: it ran 9 times as long as the time between the captures, on 4 CPUs: cpus, a time or the counters are wrong",
    );
    expect(codes(pair(before, after, { cpus: 16 }))).not.toContain("more-than-all");
  });

  test("counts without run times have a rate and no load", () => {
    const [only] = pair([{ id: 1, name: "p", runCount: 0 }], [{ id: 1, name: "p", runCount: 50 }]).programs;
    expect(only).toMatchObject({ rate: 5, load: null, loadLow: null });
  });

  test("what makes no sense is refused by name", () => {
    const reading = [program(1, "p", 1, 10)];
    const other = read("usecs : count distribution\n0 -> 1 : 4 |*|\n2 -> 3 : 9 |**|\n");
    expect(() => pair(reading, [program(1, "p", Number.NaN, 10)])).toThrow("runCount of p is NaN");
    expect(() => eventRates([{ time: new Date("never"), reading }])).toThrow("got an invalid Date");
    expect(() => eventRates([{ time: 0, reading: other }])).toThrow(
      /expected a reading of kind programs, got histograms of /,
    );
    expect(() => eventRates([{ time: 0, reading }])).toThrow("expected at least two captures, got 1");
    expect(() => pair([...reading, ...reading], reading)).toThrow("has p (1) twice");
    expect(() => pair(reading, [program(1, "p", 1, 10, { interval: 0 })])).toThrow("counts of an interval");
    expect(() => pair(reading, reading, { cpus: 0 })).toThrow("cpus: expected a positive number, got 0");
    expect(() =>
      eventRates([
        { time: "1 s", reading },
        { time: 1e9, reading },
      ]),
    ).toThrow("two captures are of one time, 1 s");
  });
});

test("rates of nothing show themselves without a picture", async () => {
  await import("../../src/plot/plot.js");
  const bundle = await mimeBundle(pair([program(1, "p", 9, 90)], [program(1, "p", 3, 30)]));
  expect(bundle["text/plain"]).toContain("its counters fell");
  expect(bundle["text/plain"]).toContain("no picture: plot.eventRates: no program was counted");
  expect(bundle["text/html"]).not.toContain("<img");
});

test("two readings of bpftool", () => {
  const reading = read(samplePath("programs.txt")) as ProgramsReading;
  const later = reading.programs.map((each) => ({
    ...each,
    runCount: each.runCount === null ? null : each.runCount + 100,
    runTimeNs: each.runTimeNs === null ? null : each.runTimeNs + 15_000,
  }));
  const { programs } = eventRates([
    { time: 0, reading },
    { time: "2 s", reading: later },
  ]);
  expect(programs.map(({ name, rate, load }) => [name, rate, load])).toEqual([
    ["sched_switch", 50, 7.5e-6],
    ["sched_wakeup", 50, 7.5e-6],
    ["first_only", 50, 7.5e-6],
    ["never_ran", 0, 0],
  ]);
});

describe.skipIf(!hasSharedData)("captures of others", () => {
  test("ebpf_exporter, scraped once more after nothing ran", () => {
    const reading = read(sharedData("bpf-tools/ebpf_exporter/readme_prometheus.txt"));
    const found = eventRates([
      { time: 0, reading },
      { time: "15 s", reading },
    ]);
    expect(found.programs.every(({ rate }) => rate === 0)).toBe(true);
    expect(codes(found)).toContain("nothing-counted");
  });
});
