import { setTimeout as pause } from "node:timers/promises";
import type { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { connect, inspect, untilTaken } from "./redisConnection.js";
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
import type { RedisServer } from "./redisServer.js";

/** How many answers are taken at once. */
const handful = 100;

/** How long an answer is waited for before the connection is used for something else, ms. */
const longPoll = 1000;

/** A run's part of Redis: its batches, their answers, what they share, and the sign of its life. */
export class RedisStore {
  readonly #keys: ReturnType<typeof redisKeys>;
  readonly #runs: Presence<RunEntry>;
  readonly #workers: Presence<WorkerEntry>;

  private constructor(
    readonly server: RedisServer,
    /** Its commands are answered soon. */
    readonly client: Redis,
    /** This one waits for answers. */
    readonly receiver: Redis,
    readonly queue: Queue<BatchData>,
    readonly run: string,
    readonly entry: RunEntry,
    readonly shared: string,
  ) {
    this.#keys = redisKeys(server);
    this.#runs = new Presence(client, this.#keys.runs, runLifetime);
    this.#workers = new Presence(client, this.#keys.workers, workerLifetime);
  }

  /** @param shared what all batches of the run share, as JSON */
  static async open(server: RedisServer, run: string, entry: RunEntry, shared: string): Promise<RedisStore> {
    const client = await connect(server, `phasebook-run:${run}`);
    try {
      await inspect(client, server);
      const receiver = await connect(server, `phasebook-answers:${run}`);
      const { Queue } = await import("bullmq");
      const queue = new Queue<BatchData>(queueName(server, entry), {
        ...queueOptions(server),
        connection: client,
        streams: { events: { maxLen: 100 } },
      });
      // The connection itself is watched.
      queue.on("error", () => {});
      return new RedisStore(server, client, receiver, queue, run, entry, shared);
    } catch (error) {
      client.disconnect();
      throw error;
    }
  }

  /** Shows that the run lives, and writes again what Redis may have forgotten. */
  async renew(): Promise<void> {
    const shared = this.#keys.shared(this.run);
    const answers = this.#keys.answers(this.run);
    const [hasShared, hasAnswers] = await Promise.all([
      this.client.pexpire(shared, runLifetime),
      this.client.pexpire(answers, runLifetime),
    ]);
    // Workers answer only into a stream that is there. A group is what makes an empty one.
    if (hasAnswers === 0)
      await this.#persist(async () => {
        await this.client.xgroup("CREATE", answers, "run", "0", "MKSTREAM");
        await this.client.pexpire(answers, runLifetime);
      });
    if (hasShared === 0) await this.#persist(() => this.client.set(shared, this.shared, "PX", runLifetime));
    await this.#persist(() => this.#runs.renew(this.run, this.entry));
  }

  /** Puts batches into the queue, waiting where it is full; one that is there already stays as it is. */
  async put(batches: readonly { readonly number: number; readonly data: Omit<BatchData, "run"> }[]): Promise<void> {
    await this.#persist(() =>
      this.queue.addBulk(
        batches.map(({ number, data }) => ({
          name: "batch",
          data: { run: this.run, ...data },
          opts: { jobId: this.#jobId(number), removeOnComplete: true, removeOnFail: true },
        })),
      ),
    );
  }

  /** The next answers, none after a while without any; each is given once. */
  async answers(): Promise<{ number: number; text: string }[]> {
    const key = this.#keys.answers(this.run);
    const streams = await this.receiver.xread("COUNT", handful, "BLOCK", longPoll, "STREAMS", key, "0");
    const [, entries] = streams?.[0] ?? [key, []];
    if (entries.length === 0) return [];
    // Handled in order, so the next read need not wait for it.
    this.receiver.xdel(key, ...entries.map(([id]) => id)).catch(() => {});
    return entries.map(([, [, number, , text]]) => ({ number: Number(number), text: text! }));
  }

  /** Where a batch is. */
  async whereIs(number: number): Promise<"waiting" | "taken" | "nowhere"> {
    const state = await this.queue.getJobState(this.#jobId(number));
    if (state === "unknown") return "nowhere";
    return state === "active" ? "taken" : "waiting";
  }

  async workers(): Promise<WorkerEntry[]> {
    return [...(await this.#workers.list()).values()];
  }

  /** Takes away what is left of the run, for no longer than so many ms: a server that is gone has nothing to tidy. */
  async close(numbers: Iterable<number>, most: number): Promise<void> {
    this.receiver.disconnect();
    const tidied = Promise.allSettled([
      this.client.del(this.#keys.shared(this.run), this.#keys.answers(this.run)),
      this.#runs.leave(this.run),
      // One that is at a worker cannot be taken away; the worker finds the run gone.
      ...[...numbers].map((number) => this.queue.remove(this.#jobId(number))),
    ]);
    await Promise.race([tidied, pause(most, undefined, { ref: false })]);
    this.client.disconnect();
  }

  #persist<Result>(ask: () => Promise<Result>): Promise<Result> {
    return untilTaken(this.server, ask, () => this.client.status === "end");
  }

  #jobId(number: number): string {
    return `${this.run}-${number}`;
  }
}
