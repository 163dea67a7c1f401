import { readFileSync } from "node:fs";
import math from "mathjs/lib/browser/math.js";
import { describe, expect, test } from "vitest";
import { constant } from "../../src/distribution/constant.js";
import { erlang } from "../../src/distribution/erlang.js";
import { exponential } from "../../src/distribution/exponential.js";
import type { Model } from "../../src/machine/model.js";
import { meanField } from "../../src/theory/meanField.js";
import { theoryBorder } from "../../src/theory/theoryBorder.js";
import { brusselator, reactions } from "./models.js";

// The types of mathjs leave it out.
const { solveODE } = math as unknown as {
  solveODE(
    derivative: (time: number, state: number[]) => number[],
    span: readonly [from: number, to: number],
    initial: number[],
  ): { t: number[]; y: number[][] };
};

const sets = (rate: number, change: string) => ({ rate, set: { x: change } });

/** Poisson arrivals that stay for an exponential time: M/M/∞. */
function infiniteServers(arrivals: number, service: number): Model {
  return {
    name: "infinite servers",
    accounts: {},
    draws: { service: { distribution: exponential(service).toJSON() } },
    arrivals: [{ state: "in", rate: arrivals }],
    states: { in: { draw: ["service"], schedule: [{ state: "out", after: "service" }] }, out: { end: true } },
  };
}

