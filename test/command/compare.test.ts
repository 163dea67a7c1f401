import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { compare } from "../../src/experiment/compare.js";
import { inline } from "../../src/job/inline.js";
import { scheduler } from "../../src/program/scheduler.js";
import { phasebook } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const flags = "--rate 900/s --lifetime exp:1ms --until 1s --replications 4 --seed 7".split(" ");
const model = scheduler({ arrivals: { rate: "900/s" }, lifetime: "exp:1ms", program: {} });

describe("phasebook compare", () => {
  it("prints as JSON what compare returns", async () => {
    const maps = ["measured-hash", "created-task-storage"];
    const { stdout, code } = await phasebook(["compare", "scheduler", ...flags, "--map", maps.join(","), "--json"]);
    expect(code).toBe(0);
    const compared = await compare(model, { map: maps }, { until: "1s", replications: 4, seed: "7", runner: inline() });
    const { measure, reference, referenceMean, rows } = compared;
    expect(JSON.parse(stdout)).toEqual({ measure, reference, referenceMean, differences: rows });
  });

  it("compares the choices of a model in a file, in words, and draws them", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "model.json");
    writeFileSync(file, JSON.stringify(model));
    const picture = join(folder, "tornado.svg");
    const { stdout, code } = await phasebook([
      "compare",
      file,
      "--set",
      "probe=fentry,kprobe,uprobe",
      "--until",
      "0.5s",
      "--replications",
      "3",
      "--save",
      picture,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^overhead with probe fentry: [\d.]+ % \([\d.]+ % to [\d.]+ %\)\n/);
    expect(stdout).toMatch(/probe: uprobe +\+[\d.]+ % \([\d.]+ % to [\d.]+ %\)\nprobe: kprobe/);
    expect(readFileSync(picture, "utf8")).toMatch(/^<svg[\s\S]*probe: uprobe[\s\S]*<\/svg>/);
  });

  it.each([
    [["scheduler", ...flags, "--set", "threshold=1,2"], "--set: is for the model of a file; scheduler has flags"],
    [["scheduler", ...flags], "expected several values of a flag, such as --map hash,task-storage"],
    [["scheduler", ...flags, "--map", "hash,btree"], 'map: unknown map "btree"; known: hash, task-storage'],
    [["scheduler", ...flags, "--counters", "on,perhaps"], '--counters takes on or off, got "perhaps"'],
  ])("refuses %j in one sentence", async (arguments_, sentence) => {
    const { code, stderr } = await phasebook(["compare", ...arguments_]);
    expect(code).not.toBe(0);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

it("phasebook simulate scheduler takes every technique", async () => {
  const techniques =
    "--map lru-hash --output perf-buffer-wake-up:10 --probe fentry --isa v3 --calls tail-call:3 --counters on --pages 2 --max-entries 50 --bloom 1000 --sampling 2 --entry 1us --threshold 1ms";
  const { stdout, code } = await phasebook([
    ..."simulate scheduler --rate 900/s --lifetime exp:1ms --until 1s --json".split(" "),
    ...techniques.split(" "),
  ]);
  expect(code).toBe(0);
  const program = {
    map: "lru-hash",
    output: "perf-buffer-wake-up:10",
    probe: "fentry",
    isa: "v3",
    calls: "tail-call:3",
    counters: true,
    pages: 2,
    maxEntries: 50,
    bloom: 1000,
    sampling: 2,
    entry: "1us",
    threshold: "1ms",
  } as const;
  const run = simulate(scheduler({ arrivals: { rate: "900/s" }, lifetime: "exp:1ms", program }), {
    seed: "1",
    until: "1s",
  });
  expect(JSON.parse(stdout).overhead).toBe(run.overhead);
});
