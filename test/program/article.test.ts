import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { article } from "../../src/program/article.js";

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Percent, over ten seeds. */
const overhead = (processes: number, map: string, bound: { maxEvents: number } | { until: string }): number =>
  mean(
    Array.from({ length: 10 }, (_, seed) => 100 * simulate(article({ processes, map }), { seed, ...bound }).overhead),
  );

/** Read off the article's picture, percent. */
const processes = [1000, 1100, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900, 2000];
const picture = {
  "task-storage": [3.55, 4.07, 4.95, 5.93, 6.55, 7.07, 7.58, 8.1, 8.58, 9.1, 9.67],
  hash: [4.17, 4.77, 5.8, 7.03, 8.13, 9.1, 10.27, 11.65, 12.8, 14.27, 15.57],
};

describe("article", () => {
  // The original Haskell program over ten seeds: mean, and within 1 % of it.
  it.each([
    [1000, "task-storage", 3.58],
    [1400, "task-storage", 6.557],
    [2000, "task-storage", 9.688],
    [1000, "hash", 4.191],
    [1400, "hash", 8.158],
    [2000, "hash", 15.61],
  ])("with %d processes and %s costs what the original does: %d %%", (count, map, original) => {
    expect(Math.abs(overhead(count, map, { maxEvents: 9999 }) / original - 1)).toBeLessThan(0.01);
  });

  it.each([
    [1000, "task-storage", 2.851],
    [1000, "hash", 3.681],
    [2000, "task-storage", 5.154],
    [2000, "hash", 8.607],
  ])("with %d processes and %s ends, without the cut, at %d %%", (count, map, original) => {
    expect(Math.abs(overhead(count, map, { until: "10 s" }) / original - 1)).toBeLessThan(0.01);
  });

  it.each(Object.entries(picture))("follows the article's figure with %s within 2 %%", (map, figure) => {
    processes.forEach((count, index) => {
      const ratio = overhead(count, map, { maxEvents: 9999 }) / figure[index]!;
      expect(Math.abs(ratio - 1), `${count} processes`).toBeLessThan(0.02);
    });
  });

  it("stops after the original's 9,999 events unless told otherwise", () => {
    expect(simulate(article({ processes: 2000 }))).toMatchObject({ events: 9999, stopped: "maxEvents" });
    expect(simulate(article({ processes: 10 }), { until: "10 s" })).toMatchObject({ stopped: "done" });
  });

  it("charges a lone process what its draws say", () => {
    // One process, no contention, a map that stays empty or nearly so: the first slice is charged twice over, and a slice of
    // about 3 ms ends a lifetime of 100 us. 2 records of 400 and 2 reports of 200 ns, 1 + 3 ms of work.
    const { accounts, events } = simulate(article({ processes: 1, map: "task-storage" }));
    expect(events).toBe(7);
    expect(Math.abs(accounts.bpf! - 1201)).toBeLessThan(120);
    expect(Math.abs(accounts.run! - 3_000_005)).toBeLessThan(6000);
  });

  it("is the same for a lifetime in ns and with its unit", () => {
    expect(article({ lifetime: 100_000 })).toEqual(article({ lifetime: "100 us" }));
  });

  it.each([
    [{ processes: -5 }, "processes: expected a whole number from 1, got -5"],
    [{ processes: Number.NaN }, "processes: expected a whole number from 1, got NaN"],
    [{ processes: 2.5 }, "processes: expected a whole number from 1, got 2.5"],
    [{ cpus: 0 }, "cpus: expected a whole number from 1, got 0"],
    [{ map: "btree" }, 'map: unknown map "btree"; known: hash, task-storage'],
    [{ lifetime: "3 parsecs" }, 'lifetime: expected a duration such as "3 ms"'],
    [{ threshold: -1 }, "threshold: a duration is between 0 and 2^53 ns (104 days), got -1"],
  ])("refuses %j", (options, message) => {
    expect(() => article(options)).toThrow(message);
  });
});
