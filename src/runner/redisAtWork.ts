import { setMaxListeners } from "node:events";
import type { Redis } from "ioredis";
import type { Job } from "../job/job.js";
import { DeadlyPiece } from "./deadlyPiece.js";
import type { DoneBatch } from "./doneBatch.js";
import { untilTaken } from "./redisConnection.js";
import { errorToJson } from "./redisError.js";
import { fromJson, toJson } from "./redisJson.js";
import { type BatchAnswer, type BatchData, redisKeys } from "./redisProtocol.js";
import type { RedisServer } from "./redisServer.js";
import { type OpenJob, openOnWorkers } from "./workers.js";

/** Of how many runs a worker keeps what their batches share. */
const keptRuns = 4;

/** The batches a worker has at work: how one is done, answered, and left. */
export class BatchesAtWork {
  readonly #active = new Map<string, { readonly run: string; readonly abort: AbortController }>();
  readonly #opened = new Map<string, Promise<OpenJob<unknown, unknown> | undefined>>();
  readonly #keys: ReturnType<typeof redisKeys>;

  constructor(
    readonly client: Redis,
    readonly server: RedisServer,
    readonly threads: number,
    readonly onBatch: ((batch: DoneBatch) => void) | undefined,
  ) {
    this.#keys = redisKeys(server);
  }

  /** Does a batch and answers it; leaves it undone where its run is over. */
  async do(job: Job<never, never, unknown>, id: string, { run, inputs, limit }: BatchData): Promise<void> {
    const doPieces = await this.#open(run, job);
    if (!doPieces) return;
    const abort = new AbortController();
    setMaxListeners(0, abort.signal);
    this.#active.set(id, { run, abort });
    try {
      const { outputs, milliseconds, error } = await inTime(
        doPieces,
        fromJson(inputs) as unknown[],
        limit,
        abort.signal,
      );
      await this.#answer(job, id, run, outputs, milliseconds, error);
      this.onBatch?.({ run, job: job.name, pieces: outputs.length, milliseconds });
    } finally {
      this.#active.delete(id);
    }
  }

  /** Says of a batch that so many workers have died of it. */
  async bury(job: Job<never, never, unknown>, id: string, { run }: BatchData, deaths: number): Promise<void> {
    await this.#answer(
      job,
      id,
      run,
      [],
      0,
      new DeadlyPiece(job.name, 0, `${deaths} workers`, "they stopped answering"),
    );
  }

  /** Ends batches whose runs are over. */
  async dropOrphans(): Promise<void> {
    const runs = new Set([...this.#active.values()].map(({ run }) => run));
    for (const run of runs)
      if ((await this.client.exists(this.#keys.shared(run))) === 0)
        for (const batch of this.#active.values()) if (batch.run === run) batch.abort.abort();
  }

  /** Ends all batches; each answers with what it has. */
  abort(): void {
    for (const { abort } of this.#active.values()) abort.abort();
  }

  /** @returns undefined where the run is over */
  async #open(run: string, job: Job<never, never, unknown>): Promise<OpenJob<unknown, unknown> | undefined> {
    const known = this.#opened.get(run);
    if (known) return known;
    const opening = this.client.get(this.#keys.shared(run)).then((text) => {
      if (text === null) return undefined;
      return openOnWorkers(this.threads, job as Job<unknown, unknown, unknown>, fromJson(JSON.parse(text)));
    });
    this.#opened.set(run, opening);
    if (this.#opened.size > keptRuns) this.#opened.delete(this.#opened.keys().next().value!);
    const opened = await opening.catch((error) => {
      this.#opened.delete(run);
      throw error;
    });
    // It may be there again, after the server has forgotten it.
    if (!opened) this.#opened.delete(run);
    return opened;
  }

  /** Only where the run still has its stream of answers; it goes with the run. */
  async #answer(
    { name }: Job<never, never, unknown>,
    id: string,
    run: string,
    outputs: readonly (readonly [index: number, output: unknown])[],
    milliseconds: number,
    error: unknown,
  ): Promise<void> {
    const answer = answerOf(`job "${name}": an output`, outputs, milliseconds, error);
    const number = id.slice(id.lastIndexOf("-") + 1);
    await untilTaken(
      this.server,
      () => this.client.xadd(this.#keys.answers(run), "NOMKSTREAM", "*", "batch", number, "answer", answer),
      () => this.client.status === "end",
    );
  }
}

/**
 * Does pieces until a time is up, in parts whose sizes come from the first piece, so that no piece is broken off and no thread ended.
 *
 * @param limit after which no part is begun, ms
 */
async function inTime(
  doPieces: OpenJob<unknown, unknown>,
  inputs: readonly unknown[],
  limit: number,
  signal: AbortSignal,
): Promise<{ outputs: [index: number, output: unknown][]; milliseconds: number; error?: unknown }> {
  const outputs: [number, unknown][] = [];
  const began = performance.now();
  const passed = (): number => performance.now() - began;
  let from = 0;
  try {
    while (from < inputs.length && !signal.aborted && (from === 0 || passed() < limit)) {
      const most = from === 0 ? 1 : Math.max(1, Math.floor(((limit - passed()) * from) / passed()));
      const part = inputs.slice(from, from + most);
      await doPieces(part, { signal, onOutput: (output, index) => outputs.push([from + index, output]) });
      from += part.length;
    }
    return { outputs, milliseconds: passed() };
  } catch (error) {
    return { outputs, milliseconds: passed(), error: error instanceof DeadlyPiece ? error.after(from) : error };
  }
}

/** As text; an output that is no plain data is the error of its piece. */
function answerOf(
  name: string,
  outputs: readonly (readonly [index: number, output: unknown])[],
  milliseconds: number,
  error: unknown,
): string {
  try {
    const written: BatchAnswer = {
      outputs: toJson(outputs, name),
      milliseconds,
      ...(error === undefined ? {} : { error: errorToJson(error) }),
    };
    return JSON.stringify(written);
  } catch (unwritable) {
    return JSON.stringify({ outputs: [], milliseconds, error: errorToJson(unwritable) } satisfies BatchAnswer);
  }
}
