import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/plot/figure.js";
import { plot } from "../../src/plot/plot.js";
import type { Row } from "../../src/table/table.js";

/** Levels of 1 % and 10 %, then one that swings, then one without a level. */
const rows: Row[] = [
  {
    processes: 100,
    lifetime: 1e6,
    replication: 0,
    regime: "converging",
    level: 0.01,
    levelLow: 0.009,
    levelHigh: 0.012,
    amplitude: null,
  },
  {
    processes: 1000,
    lifetime: 1e6,
    replication: 0,
    regime: "oscillating",
    level: 0.1,
    levelLow: 0.09,
    levelHigh: 0.12,
    amplitude: null,
  },
  {
    processes: 5000,
    lifetime: 1e6,
    replication: 0,
    regime: "oscillating",
    level: 0.5,
    levelLow: 0.4,
    levelHigh: 0.6,
    amplitude: 0.2,
  },
  {
    processes: 9000,
    lifetime: 1e6,
    replication: 0,
    regime: "exploding",
    level: null,
    levelLow: null,
    levelHigh: null,
    amplitude: null,
  },
];

function marks(figure: Figure, regime: string) {
  const trace = figure.data.find(({ name, mode }) => name === regime && mode === "markers");
  if (!trace) throw new Error(`nothing is ${regime}`);
  return trace as unknown as {
    x: number[];
    y: number[];
    ids: string[];
    text: string[];
    error_y: Record<string, number[]>;
  };
}

function subtitle(figure: Figure): string {
  return (figure.layout.title as { subtitle: { text: string } }).subtitle.text;
}

describe("levels along a parameter", () => {
  const figure = plot.bifurcation(rows, { x: "processes", program: "article" });

  test("have the marks of their regimes, and their intervals, in percent", () => {
    const oscillating = marks(figure, "oscillating");
    expect([oscillating.x, oscillating.y]).toEqual([
      [1000, 5000],
      [10, 50],
    ]);
    expect(oscillating.error_y.array![0]).toBeCloseTo(2, 9);
    expect(oscillating.error_y.arrayminus![0]).toBeCloseTo(1, 9);
    expect(figure.layout).toMatchObject({
      xaxis: { title: { text: "processes (count)" }, type: "log" },
      yaxis: { title: { text: "level of the overhead (%)" }, type: "log" },
    });
  });

  test("the band opens from the last that does not swing to the one that does", () => {
    const band = figure.data.find(({ fill }) => fill === "toself") as unknown as { x: number[]; y: number[] };
    expect(band.x).toEqual([1000, 5000, 5000, 1000, 1000, null]);
    expect(band.y.slice(0, 4)).toEqual([10, 30, 70, 10].map((value) => expect.closeTo(value, 9)));
  });

  test("what has no level stands at the upper edge, above all others, and is told of", () => {
    const [top] = marks(figure, "exploding").y;
    expect(top).toBeGreaterThan(70);
    expect(Math.log10(top!)).toBeCloseTo((figure.layout.yaxis as { range: number[] }).range[1]!, 9);
    expect(subtitle(figure)).toContain("at the upper edge: 1 without a level");
  });

  test("a point is explained, with the cell that runs it", () => {
    const { text, ids } = marks(figure, "oscillating");
    expect(text[1]).toBe("<b>oscillating</b><br>level 50 % (40 to 60)<br>swings by 20 % to either side");
    expect(ids[1]).toBe('article({ processes: 5000, lifetime: "1 ms" })');
  });
});

test("swings that die down have no band: their amplitude is what they begin with", () => {
  const damped = rows.map((row) => ({ ...row, swings: row.regime === "oscillating" ? "damped" : null }));
  expect(plot.bifurcation(damped, { x: "processes" }).data.some(({ fill }) => fill === "toself")).toBe(false);
});

test("theory is solid where its fixed points are stable, dashed where not, without a gap between", () => {
  const points = [
    { x: 100, y: 0.01, stable: true },
    { x: 1000, y: 0.1, stable: true },
    { x: 5000, y: 0.5, stable: false },
    { x: 9000, y: 0.9, stable: false },
  ];
  const { data } = plot.bifurcation(rows, { x: "processes", theory: [{ points, name: "mean field" }] });
  const [solid, dashed] = ["stable", "unstable"].map((kind) =>
    data.find(({ name }) => name === `mean field: ${kind} fixed point`),
  );
  expect(solid).toMatchObject({ x: [100, 1000, 5000, null], line: { dash: "solid" } });
  const [unknown] = plot
    .bifurcation(rows, {
      x: "processes",
      theory: [{ points: points.map((point) => ({ ...point, stable: undefined })) }],
    })
    .data.filter(({ name }) => name === "theory: fixed point");
  expect(unknown).toMatchObject({ x: [100, 1000, 5000, 9000], line: { dash: "dot" } });
  expect(dashed).toMatchObject({ x: [null, null, 5000, 9000], y: [null, null, 50, 90], line: { dash: "dash" } });
});

test("replications are one point, at their mean", () => {
  const more = rows.flatMap((row) =>
    [0, 1].map((replication) => ({
      ...row,
      replication,
      level: typeof row.level === "number" ? row.level + replication / 100 : null,
    })),
  );
  const figure = plot.bifurcation(more, { x: "processes" });
  expect(marks(figure, "converging").y).toEqual([expect.closeTo(1.5, 9)]);
  expect(subtitle(figure)).toMatch(/^mean over replications with its 95 % interval; area: the swings/);
});

describe("a table that cannot be drawn", () => {
  test("names what is missing", () => {
    expect(() => plot.bifurcation([], { x: "processes" })).toThrow("plot.bifurcation: the table has no rows");
    expect(() => plot.bifurcation(rows, { x: "forks" })).toThrow('no column "forks"');
    expect(() => plot.bifurcation(rows, { x: "processes", amplitude: "swing" })).toThrow('no column "swing"');
    expect(() => plot.bifurcation(rows.slice(3), { x: "processes" })).toThrow("plot.bifurcation: no point has a level");
    expect(() => plot.bifurcation([{ ...rows[0]!, level: 0 }], { x: "processes", scale: "log" })).toThrow(
      'a log axis has no place for the level 0; use scale: { y: "linear" }',
    );
    expect(() => plot.bifurcation([...rows, { ...rows[0]!, lifetime: 1e8 }], { x: "processes" })).toThrow(
      "points at the same place differ in lifetime (1000000 and 100000000)",
    );
  });
});
