import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import type { Run } from "../../src/engine/run.js";
import { simulate } from "../../src/engine/simulate.js";
import { type Stay, stays } from "../../src/engine/stays.js";
import { traceTable } from "../../src/engine/traceTable.js";
import type { Model, Resource } from "../../src/machine/model.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";

/** Entities that come every 10 ns and are served for 25 ns each; the first waits for nobody. */
function line(disk: Resource, count = 3): Model {
  return {
    name: "line",
    accounts: {},
    resources: { disk },
    arrivals: [{ state: "asks", times: Array.from({ length: count }, (_, index) => 10 * index) }],
    states: {
      asks: { use: { resource: "disk", for: "25", enter: "served" } },
      served: { end: true },
    },
  };
}

const seconds = (all: readonly Stay[], keep: (stay: Stay) => boolean): number =>
  all.filter(keep).reduce((sum, { from, to }) => sum + to - from, 0);

describe("the trace of a run as a table", () => {
  it("has a row for each event and each turn, in words", () => {
    const table = traceTable(simulate(line({}), { trace: true }));
    expect(table.rows.slice(0, 6)).toEqual([
      { time: 0, state: "arrival for asks", entity: null, cpu: null, outcome: null },
      { time: 0, state: "asks", entity: 0, cpu: 0, outcome: "has disk" },
      { time: 10, state: "arrival for asks", entity: null, cpu: null, outcome: null },
      { time: 10, state: "asks", entity: 1, cpu: 0, outcome: "waits for disk" },
      { time: 20, state: "arrival for asks", entity: null, cpu: null, outcome: null },
      { time: 20, state: "asks", entity: 2, cpu: 0, outcome: "waits for disk" },
    ]);
    expect(table.rows.filter(({ time }) => time === 25)).toEqual([
      { time: 25, state: "turn: disk", entity: 1, cpu: 0, outcome: "has disk" },
      { time: 25, state: "end of service or slice: disk", entity: 0, cpu: 0, outcome: null },
      { time: 25, state: "served", entity: 0, cpu: 0, outcome: "left" },
    ]);
    expect(table.caption).toBe("");
  });

  it("has a row for each event of a model without resources", () => {
    const run = simulate(article({ processes: 20 }), { trace: true });
    expect(traceTable(run)).toHaveLength(run.events);
    expect(traceTable(run).rows.filter(({ state, outcome }) => state === "running" && outcome === "left")).toHaveLength(
      20,
    );
  });

  it("says so where it holds the first events only", () => {
    const run = simulate(line({}, 100), { trace: 10 });
    const table = traceTable(run);
    expect([table.length, run.trace!.dropped]).toEqual([
      10,
      traceTable(simulate(run.model, { trace: true })).length - 10,
    ]);
    const sentence = `The first 10 of ${10 + run.trace!.dropped} events: simulate(model, { trace: n }) keeps the first n.`;
    expect(table.caption).toBe(sentence);
    for (const form of Object.values(table[displaySymbol]())) expect(form).toContain(sentence);
  });

  it("is asked for by an option, which the error names", () => {
    const run = simulate(line({}));
    for (const asked of [traceTable, stays])
      expect(() => asked(run)).toThrow('the run of "line" has no trace; ask for one: simulate(model, { trace: true })');
  });

  it("does not change the run", () => {
    const model = scheduler({ cpus: 2, processes: 10, burst: "exp:1 ms", sleep: "exp:5 ms", program: {} });
    const bare = ({ events, time, accounts, overhead }: Run) => ({ events, time, accounts, overhead });
    const options = { maxEvents: 5000 };
    expect(bare(simulate(model, { ...options, trace: 100 }))).toEqual(bare(simulate(model, options)));
  });
});

