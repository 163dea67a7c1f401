import { describe, expect, test } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { scheduler } from "../../src/program/scheduler.js";
import { meanField } from "../../src/theory/meanField.js";
import { stabilityBound } from "../../src/theory/stabilityBound.js";

const costs = {
  cpus: 16,
  lifetime: "exp:5 ms",
  contextSwitch: "5 us",
  wakeUp: "2 us",
  fork: "50 us",
  program: { entry: "100 us", map: "measured-hash" },
} as const;

describe("the border of explosion", () => {
  test.each(["per-cpu", "shared"] as const)("is load 1 where nothing costs anything, %s queue", (queue) => {
    const bound = stabilityBound(scheduler({ cpus: 16, lifetime: "exp:5 ms", queue, arrivals: { rate: "3000/s" } }));
    expect(bound.load).toBeCloseTo((3000 * 5e-3) / 16, 8);
    expect(bound.worstLoad).toBeCloseTo(bound.load, 8);
    expect(bound.rate * 1e9).toBeCloseTo(3200, 4);
    expect(bound.criticalBacklog).toBeUndefined();
  });

  test("with costs it is where a machine that never rests gets done what comes", () => {
    const bound = stabilityBound(scheduler({ ...costs, arrivals: { rate: "3000/s" } }));
    // An exponential life of 5 ms is cut into slices of 2.8 ms: 1 / (1 - e^(-2.8/5)) of them on average.
    const slices = 1 / (1 - Math.exp(-2.8 / 5));
    const each = 2 * 100e3 + 5e3 + 88.7 + 99.9;
    expect(bound.rate).toBeCloseTo(16 / (5e6 + 50e3 + 2e3 + slices * each), 9);
    // More arrive than that: the machine does what it can.
    const run = simulate(scheduler({ ...costs, arrivals: { rate: bound.rate * 1.3 } }), { seed: 2, until: "10 s" });
    expect(Math.abs(run.entities.left / run.time / bound.rate - 1)).toBeLessThan(0.02);
  });

  test("a run is stable 5 % below it and grows as it should 5 % above", () => {
    const { rate } = stabilityBound(scheduler({ ...costs, arrivals: { rate: "3000/s" } }));
    const growth = (factor: number): number => {
      const { series } = simulate(scheduler({ ...costs, arrivals: { rate: rate * factor } }), {
        seed: 5,
        until: "20 s",
        windows: 100,
      });
      const half = series.time.length >> 1;
      return (series.alive!.at(-1)! - series.alive![half]!) / (series.time.at(-1)! - series.time[half]!);
    };
    expect(Math.abs(growth(0.95))).toBeLessThan(0.01 * rate);
    expect(growth(1.05)).toBeGreaterThan(0.03 * rate);
    expect(growth(1.05)).toBeLessThan(0.07 * rate);
  });

  test("a cost that grows with the backlog leaves a range in which a burst is enough", () => {
    const model = scheduler({ ...costs, program: { entry: "100 us", map: "hash" }, arrivals: { rate: "2600/s" } });
    const bound = stabilityBound(model);
    expect(bound.load).toBeLessThan(1);
    expect(bound.worstLoad).toBeGreaterThan(1);
    expect(bound.worstRate).toBeLessThan(bound.arrivalRate);
    // The load is 1 at the critical backlog: the work of a life with as many records, by the map's own formula.
    const factor = 1 + (bound.criticalBacklog! / 1024) ** 2;
    const slices = 1 / (1 - Math.exp(-2.8 / 5));
    const work = 5e6 + 52e3 + slices * (2 * 100e3 + 5e3 + 600 * factor);
    expect(Math.abs((bound.arrivalRate * work) / 16 - 1)).toBeLessThan(0.02);
  });

  test.each([4, 8, 16])(
    "which is, of lives too short for a slice on %d CPUs, where their costs fill the machine",
    (cpus) => {
      const load = 0.9;
      const bound = stabilityBound(
        scheduler({
          cpus,
          arrivals: { rate: (load * cpus) / 100e3 },
          lifetime: "exp:100 us",
          program: { map: "hash", threshold: "1 h" },
        }),
      );
      // load (1 + 600 ns (1 + (n / 1024)²) / 100 us) = 1, solved for n.
      const backlog = 1024 * Math.sqrt((1 / load - 1) / 0.006 - 1);
      expect(Math.abs(bound.criticalBacklog! / backlog - 1)).toBeLessThan(0.002);
    },
  );
});

describe("levels of the overhead", () => {
  test("at a light load, where hardly anybody waits", () => {
    const model = scheduler({ ...costs, arrivals: { rate: "1200/s" } });
    const [point] = meanField(model, { stability: false }).fixedPoints;
    const run = simulate(model, { seed: 2, until: "20 s" });
    expect(Math.abs(point!.overhead / run.overhead - 1)).toBeLessThan(0.02);
    expect(Math.abs(point!.state.alive! / run.entities.mean - 1)).toBeLessThan(0.03);
  });

  test.each([40, 100])("of a closed population of %d on 4 CPUs that never rest", (processes) => {
    const model = scheduler({ cpus: 4, processes, burst: "exp:2 ms", sleep: "exp:10 ms", program: { entry: "20 us" } });
    const [point] = meanField(model, { stability: false }).fixedPoints;
    const run = simulate(model, { seed: 2, until: "8 s" });
    expect(Math.abs(point!.overhead / run.overhead - 1)).toBeLessThan(0.015);
    expect(Math.abs(point!.state.runqueue_waiting! * 4 - run.resources.runqueue!.meanWaiting)).toBeLessThan(
      0.02 * processes,
    );
  });
});
