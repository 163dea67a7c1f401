import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { factorial } from "../../src/experiment/design/factorial.js";
import { latinHypercube } from "../../src/experiment/design/latinHypercube.js";
import { sweep } from "../../src/experiment/sweep.js";
import { article } from "../../src/program/article.js";
import { Table } from "../../src/table/table.js";
import { phasebook, root } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const run = (flags: string, folder?: string) =>
  phasebook(["sweep", ...flags.split(" ")], folder ? { cwd: folder } : {});

describe("phasebook sweep", () => {
  it("prints the rows that sweep returns", async () => {
    const { stdout, code } = await run(
      "article --processes 20,30 --map hash,task-storage --replications 2 --seed 3 --measure bpf,residence_p99 --workers 2 --json",
    );
    expect(code).toBe(0);
    const design = { processes: [20, 30], map: ["hash", "task-storage"] };
    const table = await sweep(article, design, { replications: 2, seed: "3", measures: ["bpf", "residence_p99"] });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(table)));
  });

  it("takes levels of ranges, and designs that choose in ranges", async () => {
    const levels = await run("article --processes 10 --lifetime 10us..1ms:log:3 --max-events 200 --csv");
    expect(Table.fromCSV(levels.stdout).column("lifetime")).toEqual([10_000, 100_000, 1_000_000]);
    const chosen = await run(
      "article --processes 10..80:log --map hash,task-storage --latin-hypercube 4 --max-events 200 --csv",
    );
    const design = latinHypercube({ processes: [10, 80, "log"], map: { values: ["hash", "task-storage"] } }, 4, {
      seed: "1",
    });
    expect(Table.fromCSV(chosen.stdout).rows).toEqual((await sweep(article, design, { maxEvents: 200 })).rows);
  });

  it("refuses a sweep over nothing, and says what there is to vary", async () => {
    const bare = await run("article");
    expect(bare).toMatchObject({ code: 1, stdout: "" });
    expect(bare.stderr).toContain("expected values to run the model at (such as --cpus 8,16 or --lifetime");
    const folder = temporaryFolder();
    const model = article({ processes: 10 });
    writeFileSync(join(folder, "model.json"), JSON.stringify(model));
    const names = Object.keys(model.parameters!).join(", ");
    expect((await run("model.json", folder)).stderr).toContain(`--set NAME=1,2,3 with a NAME of ${names}`);
    expect((await run("article --replications 2 --max-events 50 --csv")).stdout.trim().split("\n")).toHaveLength(3);
  });

  it("refuses what only Redis can do", async () => {
    const { code, stderr } = await run("article --processes 10 --max-events 100 --redis-queue mine");
    expect(code).toBe(1);
    expect(stderr).toContain("--redis-queue: only with --redis");
  });

  it("sweeps the parameters of a model in a file, and says what matters", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "model.json"), JSON.stringify(article({ processes: 5 })));
    const swept = await run("model.json --set processes=5,10 --set cpus=1,2 --csv", folder);
    const table = await sweep(article, factorial({ processes: [5, 10], cpus: [1, 2] }));
    expect(Table.fromCSV(swept.stdout).rows).toEqual(table.rows);
    const ranked = await run("model.json --set processes=5..50 --set lifetime=10us..90us --morris 4 --json", folder);
    expect(JSON.parse(ranked.stdout).map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      "processes",
      "lifetime",
    ]);
  });

  it("keeps its rows in a store and writes them to a file", async () => {
    const folder = temporaryFolder();
    const flags = "article --processes 20,30 --replications 3 --store sweep.parquet --json";
    const first = await run(`${flags} --save rows.arrow`, folder);
    expect(Table.fromArrow(readFileSync(join(folder, "rows.arrow"))).rows).toEqual(JSON.parse(first.stdout));
    expect((await Table.fromParquet(readFileSync(join(folder, "sweep.parquet")))).length).toBe(6);
    expect((await run(flags, folder)).stdout).toBe(first.stdout);
  });

  it("stops at the first Ctrl-C with what is done, and goes on from there", async () => {
    const folder = temporaryFolder();
    // 400 runs of some 10 ms: on one thread it is still at it when the first hundred are done.
    const flags = ["sweep", "article", "--processes", "1000", "--replications", "400", "--max-events", "60000"];
    const more = ["--store", "sweep.parquet", "--workers", "1", "--json"];
    const child: ChildProcess = spawn(process.execPath, [join(root, "dist/src/command/main.js"), ...flags, ...more], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name]!.setEncoding("utf8").on("data", (chunk: string) => {
        text[name] += chunk;
      });
    const journal = join(folder, "sweep.parquet.journal");
    const lines = () => {
      try {
        return readFileSync(journal, "utf8").split("\n").length - 2;
      } catch {
        return 0;
      }
    };
    while (lines() < 20 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(130);
    const rows = JSON.parse(text.stdout).length as number;
    expect(rows).toBeGreaterThanOrEqual(20);
    expect(rows).toBeLessThan(400);
    expect(text.stderr).toContain("phasebook: stopping; what is done is kept; once more quits at once");
    expect(text.stderr).toContain(`phasebook: ${rows} rows are in sweep.parquet; the same command goes on from there`);
    expect((await Table.fromParquet(readFileSync(join(folder, "sweep.parquet")))).length).toBe(rows);
  });

  it.each([
    ["article --processes 10..20", "processes: a range needs a number of levels, such as 10..20:5, or a design"],
    ["scheduler --cpus 2,4", "expected either --rate 2000/s, processes that come, or --processes 100, that stay"],
    ["article --processes ten", '--processes takes a number, got "ten"'],
    [
      "article --lifetime 1..many:3",
      'expected a range of numbers or durations such as 10us..1s:log:24, got "1..many:3"',
    ],
    ["article --processes 20..10:5", "low must be below high, got 20 and 10"],
    ["article --map hash,btree", 'at map "btree": map: unknown map "btree"'],
    ["article --processes 1 --sobol 4 --adaptive 2", "expected one design, got sobol and adaptive"],
    ["article --processes 1 --precision 0.1 --replications 2", "--replications and --precision: expected one of them"],
    [
      "article --processes 1 --measure wait_p99",
      'at processes 1, replication 0: measures: a run of article has no "wait_p99"; it has bpf',
    ],
    ["none.json", "none.json: there is no such file"],
  ])("refuses %s in one sentence, without a stack trace", async (flags, sentence) => {
    const { code, stdout, stderr } = await run(flags);
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^phasebook: /);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
