import { describe, expect, test } from "vitest";
import { duration } from "../../src/machine/duration.js";
import { meanInterval } from "../../src/measure/interval.js";
import type { Figure } from "../../src/plot/figure.js";
import { plot } from "../../src/plot/plot.js";
import { combineRegimes } from "../../src/regime/combineRegimes.js";
import type { Doubt, Regime } from "../../src/regime/evidence.js";
import { type Row, Table } from "../../src/table/table.js";

const columns = { x: "processes", y: "lifetime", program: "article" } as const;

/** A 3 × 2 grid whose right column explodes. */
function rowsOf(replications = 1, more: Row = {}): Row[] {
  return [10, 100, 1000].flatMap((processes) =>
    [1e6, 1e8].flatMap((lifetime) =>
      Array.from({ length: replications }, (_, replication) => ({
        processes,
        lifetime,
        ...more,
        replication,
        regime: processes === 1000 ? "exploding" : "converging",
        level: processes / 1e5 + replication / 1e4,
        levelLow: processes / 2e5,
        levelHigh: processes / 0.5e5,
        reason: "because",
      })),
    ),
  );
}

function marks(figure: Figure, regime: string) {
  const trace = figure.data.find(({ name, mode }) => name === regime && mode === "markers");
  if (!trace) throw new Error(`nothing is ${regime}`);
  return trace as unknown as { x: number[]; y: number[]; ids: string[]; customdata: Row[]; text: string[] };
}

function subtitle(figure: Figure): string {
  return (figure.layout.title as { subtitle: { text: string } }).subtitle.text;
}

describe("a phase diagram", () => {
  const figure = plot.phaseDiagram(rowsOf(), columns);

  test("has a mark for each point, in the unit of the middle of a log axis", () => {
    expect(marks(figure, "exploding")).toMatchObject({ x: [1000, 1000], y: [1, 100] });
    expect(figure.layout).toMatchObject({
      xaxis: { title: { text: "processes (count)" }, type: "log" },
      yaxis: { title: { text: "lifetime (ms)" }, type: "log" },
    });
  });

  test("a point is explained by its regime, level and reason, and by the cell that runs it", () => {
    const { text, ids, customdata } = marks(figure, "exploding");
    expect(text[0]).toBe("<b>exploding</b><br>level 1 % (0.5 to 2)<br>because");
    expect(ids[1]).toBe('article({ processes: 1000, lifetime: "100 ms" })');
    expect(customdata[1]).toEqual({ processes: 1000, lifetime: 1e8 });
    expect(plot.phaseDiagram(rowsOf(), { x: "processes", y: "lifetime" }).data.at(-1)!.ids).toContain(
      '{ processes: 1000, lifetime: "1 ms" }',
    );
  });

  test("the border lies halfway, on the axis, between points that differ", () => {
    const border = figure.data.find(({ name }) => name === "border") as unknown as {
      x: (number | null)[];
      y: number[];
    };
    expect(new Set(border.x)).toEqual(new Set([Number(Math.sqrt(100 * 1000).toPrecision(5)), null]));
    // From end to end: half a cell beyond the points.
    expect(Math.min(...border.y.filter((value) => value !== null))).toBeCloseTo(0.1, 3);
    expect(Math.max(...border.y)).toBeCloseTo(1000, 0);
  });

  test("every parameter of a sweep is in the cell line, as what it was", () => {
    const rows = rowsOf(1, { map: "hash", cpus: 8, threshold: 123_456.7, slice: 1500 });
    const [id] = marks(plot.phaseDiagram(rows, columns), "exploding").ids;
    expect(id).toBe(
      'article({ processes: 1000, lifetime: "1 ms", map: "hash", cpus: 8, threshold: "123.4567 us", slice: "1.5 us" })',
    );
    expect(duration("123.4567 us", "threshold")).toBe(123_456.7);
  });
});

