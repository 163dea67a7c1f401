import { describe, expect, it } from "vitest";
import { type Progress, simulate } from "../../src/engine/simulate.js";
import type { Model } from "../../src/machine/model.js";

/** A clock that ticks for ever; where there are many CPUs, each tick looks at all of them. */
const clock = (cpus = 1): Model => ({
  name: "clock",
  cpus,
  accounts: { ticks: 0 },
  counters: { cpu: { load: 0 } },
  arrivals: [{ state: "tick", count: 1 }],
  states: {
    tick: {
      ...(cpus > 1 ? { place: { rule: "least-loaded", by: "load" } } : {}),
      set: { load: "load + 1" },
      charge: { ticks: 1 },
      schedule: [{ state: "tick", after: 10 }],
    },
  },
});

/** The CPU time from one report to the next, ms, until there were so many. */
function reports(model: Model, count: number): { gaps: number[]; progress: Progress[] } {
  const controller = new AbortController();
  const gaps: number[] = [];
  const progress: Progress[] = [];
  let last = process.cpuUsage();
  const run = simulate(model, {
    signal: controller.signal,
    onProgress: (each) => {
      const { user, system } = process.cpuUsage(last);
      gaps.push((user + system) / 1000);
      progress.push(each);
      if (progress.length === count) controller.abort();
      last = process.cpuUsage();
    },
  });
  expect(run).toMatchObject({ stopped: "aborted", events: progress.at(-1)!.events, time: progress.at(-1)!.time });
  return { gaps, progress };
}

describe("progress", () => {
  it.each([
    ["fast", 1],
    ["slow", 65_536],
  ])("comes about 20 times a second where events are %s", (_, cpus) => {
    const { gaps, progress } = reports(clock(cpus), 8);
    // The machine may have been busy with something else once or twice, and the first events are not compiled yet.
    const typical = gaps.sort((a, b) => a - b)[4]!;
    expect(typical).toBeLessThan(75);
    for (const [index, { events, time }] of progress.slice(1).entries()) {
      expect(events).toBeGreaterThan(progress[index]!.events);
      expect(time).toBeGreaterThan(progress[index]!.time);
    }
  });
});

describe("a run that is aborted", () => {
  it("stops where it is when its progress says so, and keeps what it has", () => {
    const controller = new AbortController();
    let seen = 0;
    const run = simulate(clock(), {
      signal: controller.signal,
      onProgress: ({ events }) => {
        expect(seen).toBe(0);
        seen = events;
        controller.abort();
      },
    });
    expect(run).toMatchObject({ stopped: "aborted", events: seen, accounts: { ticks: seen } });
    expect(run.series.time.at(-1)).toBe(run.time);
  });

  it("is the beginning of one that is not", () => {
    const controller = new AbortController();
    const aborted = simulate(clock(), { signal: controller.signal, onProgress: () => controller.abort() });
    const { model: _, stopped, ...rest } = simulate(clock(), { maxEvents: aborted.events });
    expect(stopped).toBe("maxEvents");
    expect({ ...aborted, stopped }).toMatchObject(rest);
  });

  it("does not begin where that was before it", () => {
    const run = simulate(clock(), { signal: AbortSignal.abort() });
    expect(run).toMatchObject({ stopped: "aborted", events: 0, time: 0 });
  });

  it("lets through what its progress throws", () => {
    const onProgress = (): never => {
      throw new Error("enough");
    };
    expect(() => simulate(clock(), { onProgress })).toThrow("enough");
  });

  it("does the same whether it is watched or not", () => {
    const watched = simulate(clock(1000), {
      maxEvents: 20_000,
      onProgress: () => {},
      signal: new AbortController().signal,
    });
    expect(watched).toEqual(simulate(clock(1000), { maxEvents: 20_000 }));
  });
});
