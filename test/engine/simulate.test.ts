import { describe, expect, it } from "vitest";
import { uniform } from "../../src/distribution/uniform.js";
import { simulate } from "../../src/engine/simulate.js";
import type { Model, State } from "../../src/machine/model.js";
import { article } from "../../src/program/article.js";

/** A clock that ticks every 10 ns: each tick costs 1 and works 9. */
const clock = (ticks: number, tick: Partial<State> = {}): Model => ({
  name: "clock",
  parameters: { ticks },
  accounts: { cost: 0, work: 0 },
  overhead: { bookkeeping: "cost", work: "work" },
  counters: { global: { ticked: 0 } },
  arrivals: [{ state: "tick", count: 1, at: 10 }],
  states: {
    tick: {
      charge: { cost: 1, work: 9 },
      set: { ticked: "ticked + 1" },
      schedule: [{ state: "tick", after: 10, when: "ticked + 1 < ticks" }],
      ...tick,
    },
  },
});

describe("simulate", () => {
  it("runs until no event is left", () => {
    const run = simulate(clock(100));
    expect(run).toMatchObject({ events: 101, time: 1000, stopped: "done", accounts: { cost: 100, work: 900 } });
    expect(run.overhead).toBe(100 / 900);
  });

  it("stops at a time, whose events still happen", () => {
    expect(simulate(clock(100), { until: 500 })).toMatchObject({ events: 51, time: 500, stopped: "until" });
    expect(simulate(clock(100), { until: "0.499 us" })).toMatchObject({ events: 50, time: 499, stopped: "until" });
    expect(simulate(clock(100), { until: 1000 })).toMatchObject({ events: 101, stopped: "done" });
  });

  it("stops after a number of events", () => {
    expect(simulate(clock(100), { maxEvents: 7 })).toMatchObject({ events: 7, time: 60, stopped: "maxEvents" });
    expect(simulate(clock(100), { maxEvents: 0 })).toMatchObject({ events: 0, time: 0, stopped: "maxEvents" });
    expect(simulate(clock(7), { maxEvents: 8 })).toMatchObject({ events: 8, stopped: "done" });
  });

  it("keeps to the model's own stop only where the options bound nothing", () => {
    const model = { ...clock(100), stop: { events: 5, time: "1 s" } };
    expect(simulate(model)).toMatchObject({ events: 5, stopped: "maxEvents" });
    expect(simulate(model, { until: "1 s" })).toMatchObject({ events: 101, stopped: "done" });
    expect(simulate(model, { maxEvents: 50 })).toMatchObject({ events: 50 });
  });

  it("can be aborted, and keeps what it has", () => {
    const controller = new AbortController();
    const run = simulate(clock(1e9), {
      signal: controller.signal,
      onProgress: ({ events }) => {
        expect(events).toBeGreaterThan(0);
        controller.abort();
      },
    });
    expect(run.stopped).toBe("aborted");
    expect(run.accounts.cost).toBe(run.events - 1);
    expect(simulate(clock(10), { signal: AbortSignal.abort() })).toMatchObject({ events: 0, stopped: "aborted" });
  });

  it.each([
    [{ until: -1 }, "until: a duration is between 0 and 2^53 ns"],
    [{ until: "3 parsecs" }, 'until: expected a duration such as "3 ms" in ns, us, µs, ms, s, min, h, got "3 parsecs"'],
    [{ until: Number.NaN }, "until: a duration is between 0 and 2^53 ns (104 days), got NaN"],
    [{ maxEvents: 1.5 }, "maxEvents: expected a whole number from 0, got 1.5"],
    [{ maxEvents: Number.NaN }, "maxEvents: expected a whole number from 0, got NaN"],
    [{ seed: Number.NaN }, "a seed is a string or a finite number, got NaN"],
    [{ windows: 1 }, "windows: expected a whole number from 2 to 1000000, got 1"],
    [{ windows: "0 s" }, "windows: a window is at least 1 ns long, got 0 s"],
  ])("refuses %j", (options, message) => {
    expect(() => simulate(clock(10), options)).toThrow(message);
  });

  it("refuses an event in the past or beyond exact time, and says which", () => {
    const back = clock(10, { schedule: [{ state: "tick", after: "3 - time" }] });
    expect(() => simulate(back)).toThrow(
      "states.tick.schedule[0].after: the delay is -7 ns at time 10 ns; an event cannot be scheduled into the past",
    );
    const far = clock(10, { schedule: [{ state: "tick", after: "2^53" }] });
    expect(() => simulate(far)).toThrow("lies beyond 2^53 ns (104 days)");
    const nowhere = clock(10, { schedule: [{ state: "tick", after: "0 / 0" }] });
    expect(() => simulate(nowhere)).toThrow("the delay is NaN ns");
  });

  it("makes all changes of a transition together: the order in which they are listed means nothing", () => {
    const swap = (set: Record<string, string>): Model => ({
      name: "swap",
      accounts: { seen: 0 },
      counters: { global: { a: 1, b: 2 } },
      arrivals: [
        { state: "swap", count: 1 },
        { state: "look", count: 1, at: 5 },
      ],
      states: { swap: { set, charge: { seen: "a" } }, look: { charge: { seen: "100 a + 10 b" } } },
    });
    expect(simulate(swap({ a: "b", b: "a" })).accounts).toEqual({ seen: 1 + 200 + 10 });
    expect(simulate(swap({ b: "a", a: "b" })).accounts).toEqual({ seen: 1 + 200 + 10 });
  });

  it("works out definitions, also of one another, and right behind a number", () => {
    const model: Model = {
      name: "definitions",
      parameters: { n: 3 },
      accounts: { seen: 0, truth: 0 },
      definitions: { twice: "2n", sixfold: "3twice + 0 isMany", isMany: "n > 2" },
      arrivals: [{ state: "look", count: 1 }],
      states: { look: { charge: { seen: "10sixfold", truth: "isMany == 1 ? 5 : 7" } } },
    };
    expect(simulate(model).accounts).toEqual({ seen: 180, truth: 5 });
  });

  it("draws the CPUs of random placements from numbers of their own, whatever the draws are called", () => {
    const model = (name: string): Model => ({
      name: "random placement",
      cpus: 2,
      accounts: { onFirst: 0, high: 0, both: 0 },
      draws: { [name]: { distribution: uniform(0, 1).toJSON() } },
      arrivals: [{ state: "come", count: 1000 }],
      states: {
        come: { place: { rule: "random" }, schedule: [{ state: "look", after: 1 }] },
        look: {
          draw: [name],
          charge: { onFirst: "cpu == 0", high: `${name} < 0.5`, both: `cpu == 0 and ${name} < 0.5` },
        },
      },
    });
    for (const name of ["placement", "other"]) {
      const { onFirst, high, both } = simulate(model(name)).accounts;
      for (const half of [onFirst!, high!]) expect(Math.abs(half - 500)).toBeLessThan(80);
      expect(Math.abs(both! - 250)).toBeLessThan(70);
    }
  });

  it("orders events of the same time by priority, then as they were scheduled", () => {
    const model: Model = {
      name: "order",
      accounts: { order: 0 },
      arrivals: [{ state: "first", count: 1 }],
      counters: { global: { digits: 0 } },
      states: {
        first: {
          schedule: [
            { state: "two", after: 5 },
            { state: "three", after: 5, priority: 1 },
            { state: "one", after: 5, priority: -1 },
            { state: "twice", after: 5 },
          ],
        },
        one: { set: { digits: "10 digits + 1" } },
        two: { set: { digits: "10 digits + 2" } },
        twice: { set: { digits: "10 digits + 3" } },
        three: { set: { digits: "10 digits + 4" }, charge: { order: "10 digits + 4" } },
      },
    };
    expect(simulate(model).accounts.order).toBe(1234);
  });

  it("replays a seed bit for bit, and another seed differs", () => {
    const model = article({ processes: 300 });
    const run = simulate(model, { seed: "p99" });
    expect(simulate(model, { seed: "p99" })).toEqual(run);
    expect(simulate(model, { seed: "p98" }).overhead).not.toBe(run.overhead);
  });
});