describe("replications of a point", () => {
  function together(regimes: readonly string[]) {
    const rows = regimes.map((regime, replication) => ({ processes: 10, lifetime: 1e6, replication, regime }));
    const figure = plot.phaseDiagram(rows, columns);
    const [shown] = figure.data.filter(({ mode }) => mode === "markers");
    return [shown!.name, (shown!.text as string[])[0]];
  }

  test("that agree are one regime, at the mean of their levels", () => {
    const figure = plot.phaseDiagram(rowsOf(3), columns);
    const { mean, low, high } = meanInterval([0.01, 0.0101, 0.0102]);
    const [level, least, most] = [mean, low, high].map((value) => Number((value * 100).toPrecision(4)));
    expect(marks(figure, "exploding").text[0]).toBe(
      `<b>exploding</b><br>level ${level} % (${least} to ${most})<br>all 3 replications<br>because`,
    );
    expect(subtitle(figure)).toBe("6 points, 3 replications each");
  });

  test("that disagree are mixed, and their shares are told", () => {
    expect(together(["exploding", "oscillating", "exploding"])).toEqual([
      "mixed",
      "<b>mixed</b><br>replications: 2 exploding, 1 oscillating",
    ]);
  });

  test("that say nothing do not contradict, but most must say something", () => {
    expect(together(["undecided", "exploding", "exploding"])[0]).toBe("exploding");
    expect(together(["undecided", "undecided", "exploding"])[0]).toBe("undecided");
    expect(together(["undecided", "exploding"])[0]).toBe("undecided");
  });

  test("are what combineRegimes makes of them, also by the interval of their levels", () => {
    const evidence = {
      quantity: "overhead",
      confidence: 0.95,
      epsilon: 0.02,
      windows: { total: 9, judged: 9, warmUp: 0, leaving: 0, effective: 9, settled: true, length: 1 },
      tests: [],
      replications: 1,
    } as const;
    type Replication = readonly [regime: Regime, level?: number, doubt?: Doubt];
    const cases: readonly (readonly Replication[])[] = [
      [
        ["converging", 0.0102],
        ["undecided", 0.0199, "border"],
        ["undecided", 0.0101, "border"],
      ],
      [
        ["converging", 0.0101],
        ["oscillating", 0.0301],
        ["oscillating", 0.0302],
      ],
      [
        ["undecided", 0.031, "border"],
        ["undecided", 0.0311, "border"],
        ["undecided", 0.0312, "border"],
      ],
      [
        ["undecided", 1.2, "border"],
        ["oscillating", 1.21],
        ["undecided", 1.22, "border"],
      ],
      [["converging", 0.01], ["exploding"], ["exploding"]],
      [
        ["undecided", 0.01, "transient"],
        ["undecided", 0.01, "border"],
        ["converging", 0.01],
      ],
      [
        ["undecided", undefined, "too-short"],
        ["exploding", 3],
        ["exploding", 4],
      ],
    ];
    const names = cases.map((replications) => {
      const rows = replications.map(([regime, level, doubt], replication) => {
        const row = { processes: 10, lifetime: 1e6, replication, regime };
        return { ...row, level: level ?? Number.NaN, doubt: doubt ?? null };
      });
      const [shown] = plot
        .phaseDiagram(rows, { ...columns, epsilon: 0.02 })
        .data.filter(({ mode }) => mode === "markers");
      const combined = combineRegimes(
        replications.map(([regime, level, doubt]) => ({
          regime,
          reason: "because",
          evidence: {
            ...evidence,
            ...(level === undefined ? {} : { level: { value: level, low: level, high: level } }),
            ...(doubt && { doubt }),
          },
        })),
      );
      expect(shown!.name).toBe(combined.evidence.doubt === "disagreement" ? "mixed" : combined.regime);
      return shown!.name;
    });
    expect(new Set(names)).toEqual(new Set(["undecided", "oscillating", "exploding", "mixed"]));
  });
});

test("oscillations are told apart by their swings, where the table has them", () => {
  const rows = ["damped", "sustained", "sustained", "noise"].map((swings, index) => ({
    processes: [10, 100, 100, 1000][index]!,
    lifetime: 1e6,
    replication: index === 2 ? 1 : 0,
    regime: "oscillating",
    swings,
  }));
  const shown = plot.phaseDiagram(rows, columns).data.filter(({ mode }) => mode === "markers");
  expect(shown.map(({ name, x }) => [name, x])).toEqual([
    ["oscillating", [1000]],
    ["oscillating, damped", [10]],
    ["oscillating, sustained", [100]],
  ]);
});

