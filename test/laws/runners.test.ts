import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { inline } from "../../src/job/inline.js";
import type { Job } from "../../src/job/job.js";
import type { Runner } from "../../src/job/runner.js";
import { redis } from "../../src/runner/redis.js";
import { RedisProcess, WorkerProcess } from "../runner/redisProcesses.js";
import { built } from "../setup/built.js";
import { redisServer } from "../setup/parts.js";

type AnyJob = Job<unknown, unknown, unknown>;

const { workers } = await built<typeof import("../../src/runner/workers.js")>("runner/workers.js");
const jobs: Readonly<Record<string, AnyJob>> = await import(new URL("./jobs.mjs", import.meta.url).href);

/** What the distributed runner needs, where there is a redis-server: one, and workers in processes of their own. */
async function distributed(): Promise<readonly Runner[]> {
  if (!redisServer) return [];
  const server = await RedisProcess.start();
  const processes = await Promise.all([1, 2].map((concurrency) => WorkerProcess.start(server.url, { concurrency })));
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.kill()));
    await server.remove();
  });
  return [redis(server.url)];
}

/** Every runner, and whether its pieces are done in workers that may die alone. */
const runners: readonly { readonly runner: Runner; readonly mortal: boolean }[] = [
  { runner: inline(), mortal: false },
  { runner: workers(1), mortal: true },
  { runner: workers(2), mortal: true },
  { runner: workers(4), mortal: true },
  // Its workers die in tests of their own, and it waits for one that knows a job.
  ...(await distributed()).map((runner) => ({ runner, mortal: false })),
];

/** What a run handed over, in order of the pieces; none twice. */
async function outputsOf(
  runner: Runner,
  job: AnyJob,
  shared: unknown,
  inputs: readonly unknown[],
  options: { signal?: AbortSignal; onOutput?: (done: number) => void } = {},
): Promise<{ ended: "done" | "aborted"; outputs: ReadonlyMap<number, unknown> }> {
  const { outputs, ended, error } = await handedOver(runner, job, shared, inputs, options);
  if (!ended) throw error;
  return { outputs, ended };
}

