import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inline } from "../../src/job/inline.js";
import type { Job } from "../../src/job/job.js";
import type { Runner } from "../../src/job/runner.js";
import { redis } from "../../src/runner/redis.js";
import { redisServer, root, run } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";
import { RedisProcess, until, WorkerProcess } from "./redisProcesses.js";

type AnyJob = Job<unknown, unknown, unknown>;
const jobs: Readonly<Record<string, AnyJob>> = {
  ...(await import(new URL("../laws/jobs.mjs", import.meta.url).href)),
  ...(await import(new URL("./redisJobs.mjs", import.meta.url).href)),
};

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe.skipIf(!redisServer)("redis", { timeout: 120_000 }, () => {
  let server: RedisProcess;
  const workers: WorkerProcess[] = [];
  const notices: string[] = [];
  const runner = (): Runner => redis({ url: server.url, batchDuration: 30, onNotice: (text) => notices.push(text) });
  const startWorkers = async (count: number, concurrency = 1): Promise<WorkerProcess[]> => {
    const started = await Promise.all(upTo(count).map(() => WorkerProcess.start(server.url, { concurrency })));
    workers.push(...started);
    return started;
  };
  const runKeys = () =>
    server.ask(async (client) => (await client.keys("*")).filter((key) => /[0-9a-f]{8}-/.test(key)));

  beforeAll(async () => {
    server = await RedisProcess.start();
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill()));
    await server.ask((client) => client.flushall());
    notices.length = 0;
  });
  afterAll(() => server?.remove());

  async function outputsOf(
    runner: Runner,
    job: AnyJob,
    shared: unknown,
    inputs: readonly unknown[],
    onOutput: (done: number) => void = () => {},
    signal?: AbortSignal,
  ) {
    const outputs: unknown[] = [];
    let done = 0;
    const take = (output: unknown, index: number): void => {
      expect(outputs, `piece ${index} came twice`).not.toHaveProperty(String(index));
      outputs[index] = output;
      done += 1;
      onOutput(done);
    };
    const ended = await runner.run(job, shared, inputs, { ...(signal && { signal }), onOutput: take });
    return { ended, outputs, done };
  }

  it("gives with three processes, of which one is killed in the middle, what inline gives", async () => {
    const [first] = await startWorkers(3);
    const inputs = upTo(600);
    const expected = await outputsOf(inline(), jobs.numbers!, { milliseconds: 0 }, inputs);
    const found = await outputsOf(runner(), jobs.numbers!, { milliseconds: 5 }, inputs, (done) => {
      if (done >= 150 && first!.lines.some((line) => line.startsWith("batch"))) void first!.kill();
    });
    expect(found.ended).toBe("done");
    expect(first!.process.signalCode).toBe("SIGKILL");
    expect(found.outputs).toStrictEqual(expected.outputs);
    expect(Object.is((found.outputs[3] as { special: number }).special, -0)).toBe(true);
  });

  it("does within seconds what a worker had that froze, and counts it once when that one goes on", async () => {
    const file = join(temporaryFolder(), "begun");
    const [frozen] = await startWorkers(1);
    // One piece a batch; the frozen one is in the middle of one.
    const running = outputsOf(
      runner(),
      jobs.slow!,
      { file },
      upTo(24).map(() => 400),
    );
    await until(() => existsSync(file) && readFileSync(file, "utf8").split("\n").length > 2, "a piece");
    frozen!.process.kill("SIGSTOP");
    await startWorkers(1);
    const { outputs, done } = await running;
    frozen!.process.kill("SIGCONT");
    expect([done, outputs]).toEqual([24, upTo(24).map(() => 400)]);
  });

  it("keeps what is done when it is stopped, and leaves nothing in Redis", async () => {
    await startWorkers(1);
    const controller = new AbortController();
    const { ended, outputs, done } = await outputsOf(
      runner(),
      jobs.busy!,
      {},
      upTo(5000).map(() => 2),
      (done) => done === 40 && controller.abort(),
      controller.signal,
    );
    expect(ended).toBe("aborted");
    expect(done).toBe(40);
    expect(Object.values(outputs)).toEqual(upTo(40).map(() => 2));
    await until(async () => (await runKeys()).every((key) => key.includes(":workers:")), "the batches at work");
  });

  it("stops at once in the middle of a long piece, whose worker then drops it", async () => {
    const file = join(temporaryFolder(), "begun");
    const [worker] = await startWorkers(1);
    const controller = new AbortController();
    const running = outputsOf(runner(), jobs.slow!, { file }, [60_000], undefined, controller.signal);
    await until(() => existsSync(file), "the piece");
    controller.abort();
    expect((await running).ended).toBe("aborted");
    // Free for another run long before the minute is over.
    expect((await outputsOf(runner(), jobs.echo!, {}, [1, 2])).outputs).toEqual([1, 2]);
    await until(() => worker!.lines.length >= 3, "the dropped batch", 10_000);
  });

  it("leaves nothing of a run that is done but what workers show", async () => {
    await startWorkers(1);
    await outputsOf(runner(), jobs.echo!, {}, upTo(100));
    await until(async () => (await runKeys()).every((key) => key.includes(":workers:")), "the last batch");
    await Promise.all(workers.map((worker) => worker.kill("SIGTERM")));
    expect(await runKeys()).toEqual([]);
  });

  it("hands over the work of a worker that leaves, and the worker finishes what it has", async () => {
    const [leaving] = await startWorkers(2);
    const { outputs } = await outputsOf(
      runner(),
      jobs.busy!,
      {},
      upTo(300).map(() => 5),
      (done) => {
        if (done === 50) leaving!.process.kill("SIGTERM");
      },
    );
    expect(outputs).toEqual(upTo(300).map(() => 5));
    await until(() => leaving!.lines.at(-1) === "left", "the leaving worker", 5000);
    expect(leaving!.process.exitCode ?? 0).toBe(0);
  });

  it("gives up on a piece that three processes die of, and says which", { timeout: 90_000 }, async () => {
    await startWorkers(3);
    const failing = outputsOf(redis({ url: server.url, batchDuration: 0.001 }), jobs.murderous!, { at: 7 }, upTo(10));
    const expected = failing.catch((error) => error);
    await until(() => workers.every(({ process }) => process.signalCode === "SIGKILL"), "their deaths", 60_000);
    await startWorkers(1);
    expect((await expected).message).toBe(
      'job "murderous": 3 workers ended while doing piece 7: they stopped answering',
    );
  });

  it("goes on for two runs at the same time", async () => {
    await startWorkers(2);
    const found = await Promise.all(
      [2, 3].map((factor) =>
        outputsOf(
          runner(),
          jobs.product!,
          { factor },
          upTo(500).map((value) => ({ value, label: "" })),
        ),
      ),
    );
    for (const [index, { outputs }] of found.entries())
      expect(outputs).toEqual(upTo(500).map((value) => ({ value: (index + 2) * value, label: "/true" })));
  });

  it("says what is no data before anything is sent", async () => {
    await expect(outputsOf(runner(), jobs.echo!, { f() {} }, [1])).rejects.toThrow("shared.f is a function");
    await expect(outputsOf(runner(), jobs.echo!, {}, [1, { at: new Date(0) }])).rejects.toThrow(
      /inputs\[\d\]\.at is an instance of Date/,
    );
  });
});

