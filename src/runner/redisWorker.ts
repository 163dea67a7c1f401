import { randomUUID } from "node:crypto";
import { availableParallelism, hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Job } from "../job/job.js";
import type { DoneBatch } from "./doneBatch.js";
import { BatchesAtWork } from "./redisAtWork.js";
import { connect, inspect, watch } from "./redisConnection.js";
import { asFailure, redisFailure } from "./redisFailure.js";
import type { RedisOptions } from "./redisOptions.js";
import { Presence } from "./redisPresence.js";
import {
  type BatchData,
  queueName,
  queueOptions,
  type RunEntry,
  redisKeys,
  runLifetime,
  type WorkerEntry,
  workerLifetime,
} from "./redisProtocol.js";
import { type RedisServer, redisServer } from "./redisServer.js";
import { version } from "./version.js";

export interface RedisWorkerOptions {
  /** Threads, and batches at once; one a core unless given. */
  readonly concurrency?: number;
  /** Ends it: batches at work are finished, or given back where that takes longer than `grace`. */
  readonly signal?: AbortSignal;
  /** ms; 10,000 unless given. */
  readonly grace?: number;
  /** Told when the worker is there and takes work. */
  readonly onReady?: () => void;
  /** Told of every batch that is done. */
  readonly onBatch?: (batch: DoneBatch) => void;
}

/** How often a worker shows that it is there and asks whether the runs of its batches still are, ms. */
const round = 2000;

/** A batch whose worker has not shown life for so long is given to another, ms. */
const lockDuration = 4000;

/** How often such batches are looked for, ms. */
const stalledInterval = 1500;

/** A batch of which so many workers have died is not tried again. */
const mostDeaths = 3;

/**
 * Does batches of the jobs it is given, for any run on the queue, until its signal ends it.
 *
 * It takes the work of its own version of Phasebook alone, and leaves that of others, and jobs it does not know, to others.
 *
 * @param jobs known by their names; threads load them from their modules
 * @throws Error that says what is wrong with the server; RangeError for options that cannot be right
 */
export async function redisWorker(
  options: string | RedisOptions,
  jobs: readonly Job<never, never, unknown>[],
  { concurrency = availableParallelism(), ...more }: RedisWorkerOptions = {},
): Promise<void> {
  const server = redisServer(options);
  const names = jobs.map(({ name }) => name);
  if (names.length === 0) throw new RangeError("redisWorker: expected at least one job");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`redisWorker: two jobs have the name "${twice}"`);
  if (!(Number.isSafeInteger(concurrency) && concurrency >= 1))
    throw new RangeError(`redisWorker: concurrency is a whole number from 1, got ${concurrency}`);
  if (more.signal?.aborted) return;

  const client = await connect(server, "phasebook-worker");
  try {
    await inspect(client, server);
    await serve(client, server, jobs, { concurrency, ...more });
  } catch (error) {
    throw asFailure(error, server.address);
  } finally {
    client.disconnect();
  }
}

async function serve(
  client: Redis,
  server: RedisServer,
  jobs: readonly Job<never, never, unknown>[],
  { concurrency, signal, grace = 10_000, onReady, onBatch }: RedisWorkerOptions & { readonly concurrency: number },
): Promise<void> {
  const names = jobs.map(({ name }) => name);
  const { Worker } = await import("bullmq");
  const atWork = new BatchesAtWork(client, server, concurrency, onBatch);
  const keys = redisKeys(server);
  const presence = new Presence<WorkerEntry>(client, keys.workers, workerLifetime);
  const runs = new Presence<RunEntry>(client, keys.runs, runLifetime);
  const id = randomUUID();
  const entry = { version, jobs: names, concurrency, host: hostname(), pid: process.pid };
  const takers = jobs.map((job) => {
    const taker = new Worker<BatchData>(
      queueName(server, { version, job: job.name }),
      (batch) => atWork.do(job, batch.id!, batch.data),
      {
        ...queueOptions(server),
        connection: client,
        concurrency,
        lockDuration,
        stalledInterval,
        maxStalledCount: mostDeaths - 1,
        runRetryDelay: 500,
      },
    );
    taker.on("failed", (batch) => {
      if (batch) atWork.bury(job, batch.id!, batch.data, mostDeaths).catch(() => {});
    });
    // Interruptions of the connection are told of as such; a lock that is lost means the batch is done twice, which does no harm.
    taker.on("error", (error) => {
      if (error.name === "ReplyError") server.onNotice(redisFailure(error, server.address).message);
    });
    return taker;
  });

  const stopped = new AbortController();
  const lookAround = async (): Promise<void> => {
    for (;;) {
      await presence.renew(id, entry);
      await atWork.dropOrphans();
      for (const text of strangers(await runs.list(), names)) server.onNotice(text);
      await pause(round, undefined, { signal: stopped.signal });
    }
  };
  try {
    await Promise.all(takers.map((taker) => taker.waitUntilReady()));
    onReady?.();
    await new Promise<void>((resolve, reject) => {
      watch(client, server, { onGivenUp: reject });
      signal?.addEventListener("abort", () => resolve(), { once: true });
      if (signal?.aborted) resolve();
      lookAround().catch(reject);
    });
  } finally {
    stopped.abort();
    const leaving = presence.leave(id).catch(() => {});
    const closed = Promise.all(takers.map((taker) => taker.close()));
    await Promise.race([closed, pause(grace, undefined, { ref: false })]);
    // What is still at work then gives back what it has.
    atWork.abort();
    await Promise.race([Promise.all([closed, leaving]), pause(2000, undefined, { ref: false })]);
  }
}

/** What is said of runs whose work this worker cannot do. */
function strangers(runs: ReadonlyMap<string, RunEntry>, names: readonly string[]): string[] {
  return [...runs.values()].flatMap((run) => {
    if (run.version !== version)
      return [`a run of Phasebook ${run.version} is there; this worker is ${version} and leaves it to others`];
    if (!names.includes(run.job))
      return [`a run of the job "${run.job}" is there; this worker knows ${names.join(", ")} and leaves it to others`];
    return [];
  });
}