async function handedOver(
  runner: Runner,
  job: AnyJob,
  shared: unknown,
  inputs: readonly unknown[],
  { signal, onOutput }: { signal?: AbortSignal; onOutput?: (done: number) => void } = {},
): Promise<{ ended?: "done" | "aborted"; error?: Error; outputs: ReadonlyMap<number, unknown> }> {
  const outputs = new Map<number, unknown>();
  const take = (output: unknown, index: number): void => {
    expect(outputs.has(index), `piece ${index} was handed over twice`).toBe(false);
    outputs.set(index, output);
    onOutput?.(outputs.size);
  };
  try {
    const ended = await runner.run(job, shared, inputs, { ...(signal && { signal }), onOutput: take });
    return { ended, outputs };
  } catch (error) {
    return { error: error as Error, outputs };
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** What each runner is held to. */
const laws: Readonly<Record<string, (runner: Runner) => Promise<void>>> = {
  async "gives every piece's output under its index"(runner) {
    const inputs = upTo(5000).map((value) => ({ value, label: `piece ${value}` }));
    const { ended, outputs } = await outputsOf(runner, jobs.product!, { factor: 0.1 }, inputs);
    expect(ended).toBe("done");
    expect(outputs.size).toBe(5000);
    for (const index of upTo(5000))
      expect(outputs.get(index)).toEqual({ value: 0.1 * index, label: `piece ${index}/true` });
  },

  async "does a piece that takes long among those that take no time"(runner) {
    const inputs = upTo(60).map((index) => (index % 20 === 7 ? 130 : 0));
    const { outputs } = await outputsOf(runner, jobs.busy!, {}, inputs);
    expect(upTo(60).map((index) => outputs.get(index))).toEqual(inputs);
  },

  async "does runs at the same time, each with what it shares"(runner) {
    const found = await Promise.all(
      upTo(7).map((factor) => outputsOf(runner, jobs.product!, { factor }, [{ value: 3, label: "" }])),
    );
    expect(found.map(({ outputs }) => (outputs.get(0) as { value: number }).value)).toEqual([0, 3, 6, 9, 12, 15, 18]);
  },

  async "does nothing when there is nothing to do"(runner) {
    const { ended, outputs } = await outputsOf(runner, jobs.product!, { factor: 1 }, []);
    expect([ended, outputs.size]).toEqual(["done", 0]);
  },

  async "hands numbers, texts and lists through as they are"(runner) {
    const inputs = [Number.NaN, Infinity, -Infinity, 0, 5e-324, 0.1 + 0.2, "ü\n\u0000", null, true, [1, [Number.NaN]]];
    const { outputs } = await outputsOf(runner, jobs.echo!, {}, [...inputs, { inputs }]);
    expect(inputs.map((_, index) => outputs.get(index))).toEqual(inputs);
    expect(outputs.get(inputs.length)).toEqual({ inputs });
  },

  async "shares large typed arrays"(runner) {
    const values = Float64Array.from({ length: 1_000_000 }, (_, index) => Math.sqrt(index));
    const indices = upTo(50).map((index) => 19_999 * index);
    const { outputs } = await outputsOf(runner, jobs.element!, { values }, indices);
    for (const [place, index] of indices.entries())
      expect(outputs.get(place)).toEqual([true, 1_000_000, Math.sqrt(index)]);
  },

  async "keeps what is done when it is stopped, and can run again"(runner) {
    const controller = new AbortController();
    const stopAt = (done: number): void => {
      if (done === 30) controller.abort();
    };
    const inputs = upTo(400).map(() => 2);
    const { ended, outputs } = await outputsOf(runner, jobs.busy!, {}, inputs, {
      signal: controller.signal,
      onOutput: stopAt,
    });
    expect(ended).toBe("aborted");
    expect(outputs.size).toBeGreaterThanOrEqual(30);
    expect(outputs.size).toBeLessThan(400);
    const before = outputs.size;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(outputs.size).toBe(before);
    const again = await outputsOf(runner, jobs.echo!, {}, [1, 2, 3], { signal: new AbortController().signal });
    expect([again.ended, again.outputs.size]).toEqual(["done", 3]);
  },

  async "does not begin what was stopped before"(runner) {
    const { ended, outputs } = await outputsOf(runner, jobs.echo!, {}, [1], { signal: AbortSignal.abort() });
    expect([ended, outputs.size]).toEqual(["aborted", 0]);
  },

  async "passes on the error of a piece, keeps what was done before, and can run again"(runner) {
    const { error, outputs } = await handedOver(runner, jobs.failing!, { at: 40 }, upTo(100));
    expect(error).toBeInstanceOf(RangeError);
    expect(error!.message).toBe("piece 40: the load must be below 1, got 1.5");
    expect(error!.stack).toContain("jobs.mjs");
    expect(outputs.has(40)).toBe(false);
    expect(outputs.size).toBeGreaterThan(0);
    for (const [index, output] of outputs) expect(output).toBe(index);
    expect((await outputsOf(runner, jobs.echo!, {}, upTo(20))).outputs.size).toBe(20);
  },

  async "passes on the error of a job that cannot be begun"(runner) {
    const { error } = await handedOver(runner, jobs.unbegun!, { reason: "no processes" }, [1, 2]);
    expect(error?.message).toBe("model: no processes");
  },

  async "passes on the error of who takes the outputs"(runner) {
    const full = (): never => {
      throw new Error("the disk is full");
    };
    const { error } = await handedOver(runner, jobs.echo!, {}, upTo(10), { onOutput: full });
    expect(error?.message).toBe("the disk is full");
  },
};

/** What runners are held to whose workers may die alone. */
const lawsOfMortals: typeof laws = {
  async "does again what a worker that died had begun"(runner) {
    const folder = mkdtempSync(join(tmpdir(), "phasebook-runner-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const shared = { at: 23, file: join(folder, "died") };
    const { outputs } = await outputsOf(runner, jobs.dying!, shared, upTo(60));
    expect(upTo(60).map((index) => outputs.get(index))).toEqual(upTo(60).map((index) => 2 * index));
  },

  async "gives up on a piece that every worker dies of, and says which"(runner) {
    const { error } = await handedOver(runner, jobs.deadly!, { at: 300 }, upTo(400));
    expect(error?.message).toMatch(/deadly.*piece 300\b/);
    expect((await outputsOf(runner, jobs.echo!, {}, upTo(20))).outputs.size).toBe(20);
  },

  async "ends in the middle of a piece when it is stopped"(runner) {
    const stop = AbortSignal.timeout(300);
    const { ended, outputs } = await outputsOf(runner, jobs.busy!, {}, [50_000, 50_000], { signal: stop });
    expect([ended, outputs.size]).toEqual(["aborted", 0]);
  },

  async "names a job that it cannot load"(runner) {
    const absent = { ...jobs.echo!, name: "absent" };
    expect((await handedOver(runner, absent, {}, [1])).error?.message).toMatch(/job "absent"/);
    const nowhere = { ...jobs.echo!, module: new URL("./nowhere.mjs", import.meta.url).href };
    expect((await handedOver(runner, nowhere, {}, [1])).error?.message).toMatch(/job "echo".*nowhere\.mjs/);
  },
};

const named = runners.map(({ runner, mortal }): [string, Runner, boolean] => [runner.name, runner, mortal]);

describe.each(named)("%s", (_, runner) => {
  it.each(Object.entries(laws))("%s", (_law, check) => check(runner));
});

describe.each(named.filter(([, , mortal]) => mortal))("%s", (_, runner) => {
  it.each(Object.entries(lawsOfMortals))("%s", (_law, check) => check(runner));
});
