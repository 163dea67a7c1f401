import { describe, expect, test } from "vitest";
import type { FitData } from "../../src/fit/data.js";
import { fit as estimate } from "../../src/fit/fit.js";
import type { LatenciesReading } from "../../src/reader/kind/latencies.js";
import { read } from "../../src/reader/read.js";
import { sample } from "./sample.js";

const header = "TIME     COMM             TID           LAT(us)";
const row = (value: number, task = "sh", pid = 7) =>
  `10:00:00 ${task.padEnd(16)} ${String(pid).padEnd(6)} ${String(value).padStart(14)}`;
const latencies = (text: string) => read(text) as LatenciesReading;

describe("runqslower", () => {
  test("rows, with names that hold blanks and digits, and losses", () => {
    const reading = latencies(sample("runqslower.txt"));
    expect(reading.toJSON()).toMatchObject({
      tool: "runqslower",
      kind: "latencies",
      threshold: 500,
      latencies: [
        { time: "10:00:00", task: "make", pid: 4101, value: 812, unit: "us" },
        { time: "10:00:00", task: "IPC I/O Parent 2", pid: 77, value: 501, unit: "us" },
        { time: "23:59:59", task: "swapper/3", pid: 0, value: 640, unit: "us" },
        { time: "00:00:01", task: "java", pid: 4194303, value: 99120, unit: "us" },
        { time: "00:00:02", task: "sh", pid: 9, value: 700, unit: "us" },
      ],
      skipped: [],
    });
    expect(reading.notes.join("\n")).toMatch(
      /^3 events were lost[\s\S]*1 rows are of the idle task[\s\S]*above 500 us/,
    );
  });

  test("-P: who ran before, whatever their names", () => {
    const { latencies: rows } = latencies(sample("runqslowerPrevious.txt"));
    expect(
      rows.map(({ task, pid, value, previousTask, previousPid }) => [task, pid, value, previousTask, previousPid]),
    ).toEqual([
      ["make", 4101, 1812, "kworker/0:1", 12],
      ["Web Content", 7, 1001, "a 1 b", 1234567],
      ["x 12 13", 8, 2222, "", 0],
    ]);
  });

  test("flush left, with what Python makes of bytes, and the old name of the column", () => {
    const reading = latencies(sample("runqslowerLeft.txt"));
    expect(reading.latencies.map(({ task, pid, value }) => [task, pid, value])).toEqual([
      ["gcc", 4101, 812],
      ["DOM Worker", 1416001, 101],
    ]);
    expect(reading.notes.join("\n")).toContain("COMM is not the name of the one that waited");
  });

  test("a row that is cut off within its number is no smaller number", () => {
    const text = `${header}\n${row(99120)}\n${row(99120).slice(0, -2)}`;
    const reading = latencies(text);
    expect(reading.latencies).toHaveLength(1);
    expect(reading.skipped).toEqual([
      { line: 3, text: row(99120).slice(0, -2), reason: "is a row that is cut off or garbled" },
    ]);
  });

  test("lines that are skipped are kept up to a thousand, the rest counted", () => {
    const { skipped, notes } = latencies(`${header}\n${"who knows\n".repeat(1500)}${row(10)}\n`);
    expect(skipped).toHaveLength(1000);
    expect(skipped[0]).toEqual({ line: 2, text: "who knows", reason: "is no row of runqslower" });
    expect(notes).toContain("500 more lines skipped: is no row of runqslower");
  });
});

describe("what fit takes of runqslower", () => {
  const truncation = (data: FitData) => data.truncation?.lower;

  test("ns, without the idle task, truncated at the threshold of the banner or the command", () => {
    const data = latencies(sample("runqslower.txt")).measurements();
    expect(data).toEqual({
      exact: Float64Array.of(812e3, 501e3, 99120e3, 700e3),
      truncation: { lower: 500e3 },
    });
    for (const line of ["# ./runqslower 300", "$ sudo python runqslower.py -p 4 300", "$ runqslower -P 300"])
      expect(truncation(latencies(`${line}\n${header}\n${row(812)}\n`).measurements())).toBe(300e3);
  });

  test("just below the least of them where the threshold is not known, or where it was counted in", () => {
    expect(truncation(latencies(`${header}\n${row(812)}\n${row(640)}\n`).measurements())).toBe(639e3);
    const banner = "Tracing run queue latency higher than 640 us";
    expect(truncation(latencies(`${banner}\n${header}\n${row(640)}\n`).measurements())).toBe(639e3);
  });

  test("above another threshold, of one task, in another unit", () => {
    const reading = latencies(sample("runqslower.txt"));
    expect(reading.measurements({ truncateBelow: "700 us", unit: "us" })).toEqual({
      exact: Float64Array.of(812, 99120),
      truncation: { lower: 700 },
    });
    expect(reading.measurements({ section: "make", unit: "ms" }).exact).toEqual(Float64Array.of(0.812));
    expect(reading.measurements({ time: "00:00:01" }).exact).toEqual(Float64Array.of(99120e3));
  });

  test("fit(read(…)) is fit of those numbers", () => {
    const reading = latencies(
      [header, ...[812, 640, 900, 1500, 700, 2400, 655, 1010].map((value) => row(value))].join("\n"),
    );
    const options = { families: ["exponential", "gamma"] };
    expect(JSON.stringify(estimate(reading, options))).toBe(JSON.stringify(estimate(reading.measurements(), options)));
    // The mean excess over the threshold, by memorylessness.
    const excess = [812, 640, 900, 1500, 700, 2400, 655, 1010].reduce((sum, value) => sum + value - 639, 0) / 8;
    const [exponential] = estimate(reading, { families: ["exponential"] });
    expect(1 / exponential!.parameters!.rate!).toBeCloseTo(excess * 1e3, 3);
  });
});
