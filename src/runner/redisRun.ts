import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Job } from "../job/job.js";
import type { RunnerOptions } from "../job/runner.js";
import { type Batch, Batches } from "./redisBatches.js";
import { watch } from "./redisConnection.js";
import { errorFromJson } from "./redisError.js";
import { asFailure } from "./redisFailure.js";
import { fromJson, toJson } from "./redisJson.js";
import { whyNobody } from "./redisNobody.js";
import type { BatchAnswer, RunEntry } from "./redisProtocol.js";
import type { RedisServer } from "./redisServer.js";
import { RedisStore } from "./redisStore.js";
import { version } from "./version.js";

/** How often the run looks after what it has in Redis, ms. */
const round = 1000;

/** A batch without an answer for so long is asked after, ms. */
const suspicious = 3000;

/** What a batch or its answer should have at most, bytes. */
const mostBytes = 2 ** 20;

/** How long nobody may take anything before that is said, ms. */
const lonely = 10_000;

/** How long tidying up may hold up the end of a run, ms. */
const tidying = 700;

/** One run of a job: from its inputs to the last of its outputs. */
export class RedisRun<Shared, Input, Output> {
  readonly #entry: RunEntry;
  readonly #batches: Batches;
  /** When a batch was last put into the queue or seen there, and whether it was nowhere then. */
  readonly #seen = new Map<number, { when: number; nowhere: boolean }>();
  /** How many batches the workers that fit do at once. */
  #places = 1;
  #filling = false;
  #over = false;
  /** When anything was last taken or done. */
  #life = performance.now();
  #store!: RedisStore;
  #fail!: (error: Error) => void;

  constructor(
    readonly server: RedisServer,
    readonly batchDuration: number | undefined,
    job: Job<Shared, Input, Output>,
    readonly shared: Shared,
    readonly inputs: readonly Input[],
    readonly options: RunnerOptions<Output>,
  ) {
    this.#entry = { version, job: job.name };
    this.#batches = new Batches(inputs.length, mostBytes);
  }

  async run(): Promise<"done" | "aborted"> {
    const { signal } = this.options;
    const shared = JSON.stringify(toJson(this.shared, "shared"));
    this.#store = await RedisStore.open(this.server, randomUUID(), this.#entry, shared);
    let stop = () => {};
    try {
      return await new Promise<"done" | "aborted">((resolve, reject) => {
        this.#fail = reject;
        stop = () => resolve("aborted");
        signal?.addEventListener("abort", stop);
        if (signal?.aborted) stop();
        watch(this.#store.client, this.server, { onGivenUp: reject, onBack: () => this.#doubtAll() });
        this.#begin().then(() => resolve("done"), reject);
      });
    } catch (error) {
      throw asFailure(error, this.server.address);
    } finally {
      this.#over = true;
      signal?.removeEventListener("abort", stop);
      await this.#store.close(this.#batches.out.keys(), tidying);
    }
  }

  async #begin(): Promise<void> {
    await this.#store.renew();
    await this.#countPlaces();
    this.#fill();
    this.#lookAfter().catch(this.#fail);
    while (!this.#over && !this.#batches.finished) {
      for (const { number, text } of await this.#store.answers()) this.#take(number, text);
      this.#fill();
    }
  }

  /** Puts batches into the queue until every place has one to do and one to come. */
  async #fill(): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    try {
      for (let batches = this.#next(); batches.length > 0; batches = this.#next()) await this.#put(batches);
    } catch (error) {
      this.#fail(error as Error);
    } finally {
      this.#filling = false;
    }
  }

  #next(): Batch[] {
    const batches: Batch[] = [];
    while (!this.#over && this.#batches.out.size < 2 * this.#places) {
      const batch = this.#batches.next(this.#duration, this.#places);
      if (!batch) break;
      batches.push(batch);
    }
    return batches;
  }

  async #put(batches: readonly Batch[]): Promise<void> {
    await this.#store.put(
      batches.map(({ number, first, count }) => {
        const inputs = toJson(this.inputs.slice(first, first + count), "inputs");
        return { number, data: { inputs, limit: 8 * this.#duration } };
      }),
    );
    for (const { number } of batches) this.#seen.set(number, { when: performance.now(), nowhere: false });
  }

  get #hasEnded(): boolean {
    return this.#over || this.options.signal?.aborted === true;
  }

  get #duration(): number {
    return this.batchDuration ?? Math.max(250, this.#places);
  }

  #take(number: number, text: string): void {
    const batch = this.#batches.out.get(number);
    // The answer to a batch that was done twice, or of a run that has ended.
    if (!batch || this.#hasEnded) return;
    this.#life = performance.now();
    this.#seen.delete(number);
    const { outputs, milliseconds, error } = JSON.parse(text) as BatchAnswer;
    const pairs = fromJson(outputs) as [index: number, output: Output][];
    this.#batches.learn(pairs.length, milliseconds, text.length);
    for (const [index, output] of pairs)
      if (!this.#hasEnded && this.#batches.done(batch.first + index))
        this.options.onOutput(output, batch.first + index);
    this.#batches.back(batch);
    if (error) throw errorFromJson(error, this.#entry.job, batch.first);
  }

  /** Now and then: shows that the run lives, counts workers, and puts again what Redis has lost. */
  async #lookAfter(): Promise<void> {
    for (;;) {
      await pause(round);
      if (this.#over) return;
      await this.#store.renew();
      const workers = await this.#countPlaces();
      await this.#askAfter();
      this.#fill();
      if (performance.now() - this.#life < lonely) continue;
      this.#life = performance.now();
      this.server.onNotice(whyNobody(workers, this.#entry, this.server, lonely));
    }
  }

  async #countPlaces() {
    const workers = await this.#store.workers();
    const fitting = workers.filter(
      ({ version, jobs }) => version === this.#entry.version && jobs.includes(this.#entry.job),
    );
    this.#places = fitting.reduce((sum, { concurrency }) => sum + concurrency, 0) || 1;
    return workers;
  }

  /** A batch that is nowhere twice, with the time between to receive its answer, is lost: it is put again. */
  async #askAfter(): Promise<void> {
    const now = performance.now();
    const lost: Batch[] = [];
    const asked = [...this.#batches.out.values()].map(async (batch) => {
      const seen = this.#seen.get(batch.number);
      if (!seen || (now - seen.when < suspicious && !seen.nowhere)) return;
      const place = await this.#store.whereIs(batch.number);
      if (place === "taken") this.#life = now;
      if (place === "nowhere" && seen.nowhere) lost.push(batch);
      else this.#seen.set(batch.number, { when: now, nowhere: place === "nowhere" });
    });
    await Promise.all(asked);
    const still = lost.filter(({ number }) => this.#batches.out.has(number));
    if (still.length > 0 && !this.#over) await this.#put(still);
  }

  /** After an interruption nobody knows what is left. */
  #doubtAll(): void {
    for (const number of this.#seen.keys()) this.#seen.set(number, { when: Number.NEGATIVE_INFINITY, nowhere: false });
  }
}
