import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { type CompareChoicesOptions, compare, type TechniqueChoices } from "../../src/experiment/compare.js";
import { inline } from "../../src/job/inline.js";
import { compareDesigns } from "../../src/measure/compareDesigns.js";
import { plot } from "../../src/plot/plot.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";
import { workers } from "../../src/runner/workers.js";

const small = { processes: 200, lifetime: "1 ms" } as const;
const options: CompareChoicesOptions = { replications: 6, seed: 2, maxEvents: 3000, runner: inline() };
const model = scheduler({ arrivals: { rate: "900/s" }, lifetime: "exp:1 ms", program: { threshold: "0.5 ms" } });
const short: CompareChoicesOptions = { replications: 8, seed: 4, until: "1 s", runner: inline() };

describe("compare", () => {
  it("has the paired differences of compareDesigns", async () => {
    const compared = await compare(
      ({ map }: { map: string }) => article({ ...small, map }),
      { map: ["hash", "task-storage"] },
      options,
    );
    const pairs = await compareDesigns(article({ ...small, map: "task-storage" }), article({ ...small, map: "hash" }), {
      replications: 6,
      seed: 2,
      maxEvents: 3000,
    });
    expect(compared.rows).toHaveLength(1);
    const [row] = compared.rows;
    expect(row).toMatchObject({ name: "map: task-storage", replications: 6 });
    for (const end of ["mean", "low", "high"] as const) expect(row![end]).toBeCloseTo(pairs.difference[end], 12);
    expect(compared.referenceMean.mean).toBeCloseTo(pairs.second.mean, 12);
    expect(row!.value).toBeCloseTo(pairs.first.mean, 12);
    expect(row!.relative).toBeCloseTo(pairs.difference.mean / pairs.second.mean, 12);
    expect(compared.reference).toEqual({ map: "hash" });
  });

  it("exchanges the techniques of a model, one at a time, the largest difference first", async () => {
    const choices: TechniqueChoices = {
      map: ["measured-hash", "measured-task-storage", "created-task-storage"],
      probe: ["raw-tracepoint", "kprobe"],
    };
    const compared = await compare(model, choices, short);
    expect(compared.rows.map(({ name }) => name)).toEqual([
      "map: created-task-storage",
      "map: measured-task-storage",
      "probe: kprobe",
    ]);
    const difference = (name: string) => Number(compared.rows.find((row) => row.name === name)!.mean);
    expect(difference("map: measured-task-storage")).toBeLessThan(0);
    expect(difference("map: created-task-storage")).toBeGreaterThan(0);
    // Under the same random numbers the difference is known far better than the overhead.
    const { low, high } = compared.rows.find((row) => row.name === "probe: kprobe")! as { low: number; high: number };
    expect(high - low).toBeLessThan((compared.referenceMean.high - compared.referenceMean.low) / 5);
    expect(low).toBeGreaterThan(0);
    expect(compared.runs.length).toBe(4 * 8);
  });

  it("exchanges parameters too, and compares any measure", async () => {
    const compared = await compare(model, { threshold: ["0.5 ms", "5 ms"] }, { ...short, measure: "wait_mean" });
    expect(compared.reference).toEqual({ threshold: 5e5 });
    expect(compared.rows[0]!.name).toBe("threshold: 5000000");
    expect(compared.measure).toBe("wait_mean");
    expect(compared.referenceMean.mean).toBeGreaterThan(1e5);
  });

  it("compares all combinations where it is asked to", async () => {
    const choices: TechniqueChoices = { map: ["measured-hash", "hash"], output: ["ring-buffer", "perf-buffer"] };
    const compared = await compare(model, choices, { ...short, combinations: true });
    expect(compared.rows.map(({ name }) => name).sort()).toEqual([
      "map: hash",
      "map: hash, output: perf-buffer",
      "output: perf-buffer",
    ]);
  });

  it("is the same on worker threads", async () => {
    const choices: TechniqueChoices = { map: ["measured-hash", "hash"] };
    const [here, there] = await Promise.all([
      compare(model, choices, short),
      compare(model, choices, { ...short, runner: workers(2) }),
    ]);
    expect(there.rows).toEqual(here.rows);
  });

  it("is what a tornado is drawn of, and shows itself as a table", async () => {
    const compared = await compare(model, { probe: ["fentry", "kprobe", "uprobe"] }, short);
    const figure = plot.tornado(compared, { name: "overhead", percent: true }).toJSON();
    expect(figure.data[0]).toMatchObject({ y: ["probe: kprobe", "probe: uprobe"] });
    expect(compared[displaySymbol]()["text/html"]).toContain("probe: uprobe");
    expect(JSON.parse(JSON.stringify(compared))).toEqual(compared.rows);
  });

  it.each<[TechniqueChoices, CompareChoicesOptions, string]>([
    [{}, {}, "choices: expected at least two of one name"],
    [{ map: ["hash"] }, {}, "choices: expected at least two of one name"],
    [{ map: [] }, {}, "choices.map: expected a list of choices, got []"],
    [{ map: ["hash", "hash"] }, {}, 'choices.map: expected each choice once, got "hash", "hash"'],
    [{ map: ["hash", "btree"] }, {}, 'map: unknown map "btree"'],
    [{ colour: [1, 2] }, {}, "design.colour: scheduler has nothing of that name"],
    [
      { map: ["hash", "lru-hash"] },
      { replications: 2 },
      "replications: expected a whole number of replications from 3",
    ],
    [{ map: ["hash", "lru-hash"] }, { confidence: 95 }, "confidence: expected a number between 0 and 1, got 95"],
    [{ map: ["hash", "lru-hash"] }, { measure: "nothing_mean" }, 'measures: a run of scheduler has no "nothing_mean"'],
  ])("refuses %j with %j", async (choices, given, message) => {
    await expect(compare(model, choices, { ...short, ...given })).rejects.toThrow(message);
  });

  it("names the point of a mistake once", async () => {
    const refused = compare(model, { colour: ["red", "blue"] }, short);
    await expect(refused).rejects.toThrow(/^at colour "red": design\.colour: scheduler has nothing of that name/);
  });
});