it("needs no Redis library until it is used", async () => {
  const entry = pathToFileURL(join(root, "dist/src/index.js")).href;
  const script = `
    import { createRequire } from "node:module";
    const libraries = () => Object.keys(createRequire(${JSON.stringify(entry)}).cache).filter((path) => /ioredis|bullmq/.test(path));
    const { redis } = await import(${JSON.stringify(entry)});
    const runner = redis("redis://localhost:1");
    const before = libraries().length;
    await runner.run({ name: "any" }, {}, [1], {}).catch(() => {});
    console.log(JSON.stringify({ before, after: libraries().length }));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script]);
  const { before, after } = JSON.parse(stdout) as { before: number; after: number };
  expect(before).toBe(0);
  expect(after).toBeGreaterThan(0);
});

it.each([
  [
    "http://localhost",
    "redis: expected a URL such as redis://host:6379 or rediss://host:6379, got one that begins with http:",
  ],
  ["secret", "got one that is no URL"],
  ["redis://h/one", 'redis: the database in the URL is a number, got "one"'],
  [{ url: "redis://h", queue: "a:b" }, 'redis: queue is made of letters, digits and ._-, got "a:b"'],
  [{ url: "redis://h", connectTimeout: 0 }, "redis: connectTimeout is a number of ms above 0, got 0"],
  [{ url: "redis://h", batchDuration: Number.NaN }, "redis: batchDuration is a number of ms above 0, got NaN"],
  [{ url: "redis://h", tls: {} }, "redis: the option tls asks for TLS, for which the URL begins with rediss://"],
])("refuses %j", (options, message) => {
  expect(() => redis(options)).toThrow(message);
});
