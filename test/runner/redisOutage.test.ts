// What happens to a run while the server, or what is on it, is not as it should be.
import { afterEach, describe, expect, it } from "vitest";
import type { Job } from "../../src/job/job.js";
import { type RedisRunnerOptions, redis } from "../../src/runner/redis.js";
import { Presence } from "../../src/runner/redisPresence.js";
import { redisWorker } from "../../src/runner/redisWorker.js";
import { version } from "../../src/runner/version.js";
import { redisServer } from "../setup/parts.js";
import { RedisProcess, until, WorkerProcess } from "./redisProcesses.js";

type AnyJob = Job<unknown, unknown, unknown>;
const jobs: Readonly<Record<string, AnyJob>> = await import(new URL("../laws/jobs.mjs", import.meta.url).href);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe.skipIf(!redisServer)("a run goes on", { timeout: 120_000 }, () => {
  const servers: RedisProcess[] = [];
  const workers: WorkerProcess[] = [];
  const notices: string[] = [];
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill()));
    await Promise.all(servers.splice(0).map((server) => server.remove()));
    notices.length = 0;
  });

  async function start(...settings: string[]): Promise<RedisProcess> {
    const server = await RedisProcess.start(...settings);
    servers.push(server);
    return server;
  }
  async function startWorker(server: RedisProcess): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(server.url);
    workers.push(worker);
    return worker;
  }

  async function outputsOf(
    server: RedisProcess,
    job: AnyJob,
    inputs: readonly unknown[],
    options: Partial<RedisRunnerOptions> & { onOutput?: (done: number) => void; signal?: AbortSignal } = {},
  ) {
    const outputs: unknown[] = [];
    let done = 0;
    const { onOutput, signal, ...more } = options;
    const runner = redis({ url: server.url, batchDuration: 20, onNotice: (text) => notices.push(text), ...more });
    const ended = await runner.run(job, {}, inputs, {
      ...(signal && { signal }),
      onOutput: (output, index) => {
        outputs[index] = output;
        done += 1;
        onOutput?.(done);
      },
    });
    return { ended, outputs, done };
  }

  it.each([
    ["that forgot everything", []],
    ["that kept everything", ["--appendonly", "yes", "--appendfsync", "always"]],
  ])("over a restart of a server %s", async (_, settings) => {
    const server = await start(...settings);
    await Promise.all([startWorker(server), startWorker(server)]);
    const inputs = upTo(400).map(() => 5);
    const found = await outputsOf(server, jobs.busy!, inputs, {
      onOutput: (done) => {
        if (done === 100)
          void server
            .kill()
            .then(() => new Promise((resolve) => setTimeout(resolve, 1500)))
            .then(() => server.start());
      },
    });
    expect([found.ended, found.done, found.outputs]).toEqual(["done", 400, inputs]);
    expect(notices).toContainEqual(expect.stringMatching(/^Redis at redis:.*; trying again$/));
    expect(notices).toContainEqual(expect.stringMatching(/ is back after \d+\.\d s$/));
    // The workers have come through it too.
    for (const { process } of workers) expect(process.exitCode).toBeNull();
  });

  it("over the loss of its batches, which are put again", async () => {
    const server = await start();
    const running = outputsOf(server, jobs.echo!, upTo(50));
    await until(() => server.ask(async (client) => (await client.keys("*:wait")).length > 0), "batches");
    await server.ask((client) => client.flushall());
    await startWorker(server);
    expect((await running).outputs).toEqual(upTo(50));
  });

  it("until the server was gone for longer than its patience", async () => {
    const server = await start();
    await startWorker(server);
    const kept: number[] = [];
    const running = outputsOf(
      server,
      jobs.busy!,
      upTo(2000).map(() => 5),
      {
        patience: 1200,
        onOutput: (done) => {
          kept.push(done);
          if (done === 20) void server.kill();
        },
      },
    );
    await expect(running).rejects.toThrow(/^Redis at redis:.*nothing listens there.*; given up after 0\.02 min$/);
    expect(kept.length).toBeGreaterThanOrEqual(20);
  });

  it("where an abort comes while the server is gone", async () => {
    const server = await start();
    await startWorker(server);
    const controller = new AbortController();
    const running = outputsOf(
      server,
      jobs.busy!,
      upTo(2000).map(() => 5),
      {
        signal: controller.signal,
        onOutput: (done) => {
          if (done === 20) void server.kill().then(() => controller.abort());
        },
      },
    );
    expect((await running).ended).toBe("aborted");
  });

  it("when a full server has room again, and says that it is full", async () => {
    const server = await start();
    await startWorker(server);
    const full = (): Promise<unknown> => server.ask((client) => client.config("SET", "maxmemory", "1mb"));
    const inputs = upTo(300).map(() => 5);
    const found = await outputsOf(server, jobs.busy!, inputs, {
      onOutput: (done) => {
        if (done === 60)
          void full()
            .then(() => until(() => notices.some((text) => text.includes("it is full")), "a notice"))
            .then(() => server.ask((client) => client.config("SET", "maxmemory", "0")));
      },
    });
    expect([found.done, found.outputs]).toEqual([300, inputs]);
    expect(notices).toContainEqual(
      expect.stringMatching(/it is full \(maxmemory\): give it more memory.*trying again/),
    );
  });

  it("until the server was full for longer than its patience", async () => {
    const server = await start("--maxmemory", "1mb");
    await expect(outputsOf(server, jobs.echo!, [1], { patience: 500 })).rejects.toThrow(
      /^Redis at redis:.*: it is full \(maxmemory\): give it more memory \(OOM/,
    );
  });

  it("and warns of a server that throws work away", async () => {
    const server = await start("--maxmemory-policy", "allkeys-lru");
    await startWorker(server);
    expect((await outputsOf(server, jobs.echo!, [1, 2])).outputs).toEqual([1, 2]);
    expect(notices).toContainEqual(expect.stringMatching(/its maxmemory-policy is allkeys-lru.*noeviction/));
    expect(workers[0]!.lines).toContainEqual(expect.stringMatching(/^notice: .*maxmemory-policy is allkeys-lru/));
  });

  it("and says what there is to do where nobody takes anything", async () => {
    const server = await start();
    const controller = new AbortController();
    const running = outputsOf(server, jobs.echo!, [1], { queue: "mine", signal: controller.signal });
    await until(() => notices.length > 0, "a notice");
    controller.abort();
    await running;
    expect(notices).toEqual([
      `no worker has taken anything for 10 s: none is there; start one with phasebook worker --redis ${server.url}/0 --redis-queue mine`,
    ]);
  });

  it("and a worker says which runs it leaves to others", async () => {
    const server = await start();
    const runs = (client: Parameters<Parameters<RedisProcess["ask"]>[0]>[0]) =>
      new Presence(client, "phasebook:jobs:runs", 60_000);
    await server.ask((client) => runs(client).renew("one", { version: "9.9.9", job: "echo" }));
    await server.ask((client) => runs(client).renew("two", { version, job: "sum" }));
    const controller = new AbortController();
    const worker = redisWorker({ url: server.url, onNotice: (text) => notices.push(text) }, [jobs.echo!], {
      signal: controller.signal,
    });
    await until(() => notices.length === 2, "notices");
    controller.abort();
    await worker;
    expect(notices.sort()).toEqual([
      `a run of Phasebook 9.9.9 is there; this worker is ${version} and leaves it to others`,
      'a run of the job "sum" is there; this worker knows echo and leaves it to others',
    ]);
  });

  it("without batches of a runner that was killed: a worker passes over them", async () => {
    const server = await start();
    const worker = await startWorker(server);
    const { Queue } = await import("bullmq");
    await server.ask(async (client) => {
      const queue = new Queue(`jobs-${version}-echo`, { connection: client, prefix: "phasebook" });
      await queue.add("batch", { run: "dead", inputs: [1], limit: 1000 }, { jobId: "dead-0", removeOnComplete: true });
      await until(async () => (await queue.getJobState("dead-0")) === "unknown", "the orphan");
    });
    expect((await outputsOf(server, jobs.echo!, [1])).outputs).toEqual([1]);
    const batches = () => worker.lines.filter((line) => line.startsWith("batch"));
    await until(() => batches().length > 0, "the worker's word");
    expect(batches()).toEqual(["batch 1"]);
  });
});
