import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";
import { inline } from "../job/inline.js";
import type { Job } from "../job/job.js";
import type { Runner, RunnerOptions } from "../job/runner.js";
import { Batches, type Range } from "./batches.js";
import { DeadlyPiece } from "./deadlyPiece.js";
import type { Batch, Outcome } from "./thread.js";

/** A thread gives back what it has not done of its batch by then, ms: some pieces take far longer than those before. */
const longestBatch = 100;
/** Threads with nothing to do end after so many milliseconds, but one. */
const idle = 10_000;
/** A piece over which so many threads have ended is not tried again. */
const mostDeaths = 3;

/**
 * Does pieces on worker threads of this process. Those of one number are shared by all its runs; they do not keep the process
 * alive. An abort ends them at once, in the middle of a piece too. A thread that dies, as of want of memory, is replaced and its batch
 * done again.
 *
 * @param count how many threads; one a core unless given
 * @throws RangeError for a count that is not a whole number from 1
 */
export function workers(count: number = availableParallelism()): Runner {
  if (!(Number.isSafeInteger(count) && count >= 1))
    throw new RangeError(`workers: expected a whole number of threads from 1, got ${count}`);
  return {
    name: `workers(${count})`,
    run: async (job, shared, inputs, options) => (await openOnWorkers(count, job, shared))(inputs, options),
  };
}

/** A job as it was begun with what is shared: does pieces as often as it is asked to. */
export type OpenJob<Input, Output> = (
  inputs: readonly Input[],
  options: RunnerOptions<Output>,
) => Promise<"done" | "aborted">;

/** Begins a job whose inputs come in several parts: what is shared goes to each thread once, not once for each part. */
export async function openOnWorkers<Shared, Input, Output>(
  count: number,
  job: Job<Shared, Input, Output>,
  shared: Shared,
): Promise<OpenJob<Input, Output>> {
  // Run from its sources, as the tests do, there is no JavaScript for a thread to start from; the outputs are the same.
  if (import.meta.url.endsWith(".ts")) return (inputs, options) => inline().run(job, shared, inputs, options);
  const pool = await poolOf(count);
  pool.runs += 1;
  const opened = { job, shared, run: pool.runs, lacking: count };
  return (inputs, options) => runOn(pool, opened, inputs, options);
}

/** Threads, the number of runs they have seen, and who is to be told that they cannot start. */
interface Pool {
  readonly threads: Piscina;
  readonly count: number;
  readonly waiting: Set<(error: Error) => void>;
  runs: number;
}

const pools = new Map<number, Promise<Pool>>();

function poolOf(count: number): Promise<Pool> {
  const known = pools.get(count) ?? startPool(count);
  pools.set(count, known);
  return known;
}

async function startPool(count: number): Promise<Pool> {
  // Here and not above: who never uses threads need not wait for the library of them to load.
  const { Piscina } = await import("piscina");
  const threads = new Piscina({
    filename: fileURLToPath(new URL("./thread.js", import.meta.url)),
    // One is always there: without it, runs that wait would wait for ever when another's abort has ended all threads.
    minThreads: 1,
    maxThreads: count,
    idleTimeout: idle,
    recordTiming: false,
    // Flags of this process, as `--input-type`, are not for threads.
    execArgv: [],
  });
  const waiting = new Set<(error: Error) => void>();
  threads.on("error", (error: Error) => {
    // One that ends without work is no loss, and one with work is told of by its batch; but those that cannot start are not replaced.
    if (threads.threads.length > 0) return;
    pools.delete(count);
    for (const fail of waiting) fail(cannotStart(error));
  });
  return { threads, count, waiting, runs: 0 };
}

function cannotStart(error: Error): Error {
  const why = error.message.includes("uv_cwd") ? "the working folder has been removed" : error.message;
  return new Error(`workers: the threads cannot start: ${why}`, { cause: error });
}

interface Opened<Shared> {
  readonly job: { readonly name: string; readonly module: string };
  readonly shared: Shared;
  readonly run: number;
  /** How many threads are thought to lack what is shared. */
  lacking: number;
}

async function runOn<Shared, Input, Output>(
  { threads, count, waiting }: Pool,
  opened: Opened<Shared>,
  inputs: readonly Input[],
  { signal, onOutput }: RunnerOptions<Output>,
): Promise<"done" | "aborted"> {
  if (signal?.aborted) return "aborted";
  const { name, module } = opened.job;
  const batches = new Batches(inputs.length, count);
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const end = (): void => ending.abort();
  signal?.addEventListener("abort", end);
  let fail!: (error: Error) => void;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
    waiting.add(fail);
  });

  const doBatch = async (range: Range): Promise<void> => {
    const batch: Batch = {
      run: opened.run,
      job: { name, module },
      ...(opened.lacking > 0 && { shared: { value: opened.shared } }),
      inputs: inputs.slice(range.from, range.to),
      longest: longestBatch,
      again: range.deaths > 0,
    };
    opened.lacking = Math.max(0, opened.lacking - 1);
    let outcome: Outcome;
    try {
      outcome = (await threads.run(batch, { signal: ending.signal })) as Outcome;
    } catch (error) {
      if (ending.signal.aborted) throw error;
      return batches.giveBack(afterDeath(name, range, error as Error));
    }
    if (outcome === "lacks shared") {
      opened.lacking += 1;
      return batches.giveBack(range);
    }
    const { outputs, milliseconds, failure } = outcome;
    batches.measured(outputs.length, milliseconds);
    for (const [index, output] of outputs.entries()) onOutput(output as Output, range.from + index);
    if (failure) throw failure.error;
    batches.giveBack({ ...range, from: range.from + outputs.length });
  };

  try {
    await Promise.race([allOf(() => batches.take(), count, doBatch), failed]);
    return "done";
  } catch (error) {
    if (signal?.aborted && (error as Error | undefined)?.name === "AbortError") return "aborted";
    throw error;
  } finally {
    waiting.delete(fail);
    // After a failure: the other threads have nothing to go on for.
    end();
    signal?.removeEventListener("abort", end);
  }
}

/** Does everything that there is to take, so many at once; what is done may bring more to take. */
function allOf<Item>(take: () => Item | undefined, atOnce: number, work: (item: Item) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let running = 0;
    const fill = (): void => {
      while (running < atOnce) {
        const item = take();
        if (item === undefined) break;
        running += 1;
        work(item).then(() => {
          running -= 1;
          fill();
        }, reject);
      }
      if (running === 0) resolve();
    };
    fill();
  });
}

/** A batch whose thread has died, to be done again. @throws when that has been tried, or it was never sent */
function afterDeath(name: string, range: Range, error: Error): Range {
  if (error.name === "DataCloneError")
    throw new TypeError(`job "${name}": what is shared and inputs must be plain data: ${error.message}`);
  const deaths = range.deaths + 1;
  if (deaths < mostDeaths) return { ...range, deaths };
  throw new DeadlyPiece(name, range.from, `${deaths} threads`, error.message);
}
