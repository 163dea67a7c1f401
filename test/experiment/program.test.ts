import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { sweep } from "../../src/experiment/sweep.js";
import type { Model } from "../../src/machine/model.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";

describe("what a design varies", () => {
  it("may be parameters, definitions and the CPUs of a model", async () => {
    const model = article();
    const table = await sweep(
      model,
      { processes: [50, 100], lifetime: ["100 us", "5 ms"], mapFactor: ["1", "1 + records"], cpus: [4] },
      { maxEvents: 1000 },
    );
    expect(table.length).toBe(8);
    for (const row of table) {
      const { processes, lifetime, mapFactor, cpus } = row as Record<string, never>;
      const changed: Model = {
        ...model,
        cpus,
        parameters: { ...model.parameters, processes, lifetime },
        definitions: { ...model.definitions, mapFactor },
      };
      expect(row.overhead).toBe(simulate(changed, { seed: row.seed as string, maxEvents: 1000 }).overhead);
    }
    expect(new Set(table.column("overhead")).size).toBeGreaterThan(4);
    expect(model.parameters!.processes).toBe(1000);
  });

  it("has each name looked at by the program, or it is a mistake", async () => {
    await expect(sweep(article, { proceses: [10, 20] })).rejects.toThrow(
      "design.proceses: the program never looks at an option of that name",
    );
    await expect(sweep(article(), { proceses: [10] })).rejects.toThrow(
      "at proceses 10: design.proceses: article has nothing of that name; it has processes, lifetime, threshold, contention, mapFactor, outputCost, cpus",
    );
    await expect(sweep(article(), { processes: [true] })).rejects.toThrow("a parameter of a model is no true");
    // Looked at only where it matters: no mistake.
    const sometimes = ({ kind, slice }: { kind: string; slice: number }) =>
      scheduler({ processes: 2, burst: "1 ms", ...(kind === "sliced" ? { slice } : {}) });
    expect((await sweep(sometimes, { kind: ["plain", "sliced"], slice: [5e5] }, { maxEvents: 50 })).length).toBe(2);
  });

  it("names the point that the program refuses", async () => {
    await expect(sweep(article, { map: ["hash"], processes: [10, 2.5] })).rejects.toThrow(
      'at map "hash", processes 2.5: processes: expected a whole number from 1, got 2.5',
    );
  });

  it("names the point and replication of a run that fails", async () => {
    const delayed = ({ delay }: { delay: number }): Model => ({
      name: "delayed",
      accounts: {},
      arrivals: [{ state: "start", count: 1 }],
      states: { start: { schedule: [{ state: "start", after: delay }] } },
    });
    await expect(sweep(delayed, { delay: [-1] })).rejects.toThrow(
      "at delay -1, replication 0: states.start.schedule[0].after",
    );
    await expect(sweep({ ...article(), name: 3 as never }, { processes: [5] })).rejects.toThrow(
      "at processes 5, replication 0: name",
    );
  });
});
