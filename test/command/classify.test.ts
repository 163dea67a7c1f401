import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { article } from "../../src/program/article.js";
import { replicationSeed } from "../../src/random/replicationSeed.js";
import { classify } from "../../src/regime/classify.js";
import { phasebook } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const model = article({ processes: 3000, lifetime: "100 ms" });
const flags = "--processes 3000 --lifetime 100ms --max-events 300000".split(" ");

describe("phasebook classify", () => {
  it("prints as JSON what classify returns", async () => {
    const { code, stdout } = await phasebook(["classify", "article", ...flags, "--seed", "7", "--json"]);
    expect(code).toBe(0);
    const run = simulate(model, { seed: "7", maxEvents: 300_000, windows: 4000 });
    expect(JSON.parse(stdout)).toEqual({ ...classify(run) });
  });

  it("judges replications together, each under its own seed", async () => {
    const { stdout } = await phasebook([
      "classify",
      "article",
      ...flags,
      "--replications",
      "3",
      "--windows",
      "500",
      "--json",
    ]);
    const runs = [0, 1, 2].map((replication) =>
      simulate(model, { seed: replicationSeed("1", replication), maxEvents: 300_000, windows: 500 }),
    );
    const found = JSON.parse(stdout);
    expect(found).toEqual({ ...classify(runs) });
    expect(found.evidence.replications).toBe(3);
  });

  it("says it in words without --json, of a model from a file, by a measure of one's own", async () => {
    const file = join(temporaryFolder(), "model.json");
    writeFileSync(file, JSON.stringify(model));
    const { code, stdout } = await phasebook(["classify", file, "--max-events", "300000", "--epsilon", "0.5"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^converging: the overhead goes to 1\d[.\d]* % \(.*\), below 50 %\.\n/);
    expect(stdout).toMatch(/\n +overhead +1\d[.\d]* %/);
  });

  it.each([
    ["--replications 0", "replications: expected a whole number of replications from 1, got 0"],
    ["--epsilon -1", "epsilon: expected a positive overhead, such as 0.01, got -1"],
    ["--confidence 95", "confidence: expected a number between 0 and 1, got 95"],
    ["--windows 1", "windows: expected a whole number from 2 to 1000000, got 1"],
    ["--backlog nobody", 'backlog: the series has no column "nobody"; it has time, alive'],
    ["--processes many", '--processes takes a number, got "many"'],
  ])("refuses %s in one sentence", async (text, sentence) => {
    const { code, stdout, stderr } = await phasebook(["classify", "article", ...text.split(" ")]);
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe("");
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