describe("closed forms", () => {
  test("M/M/∞: λ/μ entities, whose number decays with μ", () => {
    const [point] = meanField(infiniteServers(2, 0.01)).fixedPoints;
    expect(point!.state.alive).toBeCloseTo(200, 6);
    expect(point!.eigenvalues[0]!.re).toBeCloseTo(-0.01, 8);
    expect(point).toMatchObject({ stable: true, kind: "node" });
    expect(point!.halvingTime).toBeCloseTo(Math.LN2 / 0.01, 3);
    expect(point!.residence).toBeCloseTo(100, 6);
  });

  test("M/M/∞: its course is λ/μ (1 - e^-μt), kept delays and differential equations alike", () => {
    const field = meanField(infiniteServers(2, 0.01));
    const { series } = field.trajectory({ until: 300, windows: 6, step: 0.5 });
    series.time.forEach((time, window) => {
      const exact = 200 * (1 - Math.exp(-0.01 * time));
      expect(Math.abs(series.alive![window]! - exact)).toBeLessThan(0.02 * exact);
    });
    const solved = solveODE((time, state) => [...field.derivative(state, time)], [0, 300], [...field.initialState]);
    solved.t.forEach((time, each) => {
      expect(solved.y[each]![0]!).toBeCloseTo(200 * (1 - Math.exp(-0.01 * time)), 0);
    });
  });

  test("M/M/c: λ/μ busy servers below load 1, no fixed point above", () => {
    const queue = (arrivals: number): Model => ({
      name: "servers",
      accounts: {},
      resources: { servers: { capacity: 100 } },
      draws: { service: { distribution: exponential(0.01).toJSON() } },
      arrivals: [{ state: "in", rate: arrivals }],
      states: {
        in: { draw: ["service"], use: { resource: "servers", enter: "out", for: "service" } },
        out: { end: true },
      },
    });
    const [point] = meanField(queue(0.8)).fixedPoints;
    expect(point!.state).toMatchObject({ servers_waiting: 0 });
    expect(point!.state.servers_busy).toBeCloseTo(80, 6);
    expect(point!.state.alive).toBeCloseTo(80, 6);
    expect(meanField(queue(1.2)).fixedPoints).toEqual([]);
  });

  test("a closed queue that is saturated: the throughput of its servers, the rest waits", () => {
    // 300 entities that think for 100 ns and are served for 50 ns by 60 servers: 1.2 of them in a ns.
    const model: Model = {
      name: "machine repair",
      accounts: {},
      resources: { servers: { capacity: 60 } },
      draws: {
        think: { distribution: exponential(0.01).toJSON() },
        serve: { distribution: exponential(0.02).toJSON() },
      },
      arrivals: [{ state: "think", count: 300 }],
      states: {
        think: { draw: ["think"], schedule: [{ state: "ask", after: "think" }] },
        ask: { draw: ["serve"], use: { resource: "servers", enter: "think", for: "serve" } },
      },
    };
    const [point] = meanField(model).fixedPoints;
    expect(point!.state.servers_busy).toBeCloseTo(60, 4);
    expect(point!.state.servers_waiting).toBeCloseTo(300 - 60 - 120, 3);
    expect(point!.waits.servers).toBeCloseTo(120 / 1.2, 3);
  });

  test("logistic growth: the carrying capacity, approached with -r", () => {
    const [r, capacity] = [0.03, 5000];
    const model = reactions(
      { x: 100 },
      {
        birth: { rate: `${r} * x`, set: { x: "x + 1" } },
        death: { rate: `${r} * x^2 / ${capacity}`, set: { x: "x - 1" } },
      },
    );
    const field = meanField(model);
    const [point] = field.fixedPoints;
    expect(point!.state.x).toBeCloseTo(capacity, 2);
    expect(point!.eigenvalues[0]!.re).toBeCloseTo(-r, 4);
    expect(field.drift({ x: 1000 }).x).toBeCloseTo(r * 1000 * (1 - 1000 / capacity), 4);
  });

  test("a linear system: its matrix' eigenvalues", () => {
    // x' = 50 - 0.2 x, y' = 0.3 x - 0.05 y.
    const model = reactions(
      { x: 10, y: 20 },
      {
        feed: sets(50, "x + 1"),
        leave: { rate: "0.2 * x", set: { x: "x - 1" } },
        make: { rate: "0.3 * x", set: { y: "y + 1" } },
        decay: { rate: "0.05 * y", set: { y: "y - 1" } },
      },
    );
    const [point] = meanField(model).fixedPoints;
    expect(point!.state.x).toBeCloseTo(250, 4);
    expect(point!.state.y).toBeCloseTo(1500, 3);
    const real = point!.eigenvalues.map(({ re }) => re);
    expect(real[0]).toBeCloseTo(-0.05, 4);
    expect(real.some((re) => Math.abs(re + 0.2) < 2e-3)).toBe(true);
  });

  test.each([1.5, 1.9, 2.1, 2.5])(
    "the Brusselator at A = 1, B = %d: its eigenvalues, and the change at B = 1 + A²",
    (b) => {
      const [point] = meanField(brusselator(1, b)).fixedPoints;
      expect(point!.state.x).toBeCloseTo(1000, 2);
      expect(point!.state.y).toBeCloseTo(1000 * b, 2);
      const trace = b - 2;
      const [leading] = point!.eigenvalues;
      expect(leading!.re).toBeCloseTo(trace / 2, 2);
      expect(Math.abs(leading!.im)).toBeCloseTo(Math.sqrt(1 - trace ** 2 / 4), 2);
      expect(point).toMatchObject({ stable: b < 2, kind: "focus" });
    },
  );

  test("the border of the Brusselator's swing is B = 1 + A²", () => {
    const borders = theoryBorder(
      ({ a, b }) => brusselator(a!, b!),
      {
        x: { name: "b", from: 1.1, to: 4, scale: "linear", points: 4 },
        y: { name: "a", from: 0.6, to: 1.4, scale: "linear", points: 3 },
      },
      { kinds: ["hopf"] },
    );
    expect(borders).toHaveLength(1);
    const [{ kind, points }] = borders as [(typeof borders)[0]];
    expect(kind).toBe("hopf");
    expect(points.map(({ y }) => y)).toEqual([0.6, 1, 1.4]);
    for (const { x, y } of points) expect(Math.abs(x / (1 + y ** 2) - 1)).toBeLessThan(0.01);
  });
});

describe("delays in a feedback", () => {
  const cases = readFileSync(new URL("eigenvalues.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { k: number; stages: number | null; roots: [number, number][] });

  test.each(cases)("k $k, $stages stages: the roots that NumPy and SciPy find", ({ k, stages, roots }) => {
    const unit = 1000;
    const delay = stages === null ? constant(unit) : erlang(stages, unit / stages);
    const model = reactions(
      { x: 400 },
      {
        feed: sets(400 / unit, "x + 1"),
        drain: { rate: `${k / unit} * x`, set: {}, later: { delay, set: { x: "x - 1" } } },
      },
    );
    const [point] = meanField(model).fixedPoints;
    expect(point!.state.x! * k).toBeCloseTo(400, 2);
    const found = point!.eigenvalues.map(({ re, im }) => [re * unit, im * unit] as const);
    const [[re, im]] = roots as [[number, number]];
    const distance = Math.min(...found.map(([x, y]) => Math.hypot(x - re, y - im)));
    expect(distance).toBeLessThan(0.01 * Math.max(1, Math.hypot(re, im)));
    // No other root is found to the right of the first.
    expect(found[0]![0]).toBeLessThan(re + 0.01);
  });
});