describe("what entities did", () => {
  it("is known from event to event: waiting, then served", () => {
    expect(stays(simulate(line({}), { trace: true })).filter(({ from, to }) => to > from)).toEqual([
      { state: "asks", entity: 0, cpu: 0, from: 0, to: 25, has: "disk" },
      { state: "asks", entity: 1, cpu: 0, from: 10, to: 25, waitsFor: "disk" },
      { state: "asks", entity: 2, cpu: 0, from: 20, to: 50, waitsFor: "disk" },
      { state: "asks", entity: 1, cpu: 0, from: 25, to: 50, has: "disk" },
      { state: "asks", entity: 2, cpu: 0, from: 50, to: 75, has: "disk" },
    ]);
  });

  it("sees who is interrupted after a slice", () => {
    const all = stays(simulate(line({ slice: 20 }, 2), { trace: true })).filter(({ from, to }) => to > from);
    expect(all.map(({ entity, from, to, has }) => [entity, from, to, has ?? null])).toEqual([
      [0, 0, 20, "disk"],
      [1, 10, 20, null],
      [0, 20, 40, null],
      [1, 20, 40, "disk"],
      [0, 40, 45, "disk"],
      [1, 40, 45, null],
      [1, 45, 50, "disk"],
    ]);
  });

  const disciplines: [string, Resource][] = [
    ["first come", {}],
    ["last come", { discipline: "lifo" }],
    ["by priority", { discipline: "priority", capacity: 2 }],
    ["in slices", { slice: 4 }],
    ["shared", { discipline: "processor-sharing" }],
  ];
  it.each(disciplines)("adds up to what the resource says of itself: %s", (_, disk) => {
    const model: Model = { ...line(disk, 200), stop: { time: 1003 } };
    const run = simulate(model, { trace: true });
    const all = stays(run);
    const { meanBusy, meanWaiting } = run.resources.disk!;
    expect(seconds(all, ({ has }) => has === "disk")).toBeCloseTo(meanBusy * run.time, 6);
    expect(seconds(all, ({ waitsFor }) => waitsFor === "disk")).toBeCloseTo(meanWaiting * run.time, 6);
    expect(seconds(all, () => true)).toBeCloseTo(run.entities.mean * run.time, 6);
  });

  it("adds up for processes on CPUs, and none has a CPU with another", () => {
    const model = scheduler({ cpus: 2, processes: 6, burst: "exp:2 ms", sleep: "exp:5 ms", contextSwitch: "3 us" });
    const run = simulate(model, { until: "200 ms", trace: true });
    const all = stays(run);
    const { meanBusy, meanWaiting } = run.resources.runqueue!;
    expect(seconds(all, ({ has }) => has !== undefined)).toBeCloseTo(meanBusy * run.time, 3);
    expect(seconds(all, ({ waitsFor }) => waitsFor !== undefined)).toBeCloseTo(meanWaiting * run.time, 3);
    for (const cpu of [0, 1]) {
      const running = all.filter((stay) => stay.has && stay.cpu === cpu && stay.to > stay.from);
      for (const [index, stay] of running.slice(1).entries())
        expect(stay.from).toBeGreaterThanOrEqual(running[index]!.to);
    }
  });

  it("passes through states that lead to nothing", () => {
    const all = stays(simulate(article({ processes: 3 }), { trace: true }));
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(["start", "enqueued"]));
  });

  it("stays in such a state where nothing follows", () => {
    const model: Model = {
      name: "once",
      accounts: {},
      arrivals: [{ state: "first", times: [0, 15] }],
      states: { first: { schedule: [{ state: "last", after: 5 }] }, last: {} },
    };
    expect(
      stays(simulate(model, { trace: true })).map(({ state, entity, from, to }) => [state, entity, from, to]),
    ).toEqual([
      ["first", 0, 0, 5],
      ["last", 0, 5, 20],
      ["first", 1, 15, 20],
      ["last", 1, 20, 20],
    ]);
  });

  it("ends with the trace where that ends before the run", () => {
    const run = simulate(line({}, 100), { trace: 10 });
    expect(Math.max(...stays(run).map(({ to }) => to))).toBe(run.trace!.time.at(-1));
  });
});