describe("theory and panels", () => {
  const borders = [
    {
      kind: "hopf",
      points: [
        { x: 500, y: 1e6 },
        { x: 50, y: 1e8 },
      ],
    },
  ] as const;

  test("borders of theory are drawn over, in the units of the axes", () => {
    const { data } = plot.phaseDiagram(rowsOf(), { ...columns, theory: borders });
    expect(data.at(-1)).toMatchObject({ name: "theory: begins to swing for good (Hopf)", x: [500, 50], y: [1, 100] });
    expect(data.filter(({ name, showlegend }) => /theory/.test(String(name)) && showlegend !== false)).toHaveLength(1);
    const wrong = [{ kind: "cusp" as "hopf", points: [] }];
    expect(() => plot.phaseDiagram(rowsOf(), { ...columns, theory: wrong })).toThrow(
      '"cusp"; known: epsilon, hopf, explosion',
    );
  });

  test("a panel for each value of a column, all with one legend", () => {
    const rows = [...rowsOf(1, { map: "hash" }), ...rowsOf(1, { map: "task-storage" })];
    const { data, layout } = plot.phaseDiagram(rows, { ...columns, panel: "map", theory: borders });
    expect(new Set(data.map(({ xaxis }) => xaxis ?? "x"))).toEqual(new Set(["x", "x2"]));
    const named = data.filter(({ showlegend }) => showlegend !== false).map(({ name }) => name);
    expect(named.sort()).toEqual(["converging", "exploding", "theory: begins to swing for good (Hopf)"]);
    expect(layout.annotations).toMatchObject([{ text: "map hash" }, { text: "map task-storage" }]);
    expect(() => plot.phaseDiagram(rows, columns)).toThrow(
      'points at the same place differ in map ("hash" and "task-storage"); filter the table',
    );
  });
});

test("many points stay small", () => {
  const grid = Array.from({ length: 24 * 24 }, (_, index) => ({
    processes: 10 + (index % 24) ** 2,
    lifetime: 1e5 * 1.5 ** Math.floor(index / 24),
  }));
  const rows = grid.flatMap((point) =>
    Array.from({ length: 10 }, (_, replication) => ({
      ...point,
      replication,
      regime: point.processes > 200 ? "exploding" : "converging",
    })),
  );
  expect(JSON.stringify(plot.phaseDiagram(new Table(rows), columns)).length).toBeLessThan(200_000);
});

describe("a table that cannot be drawn", () => {
  test.each([
    ["has no rows", [], columns, "plot.phaseDiagram: the table has no rows"],
    ["has no such column", rowsOf(), { ...columns, y: "forks" }, 'the table has no column "forks"'],
    ["has no regimes", [{ processes: 1, lifetime: 1 }], columns, 'the table has no column "regime"'],
    [
      "has none in a row",
      [{ processes: 1, lifetime: 1, regime: null }],
      columns,
      'column "regime" holds null in row 0, not a regime',
    ],
    [
      "has no place on the axis",
      [{ processes: Number.NaN, lifetime: 1, regime: "exploding" }],
      columns,
      'plot.phaseDiagram: column "processes" holds NaN in row 0, not a finite number',
    ],
    [
      "has zero on a log axis",
      [{ processes: 0, lifetime: 1, regime: "exploding" }],
      { ...columns, scale: "log" },
      'column "processes" holds 0 in row 0, not a positive number, as its log axis needs',
    ],
    [
      "holds words for numbers",
      [{ processes: 1, lifetime: "1 ms", regime: "exploding" }],
      columns,
      'column "lifetime" holds "1 ms" in row 0, not a number',
    ],
  ] as const)("because it %s", (_, rows, options, message) => {
    expect(() => plot.phaseDiagram(rows, options)).toThrow(message);
  });
});
