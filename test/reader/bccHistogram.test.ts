import { describe, expect, test } from "vitest";
import type { HistogramsReading } from "../../src/reader/kind/histograms.js";
import { read } from "../../src/reader/read.js";
import { sample } from "./sample.js";

const histograms = (text: string) => read(text) as HistogramsReading;

describe("histograms of bcc", () => {
  test("both ends of a printed range are in it", () => {
    const reading = histograms(sample("runqlat.txt"));
    const counts = [12, 310, 95, 41, 7, 0, 3, 19, 88, 4];
    expect(reading.toJSON()).toEqual({
      tool: "runqlat",
      kind: "histograms",
      histograms: [
        {
          section: null,
          time: null,
          unit: "usecs",
          count: 579,
          buckets: counts.map((count, index) => [index === 0 ? 0 : 2 ** index, 2 ** (index + 1), count]),
        },
      ],
      skipped: [],
      notes: [],
    });
  });

  test("sections and intervals", () => {
    const reading = histograms(sample("cpudistByPid.txt"));
    expect(reading.tool).toBe("cpudist");
    expect(reading.histograms.map(({ section, time, count }) => [section, time, count])).toEqual([
      ["pid=0", "10:00:01", 32],
      ["pid=4711", "10:00:01", 6],
      ["pid=4711", "10:00:02", 4],
    ]);
    expect(reading.notes).toEqual([
      "3 histograms: fit takes them all together, measurements({ section, time }) those that are named, and so do the flags --section and --time",
    ]);
    const { histograms: irqs, tool } = histograms(sample("hardirqs.txt"));
    expect([tool, ...irqs.map(({ section, unit }) => `${section} ${unit}`)]).toEqual([
      "hardirqs",
      "hardirq=nvme0q1 nsecs",
      "hardirq=eth0-rx-0 nsecs",
    ]);
  });

  test("linear ones, sections without blank lines between them", () => {
    const reading = histograms(sample("runqlen.txt"));
    expect(reading.histograms).toMatchObject([
      {
        section: "cpu=0",
        unit: "runqlen",
        count: 75,
        buckets: [
          [0, 1, 50],
          [1, 2, 21],
          [2, 3, 4],
        ],
      },
      { section: "cpu=1", unit: "runqlen", count: 72 },
    ]);
  });

  test("wide ones", () => {
    const [{ section, count, buckets } = expect.fail()] = histograms(sample("biolatencyWide.txt")).histograms;
    expect([section, count, buckets.length]).toEqual(["disk=nvme0n1", 17, 40]);
    expect(buckets.at(-1)).toEqual([2 ** 39, 2 ** 40, 1]);
  });

  test("the exact mean of -e, which is printed as a whole number", () => {
    expect(histograms(sample("biolatencyAverage.txt")).histograms).toMatchObject([
      { count: 10, total: 124, mean: 12.4 },
    ]);
    const other = sample("biolatencyAverage.txt").replace("count: 10", "count: 11");
    const { histograms: unexplained, notes } = histograms(other);
    expect(unexplained[0]!.mean).toBeUndefined();
    expect(notes).toContainEqual(expect.stringMatching(/^line \d+ is not of one histogram: avg = 12 usecs/));
  });

  test("the occupancy of runqlen -O", () => {
    const { tool, counters } = histograms(
      "Sampling run queue length... Hit Ctrl-C to end.\n\nrunqocc, CPU 0   41.25%\nrunqocc, CPU 1    0.00%\n",
    );
    expect([tool, ...counters.map(({ section, value, unit }) => `${section}: ${value}${unit}`)]).toEqual([
      "runqlen",
      "cpu=0: 41.25%",
      "cpu=1: 0%",
    ]);
  });

  test("rows that have lost their header, and a count that is cut off", () => {
    const lines = sample("cpudistByPid.txt").split("\n");
    const second = lines.findLastIndex((line) => line.includes("distribution"));
    const { histograms: found, notes } = histograms(lines.toSpliced(second, 1).join("\n"));
    expect(found.map(({ section, unit, count }) => [section, unit, count])).toEqual([
      ["pid=0", "usecs", 32],
      ["pid=4711", "usecs", 6],
      ["pid=4711", "usecs", 4],
    ]);
    expect(notes).toContain(`line ${second + 1}: rows without a header begin a histogram`);
    const text = sample("runqlat.txt");
    const cut = histograms(text.slice(0, text.indexOf("310") + 2));
    expect(cut.histograms).toMatchObject([{ count: 12, buckets: [[0, 2, 12]] }]);
    expect(cut.skipped).toMatchObject([{ line: 5, reason: "is cut off or garbled" }]);
  });

  test("the dicts of biolatency -j", () => {
    const { tool, histograms: found } = histograms(sample("biolatencyDict.txt"));
    expect([tool, found]).toEqual([
      "biolatency",
      [
        {
          section: "ptr=sda",
          time: "2024-05-06 07:08:09",
          unit: "usecs",
          count: 4,
          buckets: [
            [0, 2, 0],
            [2, 4, 4],
          ],
        },
        { section: "ptr=it's", time: "2024-05-06 07:08:10", unit: "usecs", count: 7, buckets: [[0, 2, 7]] },
      ],
    ]);
  });
});

describe("what fit takes of them", () => {
  const reading = histograms(sample("cpudistByPid.txt"));

  test("buckets in ns, those with the same ends together, none that are empty", () => {
    expect(reading.measurements()).toEqual({
      intervals: [
        [0, 2e3, 3],
        [2e3, 4e3, 5],
        [4e3, 8e3, 13],
        [8e3, 16e3, 21],
      ],
    });
  });

  test("of one section, of one interval, in another unit, above a threshold", () => {
    expect(reading.measurements({ section: "pid=4711", time: "10:00:02", unit: "us" })).toEqual({
      intervals: [
        [0, 2, 2],
        [2, 4, 2],
      ],
    });
    expect(reading.measurements({ truncateBelow: "4 us" })).toEqual({
      intervals: [
        [4e3, 8e3, 13],
        [8e3, 16e3, 21],
      ],
      truncation: { lower: 4e3 },
    });
    expect(() => reading.measurements({ section: "pid=1" })).toThrow(
      "has no histogram of pid=1; there are pid=0 at 10:00:01, pid=4711 at 10:00:01, pid=4711 at 10:00:02",
    );
  });

  test("lengths of a queue are numbers, each so often", () => {
    expect(histograms(sample("runqlen.txt")).measurements({ section: "cpu=0" })).toEqual({
      exact: [0, 1, 2],
      weights: [50, 21, 4],
    });
  });

  test("funclatency is known by its banner, a function by its plain name", () => {
    const text = `Tracing 1 functions for "do_sys_openat2"... Hit Ctrl-C to end.
^C
Function = b'do_sys_openat2' [1203]
     nsecs               : count     distribution
       512 -> 1023       : 3        |****************************************|

avg = 912 nsecs, total: 2736 nsecs, count: 3

Detaching...
`;
    const reading = histograms(text);
    expect(reading).toMatchObject({ tool: "funclatency", skipped: [] });
    expect(reading.histograms).toMatchObject([{ section: "Function=do_sys_openat2 [1203]", unit: "nsecs", mean: 912 }]);
  });
});
