// What the side that has work and the side that does it agree on: the names of keys, and what is written there.
import type { ErrorJson } from "./redisError.js";
import type { RedisServer } from "./redisServer.js";

/** How long what a run keeps in Redis outlives its last sign of life, ms: a killed runner leaves nothing for good. */
export const runLifetime = 60_000;

/** How long a worker counts as there after its last sign of life, ms. */
export const workerLifetime = 10_000;

/** A run as it shows itself to workers. */
export interface RunEntry {
  readonly version: string;
  readonly job: string;
}

/** A worker as it shows itself to runs. */
export interface WorkerEntry {
  readonly version: string;
  readonly jobs: readonly string[];
  /** Batches it does at once. */
  readonly concurrency: number;
  readonly host: string;
  readonly pid: number;
}

/** A batch on its way to a worker; the data of the job in BullMQ's sense. */
export interface BatchData {
  readonly run: string;
  /** By `toJson`. */
  readonly inputs: unknown;
  /** How long a batch may take before the worker gives back what it has, ms. */
  readonly limit: number;
}

/** What a worker has done of a batch. A piece without an output was not done. */
export interface BatchAnswer {
  /** Outputs with the place of their inputs in the batch; by `toJson`. */
  readonly outputs: unknown;
  readonly milliseconds: number;
  readonly error?: ErrorJson;
}

export function redisKeys({ prefix, queue }: Pick<RedisServer, "prefix" | "queue">) {
  const base = `${prefix}:${queue}`;
  return {
    workers: `${base}:workers`,
    runs: `${base}:runs`,
    /** The part of a run's work that all its batches share; while it is there the run is. */
    shared: (run: string) => `${base}:shared:${run}`,
    /** The stream of a run's answers. */
    answers: (run: string) => `${base}:answers:${run}`,
  };
}

/** Each version and job has a queue of its own, so no worker ever takes what it would have to refuse. */
export function queueName({ queue }: Pick<RedisServer, "queue">, { version, job }: RunEntry): string {
  return `${queue}-${version}-${encodeURIComponent(job)}`;
}

/** For BullMQ: it uses the connection it is given and leaves the judgement of the server to us. */
export function queueOptions({ prefix }: Pick<RedisServer, "prefix">) {
  return { prefix, skipVersionCheck: true };
}
