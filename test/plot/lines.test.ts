import { describe, expect, test } from "vitest";
import { meanInterval } from "../../src/measure/interval.js";
import { lines } from "../../src/plot/lines.js";
import { Table } from "../../src/table/table.js";
import { replications } from "./runs.js";

const columns = { x: "processes", y: "overhead", colour: "map" } as const;

function named(figure: ReturnType<typeof lines>, name: string) {
  const trace = figure.data.find((candidate) => candidate.name === name);
  if (!trace) throw new Error(`no trace is called ${name}`);
  return trace as { line: { color: string }; marker: { color: string }; error_y: { array: number[] } };
}

describe("lines", () => {
  test("one for each value of a column, of the means in percent", () => {
    const figure = lines(replications, columns);
    expect(named(figure, "hash")).toMatchObject({ x: [1000, 2000], y: [4.2, expect.closeTo(15.5, 9)] });
    expect(named(figure, "task-storage")).toMatchObject({ y: [expect.closeTo(3.6, 9), expect.closeTo(9.7, 9)] });
    expect(figure.layout.title).toMatchObject({
      text: "overhead by processes",
      subtitle: { text: "mean of 3 runs, with the 95 % interval of the mean" },
    });
  });

  test("the interval is Student's, as a band or as bars", () => {
    const { low, high, halfWidth } = meanInterval([0.04, 0.042, 0.044]);
    const [upper, lower] = lines(replications, columns).data;
    expect(upper?.y).toEqual([expect.closeTo(high * 100, 9), expect.any(Number)]);
    expect(lower?.y).toEqual([expect.closeTo(low * 100, 9), expect.any(Number)]);
    const bars = named(lines(replications, { ...columns, interval: "bars" }), "hash");
    expect(bars.error_y.array[0]).toBeCloseTo(halfWidth * 100, 9);
    expect(lines(replications, { ...columns, interval: "none" }).data).toHaveLength(2);
  });

  test("single values have no interval and no word of one", () => {
    const single = replications.filter(({ replication }) => replication === 0);
    const figure = lines(single, columns);
    expect(figure.data).toHaveLength(2);
    expect(figure.layout.title).toEqual({ text: "overhead by processes" });
  });

  test("reference values have the colours of their lines, wherever they stand in the table", () => {
    const reference = [
      { map: "task-storage", processes: 1000, overhead: 0.0355 },
      { map: "hash", processes: 1000, overhead: 0.0417 },
    ];
    const figure = lines(replications, { ...columns, reference, referenceName: "article" });
    const marks = named(figure, "hash (article)");
    expect(marks).toMatchObject({ mode: "markers", x: [1000], y: [expect.closeTo(4.17, 9)] });
    expect(marks.marker.color).toBe(named(figure, "hash").line.color);
    expect(figure.data.at(-2)?.name).toBe("hash (article)");
  });

  test("points are joined in the order of x", () => {
    const figure = lines(
      [
        { n: 3, v: 1 },
        { n: 1, v: 2 },
        { n: 2, v: 3 },
      ],
      { x: "n", y: "v" },
    );
    expect(figure.data[0]).toMatchObject({ x: [1, 2, 3], y: [2, 3, 1], showlegend: false });
  });

  test("durations are shown in the unit that fits the largest", () => {
    const figure = lines(
      new Table([
        { lifetime: 1e6, wait: 100 },
        { lifetime: 5e6, wait: 2500 },
      ]),
      { x: "lifetime", y: "wait" },
    );
    expect(figure.layout).toMatchObject({
      xaxis: { title: { text: "lifetime (ms)" } },
      yaxis: { title: { text: "wait (µs)" } },
    });
    expect(figure.data[0]).toMatchObject({ x: [1, 5], y: [0.1, 2.5] });
  });

  test("a unit that nobody knows is asked for", () => {
    const rows = [{ a: 1, b: 2 }];
    expect(lines(rows, { x: "a", y: "b", xUnit: "KiB" }).layout).toMatchObject({
      xaxis: { title: { text: "a (KiB)" } },
      yaxis: { title: { text: "b (unit not given)" } },
    });
  });

  test("so many points that their marks would hide the line have fewer marks", () => {
    const marksOf = (count: number) => {
      const rows = Array.from({ length: count }, (_, index) => ({ time: index, overhead: 0.1 }));
      return (lines(rows, { x: "time", y: "overhead" }).data.at(-1)!.marker as { maxdisplayed?: number }).maxdisplayed;
    };
    expect(marksOf(60)).toBeUndefined();
    expect(marksOf(200)).toBe(30);
  });

  test("many lines have their legend at the side, and lines of one colour differ in their dashes", () => {
    const rows = Array.from({ length: 9 }, (_, index) => ({
      program: `program ${index}`,
      processes: 1,
      overhead: index,
    }));
    const { layout, data } = lines(rows, { x: "processes", y: "overhead", colour: "program" });
    expect(layout.legend).toMatchObject({ orientation: "v" });
    expect(new Set(data.map(({ line }) => JSON.stringify(line))).size).toBe(9);
  });

  test("a log axis has ticks that its decades have room for, those of the reference among them", () => {
    const rows = [30, 60, 90].map((a) => ({ a, b: a }));
    const ticks = (reference: number) => {
      const { layout } = lines(rows, { x: "a", y: "b", scale: "log", reference: [{ a: reference, b: 60 }] });
      return layout.xaxis as { type: string; dtick: string | number };
    };
    expect(ticks(60)).toMatchObject({ type: "log", dtick: "D1" });
    expect(ticks(3000)).toMatchObject({ dtick: "D2" });
    expect(ticks(300_000)).toMatchObject({ dtick: 1 });
  });

  test("a legend of two rows has the room of two above the data", () => {
    const room = (names: readonly string[]) => {
      const rows = names.map((name) => ({ map: name, processes: 1, overhead: 0.1 }));
      const { layout } = lines(rows, { ...columns, reference: rows, referenceName: "simulated" });
      return (layout.margin as { t: number }).t;
    };
    expect(room(["hash", "task storage, measured twice"])).toBeGreaterThan(room(["hash", "task"]));
  });

  test("a column that is not there, or not of numbers, is named", () => {
    expect(() => lines(replications, { ...columns, y: "cost" })).toThrow('no column "cost"');
    expect(() => lines(replications, { ...columns, x: "map" })).toThrow(/column "map" holds "hash" in row 0/);
    expect(() => lines([], columns)).toThrow("the table has no rows");
  });
});
