import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import type { PerfettoTrace } from "../../src/plot/perfetto.js";
import { article } from "../../src/program/article.js";
import { phasebook } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

describe("phasebook simulate", () => {
  it("prints as JSON what simulate returns", async () => {
    const flags = "--processes 1400 --lifetime 100000 --map task-storage --seed 3 --max-events 9999 --json".split(" ");
    const { stdout, code } = await phasebook(["simulate", "article", ...flags]);
    expect(code).toBe(0);
    const run = simulate(article({ processes: 1400, map: "task-storage" }), { seed: "3", maxEvents: 9999 });
    const { overhead, events, time, accounts, stopped } = run;
    expect(JSON.parse(stdout)).toMatchObject({ overhead, events, time, accounts, stopped });
  });

  it("carries a run to its end where --max-events is left out", async () => {
    const { stdout } = await phasebook("simulate article --processes 1000 --until 10s --json".split(" "));
    expect(JSON.parse(stdout)).toMatchObject({ stopped: "done", events: 27_000 });
  });

  it("says it in words without --json", async () => {
    const { stdout } = await phasebook(["simulate", "article", "--processes", "10"]);
    expect(stdout).toMatch(/^model +article, seed 1\noverhead +[\d.]+ %\nevents +70 \(no event was left\)\n/);
  });

  it("runs a model from a file, and draws it", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "model.json");
    writeFileSync(file, JSON.stringify(article({ processes: 5 })));
    const picture = join(folder, "overhead.svg");
    const { stdout, code } = await phasebook(["simulate", file, "--seed", "7", "--json", "--save", picture]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).overhead).toBe(simulate(article({ processes: 5 }), { seed: 7 }).overhead);
    expect(readFileSync(picture, "utf8")).toMatch(/^<svg[\s\S]*overhead \(%\)[\s\S]*<\/svg>/);
  });

  it("writes a trace for Perfetto", async () => {
    const file = join(temporaryFolder(), "run.trace.json");
    const flags = "--cpus 2 --processes 4 --burst exp:2ms --sleep exp:5ms --until 50ms --json".split(" ");
    const { code, stdout } = await phasebook(["simulate", "scheduler", ...flags, "--trace", file]);
    expect(code).toBe(0);
    const { traceEvents, otherData } = JSON.parse(readFileSync(file, "utf8")) as PerfettoTrace;
    expect(otherData).toMatchObject({ model: "scheduler", seed: "1", events: JSON.parse(stdout).events });
    expect(traceEvents).toContainEqual(expect.objectContaining({ ph: "X", name: "run, has runqueue" }));
  });

  it("says what a scheduler needs by the names of flags, and the place of a mistake once", async () => {
    const said = async (flags: string) => (await phasebook(["simulate", "scheduler", ...flags.split(" ")])).stderr;
    expect(await said("--cpus 2")).toContain("expected either --rate 2000/s, processes that come, or --processes 100");
    expect(await said("--rate 2000 --lifetime 5ms")).toMatch(
      /^phasebook: arrivals\[0\]\.rate: expected a positive rate/,
    );
  });

  it.each([
    ["--processes -5", "processes: expected a whole number from 1, got -5"],
    ["--processes NaN", '--processes takes a number, got "NaN"'],
    ["--processes many", '--processes takes a number, got "many"'],
    ["--map btree", 'map: unknown map "btree"; known: hash, task-storage, measured-hash'],
    ["--lifetime -3", "lifetime: a duration is between 0 and 2^53 ns (104 days), got -3"],
    ["--until 3_parsecs", 'until: expected a duration such as "3 ms" in ns, us, µs, ms, s, min, h, got "3 parsecs"'],
    ["--max-events 1.5", "maxEvents: expected a whole number from 0, got 1.5"],
    ["--colour red", "unknown option '--colour'"],
  ])("refuses %s in one sentence, without a stack trace", async (flags, sentence) => {
    const parts = flags.split(" ").map((part) => part.replace("_", " "));
    const { code, stdout, stderr } = await phasebook(["simulate", "article", ...parts]);
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^phasebook: /);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it("names the file and the place of a mistake in a model", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "model.json");
    const model = JSON.parse(JSON.stringify(article({ processes: 5 })));
    model.states.start.schedule[0].state = "recrod";
    model.draws.queue.distribution.parameters.sigma = -1;
    writeFileSync(file, JSON.stringify(model));
    expect((await phasebook(["simulate", file])).stderr).toContain(
      "draws.queue.distribution: normal: sigma must be positive and finite, got -1",
    );
    model.draws.queue.distribution.parameters.sigma = 1;
    writeFileSync(file, JSON.stringify(model));
    expect((await phasebook(["simulate", file])).stderr).toContain(
      'states.start.schedule[0].state: unknown state "recrod"; known: start, enqueued',
    );
    writeFileSync(file, JSON.stringify(model).slice(0, 100));
    expect((await phasebook(["simulate", file])).stderr).toContain("model.json is not JSON");
    expect((await phasebook(["simulate", join(folder, "none.json")])).stderr).toContain("there is no such file");
    expect(existsSync(join(folder, "none.json"))).toBe(false);
  });
});
