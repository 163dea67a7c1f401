import { describe, expect, it } from "vitest";
import { displaySymbol, isDisplayable } from "../../src/display/mime.js";
import { simulate } from "../../src/engine/simulate.js";
import type { Model } from "../../src/machine/model.js";
import { scheduler } from "../../src/program/scheduler.js";

/** Ticks every 10 ns, of which 1 is the bookkeeping's and 9 are work. */
const clock: Model = {
  name: "a <b> clock",
  accounts: { cost: 0, work: 0 },
  overhead: { bookkeeping: "cost", work: "work" },
  counters: { global: { ticked: 0 } },
  arrivals: [{ state: "tick", count: 1, at: 10 }],
  states: {
    tick: { charge: { cost: 1, work: 9 }, set: { ticked: "ticked + 1" }, schedule: [{ state: "tick", after: 10 }] },
  },
};

describe("a run as the last expression of a cell", () => {
  it("says what came of it, with units", () => {
    const run = simulate(clock, { until: "10 us", seed: "p99" });
    expect(isDisplayable(run)).toBe(true);
    expect(run[displaySymbol]()["text/plain"]).toBe(
      [
        "model         a <b> clock, seed p99",
        "overhead      11.11 %",
        "events        1,001 (cut at its last moment)",
        "time          10 µs",
        "account cost  1 µs",
        "account work  9 µs",
        "entities      1 came, 0 left, 0.999 on average",
      ].join("\n"),
    );
    const html = String(run[displaySymbol]()["text/html"]);
    expect(html).toMatch(/^<table>.*<th[^>]*>overhead<\/th><td[^>]*>11.11 %<\/td>.*<\/table>$/);
    expect(html).not.toContain("<b>");
  });

  it("says its latencies and resources, and what was never recorded", () => {
    const queue = scheduler({ cpus: 2, arrivals: { rate: "2000/s" }, lifetime: "exp:500 us" });
    const run = simulate(queue, { until: "1 s" });
    const text = run[displaySymbol]()["text/plain"];
    expect(text).toMatch(/^wait +mean [\d.]+ µs, median .*, 90 % .*, 99 % [\d.]+ [µm]s$/m);
    expect(text).toContain(
      `runqueue        ${Number((100 * run.resources.runqueue!.utilisation).toPrecision(4))} % in use, `,
    );
    expect(simulate(queue, { maxEvents: 1 })[displaySymbol]()["text/plain"]).toMatch(/^response +never recorded$/m);
    const { overhead: _, ...free } = clock;
    expect(simulate(free, { until: "1 us" })[displaySymbol]()["text/plain"]).toContain("not defined by the model");
  });

  it("leaves its fields as they are", () => {
    const run = simulate(clock, { until: "1 us" });
    expect(Object.keys(run)).toEqual(
      "model seed events time stopped accounts overhead entities resources latencies series".split(" "),
    );
    expect(Object.getOwnPropertySymbols({ ...run })).toEqual([]);
    expect(JSON.parse(JSON.stringify(run)).events).toBe(run.events);
  });
});
