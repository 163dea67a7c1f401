import { describe, expect, test } from "vitest";
import type { CountersReading } from "../../src/reader/kind/counters.js";
import type { HistogramsReading } from "../../src/reader/kind/histograms.js";
import { read } from "../../src/reader/read.js";
import { sample } from "./sample.js";

const histograms = (text: string) => read(text) as HistogramsReading;

describe("maps of bpftrace", () => {
  test("as text: ends with suffixes, keys, values, statistics, stacks", () => {
    const reading = histograms(sample("bpftraceHist.txt"));
    expect(reading.histograms).toEqual([
      {
        section: "@usecs[bash]",
        time: null,
        unit: null,
        impliedUnit: "usecs",
        count: 9,
        buckets: [
          [null, 0, 1],
          [0, 1, 0],
          [1, 2, 2],
          [2, 4, 5],
          [1024, 2048, 1],
        ],
      },
      {
        section: "@usecs[ssh, 22]",
        time: null,
        unit: null,
        impliedUnit: "usecs",
        count: 3,
        buckets: [[2 ** 24, 2 ** 25, 3]],
      },
    ]);
    expect(reading.counters.map(({ name, section, value, text }) => [name, section, value, text])).toEqual([
      ["@waits", null, 27 / 4, undefined],
      ["@runs", "7, bash", 12, undefined],
      ["@name", null, null, "hello"],
      ["@stack", "schedule+1 do_idle+2", 9, undefined],
    ]);
    expect(reading.skipped).toEqual([]);
  });

  test("as old versions wrote them: a joint bucket, small suffixes, closed ends", () => {
    const found = histograms(sample("bpftraceOld.txt")).histograms;
    expect(found.map(({ section, buckets }) => [section, buckets])).toEqual([
      [
        "@sizes",
        [
          [0, 2, 4],
          [2, 4, 5],
          [1024, 2048, 1],
        ],
      ],
      [
        "@steps",
        [
          [null, 0, 2],
          [0, 500, 6],
          [2000, null, 1],
        ],
      ],
    ]);
  });

  test("as JSON, a document a line or pretty: the last number is in its bucket", () => {
    const reading = histograms(sample("bpftrace.json"));
    expect(reading.histograms.map(({ section, time, buckets }) => [section, time, buckets])).toEqual([
      [
        "@ns[bash]",
        null,
        [
          [null, 0, 1],
          [0, 1, 2],
          [4, 8, 5],
        ],
      ],
      ["@ns[a,b]", null, [[100, null, 3]]],
      ["@ns", "10:11:12", [[2, 4, 8]]],
    ]);
    expect(reading.counters).toEqual([
      { name: "@s", section: "bash", value: 27 / 4, unit: null, time: "10:11:12", count: 4, total: 27 },
      { name: "@runs", section: "7,bash", value: 12, unit: null, time: "10:11:12" },
    ]);
    expect(reading.notes).toContain("1 histogram has no buckets");
  });

  test("without a histogram they are counters; statistics are sums for fit", () => {
    const reading = read(
      "Attaching 1 probe...\n\n@ns[a]: count 4, average 6, total 27\n@calls: 12\n",
    ) as CountersReading;
    expect(reading.kind).toBe("counters");
    expect(reading.counters).toHaveLength(2);
    expect(reading.measurements()).toEqual({ aggregates: [[4, 27]] });
    expect(() => (read("@calls: 12\n") as CountersReading).measurements()).toThrow("hold no values");
  });

  test("the name of a map says its unit, where it says one; else numbers stay as they are", () => {
    const buckets = "[2, 4)                 5 |@@@@|\n";
    const measured = (name: string, unit?: string) =>
      histograms(`@${name}:\n${buckets}`).measurements(unit ? { unit } : {});
    expect(measured("usecs")).toEqual({ intervals: [[2e3, 4e3, 5]] });
    expect(measured("wait_ms")).toEqual({ intervals: [[2e6, 4e6, 5]] });
    expect(measured("bytes")).toEqual({ intervals: [[2, 4, 5]] });
    expect(measured("usecs", "ms")).toEqual({ intervals: [[0.002, 0.004, 5]] });
  });

  test("what a script prints beside its maps is reported", () => {
    const { skipped } = histograms(
      '{"type": "printf", "data": "hello\\n"}\n{"type": "hist", "data": {"@": [{"min": 0, "max": 1, "count": 2}]}}\n',
    );
    expect(skipped).toMatchObject([{ line: 1, reason: "is printf, no map" }]);
  });

  test("maps with a unit in their name and without go apart, in words", () => {
    const text = "@usecs: \n[1]                    3 |@@@@|\n\n@depth: \n[2, 4)                 7 |@@@@|\n";
    const reading = histograms(text);
    expect(reading.notes[0]).toBe(
      "bpftrace prints no unit; by the names of its maps fit takes them to be in usecs; of maps whose names say none it takes " +
        "the numbers as they are",
    );
    expect(() => reading.measurements()).toThrow(
      "histograms of usecs and no unit cannot go together; choose a section",
    );
    expect(reading.measurements({ section: "@usecs" })).toEqual({ intervals: [[1000, 2000, 3]] });
  });

  test("a map that is printed again without being cleared holds what it held before", () => {
    const print = (...counts: number[]) =>
      `@ns: \n${counts.map((count, index) => `[${2 ** index}, ${2 ** (index + 1)})   ${count} |@|\n`).join("")}\n`;
    const note = /@ns was printed 2 times and no count ever fell: unless the script clears it, the last holds all/;
    expect(histograms(print(3, 5) + print(3, 7, 1)).notes.join()).toMatch(note);
    expect(histograms(print(3, 5) + print(2, 7, 1)).notes.join()).not.toMatch(/no count ever fell/);
    expect(histograms(print(3, 5) + print(4)).notes.join()).not.toMatch(/no count ever fell/);
  });

  test("a bucket of JSON with a count that is none is no bucket", () => {
    const text = '{"type": "hist", "data": {"@h": [{"min": 1, "max": 1, "count": -3}]}}\n';
    const reading = read(
      `${text}{"type": "hist", "data": {"@h": [{"min": 1, "max": 1, "count": 3}]}}\n`,
    ) as HistogramsReading;
    expect(reading.histograms).toMatchObject([{ count: 3, buckets: [[1, 2, 3]] }]);
    expect(reading.skipped).toMatchObject([{ line: 1, reason: "holds no buckets under @h" }]);
  });
});
