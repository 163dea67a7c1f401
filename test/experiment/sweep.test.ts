import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { sweep } from "../../src/experiment/sweep.js";
import { article } from "../../src/program/article.js";

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
});
