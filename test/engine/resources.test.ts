import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import type { Model, Resource, State, Use } from "../../src/machine/model.js";

/** Entities that come at 0, one after the other in the order given, and leave a digit each when they are done. */
function line(server: Resource, uses: readonly Partial<Use>[], rest: Partial<Model> = {}): Model {
  const states = uses.flatMap((use, index): [string, State][] => [
    [`come${index}`, { use: { resource: "server", for: 10, enter: `done${index}`, ...use } }],
    [`done${index}`, { set: { order: `10 order + ${index + 1}` }, record: { done: "time" }, end: true }],
  ]);
  return {
    name: "line",
    accounts: {},
    counters: { global: { order: 0 } },
    latencies: ["done"],
    resources: { server },
    arrivals: uses.map((_, index) => ({ state: `come${index}`, count: 1 })),
    states: Object.fromEntries(states),
    ...rest,
  };
}

const orderOf = (model: Model): number => simulate(model).series.order!.at(-1)!;

describe("a resource", () => {
  it("serves first those who came first, or last, or who are most urgent", () => {
    const uses = [{ priority: 9 }, { priority: 2 }, { priority: 1 }, { priority: 2 }];
    expect(orderOf(line({}, uses))).toBe(1234);
    expect(orderOf(line({ discipline: "lifo" }, uses))).toBe(1432);
    expect(orderOf(line({ discipline: "priority" }, uses))).toBe(1324);
  });

  it("lets who was interrupted keep their priority", () => {
    const uses = [
      { for: 10, priority: 5 },
      { for: 10, priority: 1 },
      { for: 10, priority: 3 },
    ];
    expect(orderOf(line({ discipline: "priority", slice: 4 }, uses))).toBe(231);
  });

  it("gives slices in turn", () => {
    const run = simulate(line({ slice: 4 }, [{ for: 10 }, { for: 3 }, { for: 5 }]));
    // 1 to 4, 2 to 7, 3 to 11, 1 to 15, 3 to 16, 1 to 18.
    expect(run.series.order!.at(-1)).toBe(231);
    expect(run.latencies.done!.sum).toBe(7 + 16 + 18);
    expect(run.resources.server).toMatchObject({ entered: 3, served: 3, utilisation: 1 });
  });

  it("that is shared serves all at once, each the slower the more there are", () => {
    const shared = simulate(line({ discipline: "processor-sharing" }, [{ for: 10 }, { for: 3 }, { for: 5 }]));
    expect(shared.latencies.done!.sum).toBe(9 + 13 + 18);
    const two = simulate(line({ discipline: "processor-sharing", capacity: 2 }, [{ for: 10 }, { for: 3 }, { for: 5 }]));
    expect(two.latencies.done!.sum).toBe(4.5 + 6.5 + 11.5);
    expect(two.resources.server!.utilisation).toBeCloseTo(18 / 2 / 11.5, 12);
  });

  it("has a series that ends with the run, whatever moment its users were once expected to be done at", () => {
    const model = line({ discipline: "processor-sharing", capacity: 2 }, [{ for: 10.1 }, { for: 3.3 }]);
    const { series, time } = simulate(model, { windows: 1000 });
    expect(series.time.at(-1)).toBe(time);
  });

  it("is there once for each CPU, for those on it", () => {
    const model: Model = {
      name: "two CPUs",
      cpus: 2,
      accounts: {},
      resources: { server: { per: "cpu" } },
      arrivals: [{ state: "come", count: 4 }],
      states: { come: { use: { resource: "server", for: 10, enter: "done" } }, done: { end: true } },
    };
    expect(simulate(model).time).toBe(40);
    const { come, done } = model.states;
    const spread = { ...model, states: { come: { ...come, place: { rule: "round-robin" } }, done } } as Model;
    expect(simulate(spread).time).toBe(20);
    expect(simulate(spread).resources.server).toMatchObject({ capacity: 2, utilisation: 1, meanWaiting: 1 });
  });

  it("is not asked for by one that waits for another", () => {
    const model: Model = {
      name: "two at once",
      accounts: {},
      resources: { taken: {}, free: {} },
      arrivals: [
        { state: "hold", count: 1 },
        { state: "wait", count: 1 },
      ],
      states: {
        hold: { seize: { resource: "taken", enter: "held" } },
        held: { schedule: [{ state: "letGo", after: 10 }] },
        letGo: { release: ["taken"] },
        wait: { seize: { resource: "taken", enter: "rest" }, schedule: [{ state: "other", after: 5 }] },
        other: { seize: { resource: "free", enter: "rest" } },
        rest: {},
      },
    };
    expect(() => simulate(model)).toThrow("resource free is asked for by an entity that waits already, at time 5 ns");
  });

  it.each<[string, Partial<Use>, string]>([
    ["for a time below 0", { for: -1 }, "resource server is used for -1 ns at time 0 ns"],
    ["for no time that is a number", { for: "0 / 0" }, "resource server is used for NaN ns at time 0 ns"],
    ["beyond exact time", { for: "2^53" }, "beyond 2^53 ns"],
    ["for ever", { for: "Infinity" }, "beyond 2^53 ns"],
  ])("is not used %s", (_, use, message) => {
    for (const server of [{}, { discipline: "processor-sharing" }, { slice: 5 }] as const)
      expect(() => simulate(line(server, [use, {}]))).toThrow(message);
  });

  it("is not released by one that does not hold it", () => {
    const model = {
      ...line({}, []),
      arrivals: [{ state: "give", count: 1 }],
      states: { give: { release: ["server"] } },
    };
    expect(() => simulate(model)).toThrow("resource server is released by one that does not hold it");
  });
});
