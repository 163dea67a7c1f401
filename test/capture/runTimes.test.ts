import { describe, expect, test } from "vitest";
import { runTimes } from "../../src/capture/runTimes.js";
import { mimeBundle } from "../../src/display/mime.js";
import { read } from "../../src/reader/read.js";
import { hasSharedData, sharedData } from "../sharedData.js";
import { samplePath } from "./sample.js";

const codes = (found: { readonly warnings: readonly { readonly code: string }[] }) =>
  found.warnings.map(({ code }) => code);

describe("the mean time of runs without the clock", () => {
  test("172 ns and 114 ns with statistics on are 142 ns and 84 ns without", () => {
    const found = runTimes([
      { name: "sched_switch", meanNs: 172 },
      { name: "sched_wakeup", meanNs: 114 },
    ]);
    // Half of two reads of 60 ns is between start and end, 10 to 51 ns as known elsewhere.
    expect(found.programs.map(({ mean, low, high }) => [mean, low, high])).toEqual([
      [142, 121, 162],
      [84, 63, 104],
    ]);
    expect(found.programs[0]).toMatchObject({ measured: 172, clockShare: 30 / 172, runs: null });
    expect(codes(found)).toEqual(["assumed-clock"]);
  });

  test("an empty program is nothing but the clock", () => {
    // As emptyProgram.py measured it, in a mean of 50.5 ns.
    const [empty, other] = runTimes([{ meanNs: 50.5 }, { meanNs: 328.4 }], { clock: "50.5 ns" }).programs;
    expect(empty).toMatchObject({ mean: null, low: 0, clockShare: 1 });
    expect(other).toMatchObject({ mean: expect.closeTo(277.9, 9), low: expect.closeTo(277.9, 9) });
  });

  test("a clock of one's own replaces the one assumed", () => {
    const found = runTimes([{ name: "p", meanNs: 100 }], { clock: ["10 ns", 20] });
    expect(found.programs[0]).toMatchObject({ mean: 85, low: 80, high: 90 });
    expect(codes(found)).toEqual([]);
  });

  test("where the clock is as long as what was measured, that is said in place of a negative time", () => {
    const found = runTimes(
      [
        { name: "less than usual", meanNs: 25 },
        { name: "less than ever", meanNs: 8 },
        { name: "nearly", meanNs: 33 },
      ],
      { clock: [10, 36] },
    );
    expect(found.programs.map(({ mean, low, high }) => [mean, low, high])).toEqual([
      [2, 0, 15],
      // Then the clock was quicker than any known, and nothing bounds the program but the measurement.
      [null, 0, 8],
      [10, 0, 23],
    ]);
    expect(codes(found)).toEqual(["mostly-clock", "clock-exceeds-measurement", "mostly-clock"]);
    expect(runTimes([{ meanNs: 20 }], { clock: [10, 36] }).programs[0]).toMatchObject({ mean: null, low: 0, high: 10 });
  });

  test("a reading of bpftool: those that ran, and what there is to know of each", () => {
    const found = runTimes(read(samplePath("programs.txt")));
    expect(found.programs.map(({ id, name, runs }) => [id, name, runs])).toEqual([
      [11, "sched_switch", 200_000],
      [12, "sched_wakeup", 100_000],
      [13, "first_only", 10],
    ]);
    expect(codes(found)).toEqual(["assumed-clock", "clock-exceeds-measurement", "few-runs", "recursion-misses"]);
    expect(found.warnings.at(-1)!.message).toContain("sched_switch: 12 runs were prevented");
  });

  test("shows itself as text, table and picture", async () => {
    await import("../../src/plot/plot.js");
    const bundle = await mimeBundle(runTimes([{ name: "<b>", meanNs: 172 }]));
    expect(bundle["text/plain"]).toContain("172 ns leave 142 ns");
    expect(bundle["text/html"]).toContain("<table>");
    expect(bundle["text/html"]).toContain('src="data:image/svg+xml,');
    expect(bundle["text/html"]).not.toContain("<b>,");
  });

  test("what cannot be corrected is refused by name", () => {
    expect(() => runTimes("programs.txt" as never)).toThrow('got "programs.txt"; read("programs.txt") gives it');
    expect(() => runTimes([{ name: "p", meanNs: null }])).toThrow(/no program has run statistics.*bpf_stats_enabled/);
    expect(() => runTimes([{ name: "p", meanNs: 100 }], { clock: [20, 10] })).toThrow(/low end first, got 20 to 10/);
    expect(() => runTimes([{ name: "p", meanNs: 100 }], { clock: "fast" })).toThrow(/clock: expected a duration/);
    expect(() => runTimes([{ name: "p", meanNs: -1 }])).toThrow(/the mean of p/);
    expect(() => runTimes([{ name: "p", meanNs: 9, runCount: Number.NaN }])).toThrow(/runCount of p is NaN/);
    expect(() => runTimes({ name: "p", meanNs: 100 } as never)).toThrow("expected a reading or a list of programs");
    expect(() => runTimes([{ name: "p", meanNs: 100 }], { clock: [1, 2, 3] as never })).toThrow(/or two, got 3/);
    expect(() => runTimes([{ name: "p", meanNs: 100 }], { clock: null as never })).toThrow(
      /clock: expected a duration/,
    );
  });
});

describe.skipIf(!hasSharedData)("captures of others", () => {
  test("the programs of runqlat under hackbench", () => {
    const { programs } = runTimes(read(sharedData("bpf-tools/bpftool_prog/x86_runqlat_programs_hackbench.json")));
    expect(programs.map(({ measured }) => measured)).toEqual(
      [796224806 / 4625080, 275035306 / 2410335, 116097561 / 497053].map((mean) => expect.closeTo(mean, 9)),
    );
  });
});
