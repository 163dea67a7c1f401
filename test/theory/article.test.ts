import { describe, expect, test } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { autocorrelation } from "../../src/measure/autocorrelation.js";
import { article } from "../../src/program/article.js";
import { meanField } from "../../src/theory/meanField.js";

const lifetime = "100 ms";

/** Levels of the windowed overhead over the last third of 6 million events, as `levels.mjs` prints them. */
const levels = [
  { processes: 300, simulated: 0.00839, within: 0.03 },
  { processes: 1000, simulated: 0.03277, within: 0.04 },
  { processes: 2000, simulated: 0.06893, within: 0.04 },
  { processes: 3000, simulated: 0.12403, within: 0.13 },
  { processes: 4000, simulated: 0.28102, within: 0.04 },
  { processes: 4200, simulated: 0.32989, within: 0.05 },
];

describe("the article with the hash map", () => {
  test.each(levels)(
    "$processes processes: the level a run settles at, within $within of it",
    ({ processes, simulated, within }) => {
      const { fixedPoints } = meanField(article({ processes, lifetime }), { starts: 2, stability: false });
      expect(fixedPoints).toHaveLength(1);
      expect(Math.abs(fixedPoints[0]!.overhead / simulated - 1)).toBeLessThan(within);
    },
  );

  test("the overhead at a fixed point is that of its state; with more records it is higher, and they go back to what is carried", () => {
    const field = meanField(article({ processes: 1000, lifetime }), { starts: 1, stability: false });
    const [{ state, overhead }] = field.fixedPoints as [(typeof field.fixedPoints)[0]];
    expect(field.overheadAt(state)).toBeCloseTo(overhead, 10);
    expect(field.overheadAt({ ...state, records: 2048 })).toBeGreaterThan(3 * overhead);
    expect(field.drift(state).records).toBeCloseTo(0, 8);
    expect(field.drift({ ...state, records: state.records! + 500 }).records).toBeLessThan(0);
    // Of every ns of a turn the work of a process falls by what is neither waiting nor bookkeeping.
    expect(field.drift(state).clock).toBeCloseTo(-1 + overhead + (4 * 121 + 4) / (3e6 / 121 + 4 * 121 + 4), 3);
  });

  test("the mean of the swing at 5,000, and beyond the border of explosion", () => {
    const swinging = meanField(article({ processes: 5000, lifetime }), { starts: 1, stability: false });
    expect(Math.abs(swinging.settled!.overhead / 0.548 - 1)).toBeLessThan(0.04);
    expect(swinging.settled!.approach).toBeLessThan(0);
    const exploding = meanField(article({ processes: 8500, lifetime }), { starts: 1, stability: false });
    expect(Math.abs(exploding.settled!.overhead / 0.963 - 1)).toBeLessThan(0.08);
    expect(exploding.settled!.approach).toBeGreaterThan(0);
  });

  test("task-local storage does not depend on the records: 600 ns in a turn", () => {
    const [point] = meanField(article({ processes: 1000, lifetime, map: "task-storage" }), {
      stability: false,
    }).fixedPoints;
    // Load 125 but for those that wait to be counted, so a contention of 121: a slice of 3 ms / 121, 4 ns · 121 of waiting, 4 ns.
    expect(point!.overhead).toBeCloseTo(600 / (3e6 / 121 + 4 * 121 + 4), 4);
    const run = simulate(article({ processes: 1000, lifetime, map: "task-storage" }), { seed: 1, until: "2 ms" });
    expect(Math.abs(point!.overhead / run.overhead - 1)).toBeLessThan(0.02);
  });

  test("its course is the simulated one: the map fills and empties as the crowd comes round", () => {
    const model = article({ processes: 3000, lifetime });
    const simulated = simulate(model, { seed: 1, until: "40 us", windows: "100 ns" }).series.records!;
    const { records } = meanField(model, { offset: {}, stability: false }).trajectory({
      until: "40 us",
      windows: 400,
      step: 5,
    }).series;
    let off = 0;
    simulated.forEach((value, window) => {
      off += Math.abs(value - records![window]!) / simulated.length;
    });
    // It swings between 0 and 2,900.
    expect(off).toBeLessThan(130);
    expect(Math.max(...records!)).toBeGreaterThan(2700);
    expect(Math.max(...simulated)).toBeGreaterThan(2700);
  });
});

test("as differential equations it has the same fixed point, and what is conserved stays", () => {
  const field = meanField(article({ processes: 4000, lifetime }), { starts: 1, stability: false });
  const names = field.variables.map(({ name }) => name);
  const y = field.initialState;
  const value = (name: string): number => y[names.indexOf(name)]!;
  const conserved = (): number => value("records") + pendingInto("record") - pendingInto("report");
  const pendingInto = (state: string): number =>
    names.reduce(
      (sum, name, each) => sum + (name.startsWith("pending") && name.endsWith(`→ ${state}`) ? y[each]! : 0),
      0,
    );
  expect(value("alive")).toBe(4000);
  expect(value("load")).toBeCloseTo(500, 6);
  expect(conserved()).toBeCloseTo(0, 6);
  const step = 10;
  for (let time = 0; time < 60_000; time += step)
    field.derivative(y, time).forEach((rate, each) => {
      y[each]! += rate * step;
    });
  // Without the delays' memory hardly anybody overtakes at the start, and little is left behind.
  const left = conserved();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(100);
  const [point] = meanField(article({ processes: 4000, lifetime }), {
    starts: 1,
    stability: false,
    offset: { records: left },
  }).fixedPoints;
  expect(Math.abs(value("records") / point!.state.records! - 1)).toBeLessThan(0.05);
  expect(Math.abs(pendingInto("running") / 4000 - 0.75)).toBeLessThan(0.02);
});

describe("the article's Hopf bifurcation", () => {
  const swing = (processes: number): { deviation: number; period: number } => {
    const { records } = simulate(article({ processes, lifetime }), {
      seed: 1,
      until: "300 us",
      windows: "50 ns",
    }).series;
    const late = records!.slice(records!.length / 2);
    const mean = late.reduce((sum, value) => sum + value, 0) / late.length;
    const variance = late.reduce((sum, value) => sum + (value - mean) ** 2, 0) / late.length;
    const correlation = autocorrelation(late, 160);
    // The highest peak between 2.5 and 8 us.
    let peak = 50;
    for (let lag = 50; lag < 160; lag += 1) if (correlation[lag]! > correlation[peak]!) peak = lag;
    return { deviation: Math.sqrt(variance), period: peak * 50 };
  };

  test("below it a run rings down to its noise, above it the map swings for good", () => {
    const below = meanField(article({ processes: 4100, lifetime }), { starts: 1 }).fixedPoints[0]!;
    expect(below).toMatchObject({ stable: true, kind: "focus" });
    expect(swing(4100).deviation).toBeLessThan(80);
    const above = meanField(article({ processes: 4500, lifetime }), { starts: 1 }).fixedPoints[0]!;
    expect(above).toMatchObject({ stable: false, kind: "focus" });
    expect(swing(4500).deviation).toBeGreaterThan(300);
  });

  test("its period is that of the simulated swing", () => {
    const [point] = meanField(article({ processes: 4600, lifetime }), { starts: 1 }).fixedPoints;
    expect(Math.abs(point!.period! / swing(4600).period - 1)).toBeLessThan(0.08);
  });

  test("it comes from the delays: without their memory the same fixed points are stable", () => {
    const [point] = meanField(article({ processes: 5000, lifetime }), { starts: 1, delays: "exponential" }).fixedPoints;
    expect(point!.stable).toBe(true);
  });
});
