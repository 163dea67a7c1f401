import { describe, expect, test } from "vitest";
import { tornado } from "../../src/plot/tornado.js";
import { Table } from "../../src/table/table.js";

const rows = [
  { name: "cpus", mean: -0.001, low: -0.003, high: 0.001 },
  { name: "map", mean: -0.03, low: -0.033, high: -0.028 },
  { name: "lifetime", mean: 0.012, low: 0.01, high: 0.014 },
];

describe("a tornado", () => {
  const figure = tornado(rows, { name: "overhead", percent: true });
  const [bars] = figure.data;

  test("has the largest difference on top, whatever its sign", () => {
    expect(bars).toMatchObject({ y: ["cpus", "lifetime", "map"], orientation: "h" });
    expect(bars!.x).toEqual([-0.1, 1.2, -3].map((value) => expect.closeTo(value, 9)));
    expect(figure.layout).toMatchObject({ xaxis: { title: { text: "overhead (percentage points)" }, zeroline: true } });
  });

  test("shows each interval, and which of them hold zero", () => {
    const { error_x, marker, customdata } = bars as unknown as {
      error_x: { array: number[]; arrayminus: number[] };
      marker: { color: string[]; pattern: { shape: string[] } };
      customdata: string[];
    };
    expect(error_x.array[2]).toBeCloseTo(0.2, 9);
    expect(error_x.arrayminus[2]).toBeCloseTo(0.3, 9);
    expect(marker.pattern.shape).toEqual(["/", "", ""]);
    expect(customdata[0]).toBe("-0.3 to 0.1; may be zero");
  });

  test("shows the largest, and says how many there are", () => {
    const { data, layout } = tornado(rows, { most: 2, unit: "ms" });
    expect(data[0]!.y).toEqual(["lifetime", "map"]);
    expect(JSON.stringify(layout.title)).toContain("the 2 largest of 3");
  });

  test("shows durations in the unit that fits the largest", () => {
    const { data, layout } = tornado([{ name: "output", mean: 163e3, low: 150e3, high: 176e3 }], { unit: "ns" });
    expect(data[0]).toMatchObject({ x: [163], customdata: ["150 to 176"] });
    expect(layout).toMatchObject({ xaxis: { title: { text: "difference (µs)" } } });
  });

  test("takes a table", () => {
    expect(tornado(new Table(rows), { name: "overhead", percent: true }).data).toEqual(figure.data);
    expect(() => tornado(new Table([{ name: "cpus", mean: 1 }]))).toThrow('no column "low"');
  });

  test("refuses what is no interval", () => {
    expect(() => tornado([])).toThrow("plot.tornado: expected at least one difference, got none");
    expect(() => tornado([{ ...rows[0]!, low: Number.NaN }])).toThrow(
      "row 0 (cpus): expected finite numbers, got -0.001, NaN to",
    );
    expect(() => tornado([{ ...rows[0]!, low: 1 }])).toThrow(
      "row 0 (cpus): the interval 1 to 0.001 does not hold -0.001",
    );
  });
});