describe("the series of a run", () => {
  it("adds up to the run", () => {
    const run = simulate(article({ processes: 1500 }), { maxEvents: 50_000 });
    const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0);
    expect(1 + sum(run.series.bpf!)).toBeCloseTo(run.accounts.bpf!, 3);
    expect(1 + sum(run.series.run!)).toBeCloseTo(run.accounts.run!, 3);
    expect(run.series.time.at(-1)).toBe(run.time);
    expect(
      run.series.overhead!.every(
        (value, index) => value === run.series.bpf![index]! / run.series.run![index]! || Number.isNaN(value),
      ),
    ).toBe(true);
  });

  it("has windows of one width that end where they say, and the state as it was there", () => {
    const { series } = simulate(clock(1000), { windows: 64 });
    expect(series.time.length).toBeGreaterThan(32);
    expect(series.time.length).toBeLessThanOrEqual(65);
    const width = series.time[0]!;
    series.time.forEach((time, index) => {
      if (index < series.time.length - 1) expect(time).toBe(width * (index + 1));
      expect(series.ticked![index]).toBe(Math.min(1000, Math.floor(time / 10)));
    });
  });

  it("can have windows of a given length", () => {
    const { series } = simulate(clock(100), { windows: "0.25 us" });
    expect([...series.time]).toEqual([250, 500, 750, 1000]);
    expect([...series.cost!]).toEqual([25, 25, 25, 25]);
    expect(() => simulate(clock(2_000_000), { windows: "1 ns" })).toThrow("more than 1000000 windows of 1 ns");
  });

  it("is not longer for a longer run", () => {
    for (const ticks of [10, 1000, 100_000]) {
      const { series } = simulate(clock(ticks), { windows: 100 });
      expect(series.time.length).toBeLessThanOrEqual(101);
    }
  });
});
