import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import type { Arrival, Model } from "../../src/machine/model.js";

/** Entities that stay for a time with a number of their own, which they add to an account as they leave. */
function visits(arrivals: readonly Omit<Arrival, "state">[], stay: number | string = 10): Model {
  return {
    name: "visits",
    accounts: { left: 0 },
    counters: { global: { came: 0 }, entity: { number: 0 } },
    arrivals: arrivals.map((arrival) => ({ state: "come", ...arrival })),
    states: {
      come: { set: { came: "came + 1", number: "came + 1" }, schedule: [{ state: "go", after: stay }] },
      go: { charge: { left: "number" }, end: true },
    },
  };
}

const added = (count: number): number => (count * (count + 1)) / 2;

describe("entities", () => {
  it("are as many as ask for it, however many are there when they come together", () => {
    const run = simulate(visits([{ every: 1, until: 60 }, { count: 100, at: 65 }, { times: [70, 70, 71] }], 1000));
    expect(run.entities).toMatchObject({ arrived: 163, left: 163 });
    expect(run.accounts.left).toBe(added(163));
  });

  it("keep their numbers when there are more of them than there was room for", () => {
    const run = simulate(
      visits(
        [
          { every: 1, until: 5000 },
          { count: 1000, at: 2500 },
        ],
        2000,
      ),
    );
    expect(run.entities).toMatchObject({ arrived: 6000, left: 6000 });
    expect(run.accounts.left).toBe(added(6000));
  });

  it.each<[string, Omit<Arrival, "state">[]]>([
    ["that come together", [{ count: 3, at: 5 }]],
    ["that come one by one", [{ times: [5, 5, 5] }]],
  ])("%s count while they are there, with the sums of their counters", (_, arrivals) => {
    const { series } = simulate(visits([...arrivals]), { windows: "1 ns" });
    const during = series.time.indexOf(10);
    expect([series.alive![during], series.number![during]]).toEqual([3, 1 + 2 + 3]);
    expect([series.alive!.at(-1), series.number!.at(-1)]).toEqual([0, 0]);
  });

  it("that come together need not all come at once", () => {
    const run = simulate(visits([{ count: 2 }, { count: 3, at: 5 }]));
    expect(run.entities).toMatchObject({ arrived: 5, left: 5 });
    expect(run.time).toBe(15);
  });

  it("come not after the end of their arrivals", () => {
    const arrivals: Omit<Arrival, "state">[] = [
      { every: 10, until: 35 },
      { times: [50, 60], until: 40 },
      { every: 20, batch: 10, spacing: 3, until: 29 },
    ];
    for (const [index, count] of [3, 0, 4].entries())
      expect(simulate(visits([arrivals[index]!])).entities.arrived).toBe(count);
  });
});

describe("a model that explodes", () => {
  it("stops where too many entities are there, whatever the windows", () => {
    const model = visits([{ every: 10 }], 1e9);
    const runs = [2, 100, 500].map((windows) => simulate(model, { maxEntities: 1000, windows }));
    for (const run of runs) expect(run).toMatchObject({ stopped: "maxEntities", entities: { arrived: 1001 } });
    expect(new Set(runs.map(({ events, time }) => `${events} ${time}`)).size).toBe(1);
  });

  it("stops in time where they come in crowds", () => {
    const run = simulate(visits([{ every: 10, batch: 1_000_000 }], 1e9), { maxEntities: 1_500_000 });
    expect(run).toMatchObject({ stopped: "maxEntities", time: 20, entities: { arrived: 2_000_000 } });
  });

  it("stops where too many events are scheduled", () => {
    const fork: Model = {
      name: "fork",
      accounts: {},
      arrivals: [{ state: "twice", count: 1 }],
      states: {
        twice: {
          schedule: [
            { state: "twice", after: 1 },
            { state: "twice", after: 1 },
          ],
        },
      },
    };
    expect(simulate(fork)).toMatchObject({ stopped: "maxScheduled", events: 10_000_000 });
  });

  it("stops in time where a crowd is to come", () => {
    const run = simulate(visits([{ every: 10, batch: 1_000_000, spacing: "1 s" }]));
    expect(run).toMatchObject({ stopped: "maxScheduled", time: 110 });
  });
});
