import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { runPoint } from "../../src/experiment/runPoint.js";
import { inline } from "../../src/job/inline.js";
import type { Runner } from "../../src/job/runner.js";
import { article } from "../../src/program/article.js";
import { redis } from "../../src/runner/redis.js";
import { version } from "../../src/runner/version.js";
import { RedisProcess, until } from "../runner/redisProcesses.js";
import { phasebook, redisServer, root } from "../setup/parts.js";

describe("phasebook worker", () => {
  it.each([
    [[], {}, "phasebook: worker: which Redis? Give --redis URL, or the environment PHASEBOOK_REDIS or REDIS_URL"],
    [["--redis", "localhost:6379"], {}, "phasebook: redis: expected a URL such as redis://host:6379"],
    [["--redis", "redis://127.0.0.1:1"], {}, "phasebook: Redis at redis://127.0.0.1:1/0: nothing listens there"],
    [[], { PHASEBOOK_REDIS: "redis://:geheim@127.0.0.1:1" }, "Redis at redis://127.0.0.1:1/0: nothing listens"],
    [["--redis", "redis://h", "--concurrency", "0"], {}, "redisWorker: concurrency is a whole number from 1, got 0"],
    [["--redis", "redis://h", "--tls-ca", "none.pem"], {}, "--tls-ca: none.pem: there is no such file"],
  ])("refuses %j in one sentence", async (flags, env, sentence) => {
    const { PHASEBOOK_REDIS, REDIS_URL, ...rest } = process.env;
    const { code, stderr } = await phasebook(["worker", ...flags], { env: { ...rest, ...env } });
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/geheim|^ +at /m);
  });
});

describe.skipIf(!redisServer)("phasebook worker", { timeout: 120_000 }, () => {
  const started: { remove(): unknown }[] = [];
  afterEach(async () => {
    for (const each of started.splice(0).reverse()) await each.remove();
  });

  function start(url: string, ...flags: string[]): { process: ChildProcess; out: string[]; err: string[] } {
    const env = { ...process.env, REDIS_URL: url };
    const command = [join(root, "dist/src/command/main.js"), "worker", "--concurrency", "1", ...flags];
    const child = spawn(process.execPath, command, { env });
    started.push({ remove: () => child.kill("SIGKILL") });
    const out: string[] = [];
    const err: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => out.push(line));
    createInterface({ input: child.stderr }).on("line", (line) => err.push(line));
    return { process: child, out, err };
  }

  const inputs = Array.from({ length: 40 }, (_, index) => ({ model: index % 2, seed: `s${index}`, where: `${index}` }));
  const rowsBy = async (runner: Runner): Promise<unknown[]> => {
    const rows: unknown[] = [];
    const shared = { models: [article({ processes: 5 }), article({ processes: 9, map: "task-storage" })] };
    await runner.run(runPoint, shared, inputs, { onOutput: (row, index) => (rows[index] = row) });
    return rows;
  };

  it("does the runs of a sweep, says so, and leaves when it is told to", async () => {
    const server = await RedisProcess.start();
    started.push(server);
    const worker = start(server.url);
    await until(() => worker.err.length > 0, "its first line");
    expect(worker.err[0]).toMatch(new RegExp(`^phasebook: version ${version} is ready for runPoint, `));
    expect(await rowsBy(redis(server.url))).toEqual(await rowsBy(inline()));
    worker.process.kill("SIGTERM");
    const [code] = await once(worker.process, "exit");
    expect(code).toBe(0);
    expect(worker.err).toContainEqual(expect.stringMatching(/^phasebook: SIGTERM: finishing the batches at work/));
    expect(worker.err).toContainEqual(expect.stringMatching(/: \d+ batches with \d+ pieces, [\d,]+ a second$/));
    expect(worker.err.at(-1)).toMatch(/^phasebook: left after \d+ batches with 40 pieces$/);
    expect(worker.out).toEqual([]);
  });

  it("prints lines of JSON with --json, and serves the queue it is told", async () => {
    const server = await RedisProcess.start();
    started.push(server);
    const worker = start(server.url, "--json", "--redis-queue", "mine", "--redis-prefix", "other");
    await until(() => worker.out.length > 0, "its first line");
    expect(await rowsBy(redis({ url: server.url, queue: "mine", prefix: "other" }))).toEqual(await rowsBy(inline()));
    worker.process.kill("SIGINT");
    await once(worker.process, "exit");
    const lines = worker.out.map((line) => JSON.parse(line));
    expect(lines[0]).toEqual({ event: "ready", version, jobs: expect.arrayContaining(["runPoint"]) });
    expect(lines).toContainEqual({ event: "leaving", signal: "SIGINT" });
    const done = lines.filter(({ event }) => event === "done");
    expect(done.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(40);
    expect(lines.at(-1)).toMatchObject({ event: "left", pieces: 40 });
    expect(
      await server.ask(async (client) => (await client.keys("*")).filter((key) => !key.startsWith("other:"))),
    ).toEqual([]);
  });

  it("does what phasebook sweep --redis asks for, in the queue that both are told", async () => {
    const server = await RedisProcess.start();
    started.push(server);
    const worker = start(server.url, "--redis-queue", "mine");
    await until(() => worker.err.length > 0, "its first line");
    const command = ["sweep", "article", "--processes", "10,20", "--max-events", "500", "--seed", "1", "--json"];
    const env = { ...process.env, PHASEBOOK_REDIS: server.url };
    const there = await phasebook([...command, "--redis", "--redis-queue", "mine"], { env });
    const here = await phasebook([...command, "--workers", "1"]);
    expect(there.stderr).not.toContain("nobody");
    expect(JSON.parse(there.stdout)).toEqual(JSON.parse(here.stdout));
    expect(JSON.parse(here.stdout)).toHaveLength(2);
  });

  it("quits at once when it is told twice", async () => {
    const server = await RedisProcess.start();
    started.push(server);
    const worker = start(server.url);
    await until(() => worker.err.length > 0, "its first line");
    // Thousands of millions of events: it is not over soon.
    const shared = { models: [article({ processes: 1000, lifetime: "100 ms" })], maxEvents: 2 ** 40 };
    const controller = new AbortController();
    const running = redis(server.url).run(runPoint, shared, [{ model: 0, seed: "1", where: "here" }], {
      signal: controller.signal,
      onOutput: () => {},
    });
    await until(() => server.ask(async (client) => (await client.keys("*:active")).length > 0), "the batch");
    worker.process.kill("SIGTERM");
    await until(() => worker.err.some((line) => line.includes("SIGTERM")), "its answer");
    worker.process.kill("SIGTERM");
    expect(await once(worker.process, "exit")).toEqual([143, null]);
    controller.abort();
    expect(await running).toBe("aborted");
  });
});
