import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { adaptive } from "../../src/experiment/design/adaptive.js";
import { points } from "../../src/experiment/design/points.js";
import { type SweepOptions, sweep } from "../../src/experiment/sweep.js";
import { inline } from "../../src/job/inline.js";
import { meanInterval } from "../../src/measure/interval.js";
import { article } from "../../src/program/article.js";
import { classify } from "../../src/regime/classify.js";
import { root } from "../setup/parts.js";

const design = { processes: [100, 200], map: ["hash", "task-storage"] };

describe("sweep", () => {
  it("has a row for each point and replication, in the order of the design", async () => {
    const table = await sweep(article, design, { replications: 2 });
    expect(table.columns).toEqual(["processes", "map", "replication", "seed", "overhead", "events", "time", "stopped"]);
    expect(table.rows.map(({ processes, map, replication }) => [processes, map, replication])).toEqual([
      [100, "hash", 0],
      [100, "hash", 1],
      [100, "task-storage", 0],
      [100, "task-storage", 1],
      [200, "hash", 0],
      [200, "hash", 1],
      [200, "task-storage", 0],
      [200, "task-storage", 1],
    ]);
  });

  it("gives each row the seed with which its run can be had again", async () => {
    const table = await sweep(article, design, { replications: 2, seed: "p99", maxEvents: 300 });
    for (const { processes, map, seed, overhead, events, time, stopped } of table) {
      const model = article({ processes: processes as number, map: map as string });
      const run = simulate(model, { seed: seed as string, maxEvents: 300 });
      expect({ overhead, events, time, stopped }).toEqual({
        overhead: run.overhead,
        events: run.events,
        time: run.time,
        stopped: run.stopped,
      });
    }
    expect(new Set(table.column("seed")).size).toBe(2);
  });

  it("says how far it is, and when aborted keeps the rows it has", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const table = await sweep(article, design, {
      replications: 3,
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        expect(total).toBe(12);
        seen.push(done);
        if (done === 5) controller.abort();
      },
    });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(table.length).toBe(5);
  });

  it("refuses a wrong design before anything has run", async () => {
    await expect(sweep(article, { processes: [] })).rejects.toThrow("design.processes: expected at least one value");
    await expect(sweep(article, { map: ["hash", "btree"] })).rejects.toThrow('unknown map "btree"');
    await expect(sweep(article, design, { replications: 0 })).rejects.toThrow("replications: expected a whole number");
  });

  it("gives the same rows under every runner", async () => {
    const built: typeof import("../../src/index.js") = await import(
      pathToFileURL(join(root, "dist/src/index.js")).href
    );
    const options = { replications: 3, measures: ["bpf", "residence_p99"], maxEvents: 2000 };
    const rows = (await sweep(article, design, { ...options, runner: inline() })).rows;
    for (const threads of [1, 2, 4])
      expect((await built.sweep(built.article, design, { ...options, runner: built.workers(threads) })).rows).toEqual(
        rows,
      );
  });

  it("replicates each point to a precision, as many times as its own runs ask for", async () => {
    const precision = { precision: 0.002, minimum: 5, maximum: 40 };
    const given = { processes: [1000, 1400], map: ["hash", "task-storage"] };
    const table = await sweep(article, given, { replications: precision, seed: "p" });
    const counts = table.groupBy("processes", "map").map(({ key, rows }) => {
      const values = [...rows.numbers("overhead")];
      expect(rows.column("replication")).toEqual(values.map((_, index) => index));
      const { halfWidth, mean } = meanInterval(values);
      if (values.length < 40) expect(halfWidth).toBeLessThanOrEqual(0.002 * mean);
      return [key.map, values.length];
    });
    // Task-local storage varies by 0.06 % and is known at once; the hash map by 0.5 % and more.
    for (const [map, count] of counts)
      if (map === "hash") expect(count).toBeGreaterThan(5);
      else expect(count).toBe(5);
    const fixed = await sweep(article, given, { replications: 5, seed: "p" });
    expect(table.filter(({ replication }) => (replication as number) < 5).rows).toEqual(fixed.rows);
  });

  it("refines where an adaptive design asks for it, and runs no point twice", async () => {
    const table = await sweep(article, adaptive({ processes: [10, 410] }, { by: "stopped", start: 3, depth: 3 }), {
      maxEvents: 1500,
    });
    // 7 events a process: the border lies at 214 processes, between 210 and 260 at a depth of 2, 210 and 235 at one of 3.
    expect(table.column("processes")).toEqual([10, 210, 410, 310, 260, 235]);
    expect(table.column("stopped")).toEqual(["done", "done", "maxEvents", "maxEvents", "maxEvents", "maxEvents"]);
  });

  it("says of each run which regime it is of", async () => {
    const table = await sweep(
      article,
      { processes: [16, 40] },
      { classify: true, until: "3 s", maxEvents: 200_000, replications: 2 },
    );
    for (const row of table) {
      const model = article({ processes: row.processes as number });
      const found = classify(
        simulate(model, { seed: row.seed as string, until: "3 s", maxEvents: 200_000, windows: 4000 }),
      );
      const { level, period } = found.evidence;
      expect([row.regime, row.reason, row.doubt]).toEqual([found.regime, found.reason, found.evidence.doubt ?? null]);
      expect([row.level, row.levelLow, row.levelHigh]).toEqual(
        level ? [level.value, level.low, level.high] : [Number.NaN, Number.NaN, Number.NaN],
      );
      expect(row.period).toEqual(period ? period.value : Number.NaN);
    }
  });

  it("runs a point once that a design names twice", async () => {
    const table = await sweep(article, points([{ processes: 5 }, { processes: 6 }, { processes: 5 }]), {
      maxEvents: 20,
    });
    expect(table.column("processes")).toEqual([5, 6]);
  });

  it("says how long it will take", async () => {
    const left: number[] = [];
    await sweep(article, design, { replications: 2, onProgress: ({ timeLeft }) => left.push(timeLeft) });
    expect(left.every((each) => Number.isFinite(each) && each >= 0)).toBe(true);
    expect(left.at(-1)).toBe(0);
  });

  it("refuses replications that are none", async () => {
    const wrong = (replications: SweepOptions["replications"]) =>
      expect(sweep(article, design, { replications: replications! })).rejects;
    await wrong({ precision: 0 }).toThrow("replications.precision: expected a positive share of the mean, got 0");
    await wrong({ precision: 0.1, minimum: 1 }).toThrow(
      "replications.minimum: expected a whole number of replications from 2, got 1",
    );
    await wrong({ precision: 0.1, minimum: 9, maximum: 8 }).toThrow("replications.maximum");
    await wrong({ precision: 0.1, measure: "bpf" }).toThrow('replications.measure: the rows have no column "bpf"');
    await wrong({ precision: 0.1, measure: "stopped" }).toThrow(
      'expected a finite number of each run, got stopped done of that with seed "1/0"',
    );
  });
});
