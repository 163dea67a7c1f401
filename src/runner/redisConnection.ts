import { setTimeout as pause } from "node:timers/promises";
import type { Redis } from "ioredis";
import { isPassing, redisFailure } from "./redisFailure.js";
import type { RedisServer } from "./redisServer.js";

/** The first version with all that is used here. */
const oldest = [6, 2] as const;

/**
 * A connection that fails at once where it cannot be made, and once made is kept: after an interruption it connects again, and sends
 * again what was not answered.
 *
 * @param name by which the server lists it
 * @throws Error with a sentence on why there is none
 */
export async function connect(server: RedisServer, name: string): Promise<Redis> {
  const { Redis } = await import("ioredis");
  let made = false;
  const client = new Redis({
    ...server.client,
    connectionName: name,
    connectTimeout: server.connectTimeout,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (made ? Math.min(50 * 2 ** times, 1000) : null),
  });
  try {
    await firstAnswer(client, server.connectTimeout);
  } catch (error) {
    client.disconnect();
    throw redisFailure(error, server.address);
  }
  made = true;
  return client;
}

/** The client of a connection says why it failed in an event, and of some failures nowhere else. */
async function firstAnswer(client: Redis, timeout: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`ETIMEDOUT: no answer within ${timeout / 1000} s`)), timeout);
      // Without a listener the client would print what goes wrong later.
      client.on("error", reject);
      client.connect().then(resolve, () => {});
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Says in notices what is wrong with the server's version or settings. */
export async function inspect(client: Redis, server: RedisServer): Promise<void> {
  const settings = new Map(
    (await client.info())
      .split(/\r?\n/)
      .map((line) => line.split(":", 2) as [string, string])
      .filter(([, value]) => value !== undefined),
  );
  const version = settings.get("redis_version") ?? "";
  const [major = Number.NaN, minor = 0] = version.split(".").map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    throw new Error(`Redis at ${server.address}: it is version ${version}; ${oldest.join(".")} or newer is needed`);
  const policy = settings.get("maxmemory_policy") ?? "noeviction";
  if (policy !== "noeviction")
    server.onNotice(
      `Redis at ${server.address}: its maxmemory-policy is ${policy}, so when it is full it throws away work that waits, which then has to be done again; set maxmemory-policy noeviction`,
    );
}

/** What is told of a server that goes away and comes back. */
export interface Outage {
  readonly onBack?: () => void;
  /** It was away for longer than the server's patience. */
  readonly onGivenUp?: (error: Error) => void;
}

/** Says when the server goes away and when it is back. */
export function watch(client: Redis, server: RedisServer, { onBack, onGivenUp }: Outage): void {
  let since: number | undefined;
  let reason: unknown;
  let giveUp: NodeJS.Timeout | undefined;
  client.on("error", (error) => {
    reason = error;
  });
  client.on("reconnecting", () => {
    if (since !== undefined) return;
    since = performance.now();
    const failure = redisFailure(reason ?? new Error("it closed the connection"), server.address);
    server.onNotice(`${failure.message}; trying again`);
    giveUp = setTimeout(() => {
      const minutes = Number((server.patience / 60_000).toPrecision(2));
      onGivenUp?.(new Error(`${redisFailure(reason, server.address).message}; given up after ${minutes} min`));
    }, server.patience);
  });
  client.on("ready", () => {
    if (since === undefined) return;
    server.onNotice(`Redis at ${server.address} is back after ${((performance.now() - since) / 1000).toFixed(1)} s`);
    since = undefined;
    clearTimeout(giveUp);
    onBack?.();
  });
  client.on("end", () => clearTimeout(giveUp));
}

/**
 * Does something again for as long as the server refuses it for a reason that passes: it is full, loading, or handing over to another.
 *
 * @param isOver whether nobody waits for it any more
 */
export async function untilTaken<Result>(
  server: RedisServer,
  ask: () => Promise<Result>,
  isOver: () => boolean,
): Promise<Result> {
  const began = performance.now();
  for (let wait = 100; ; wait = Math.min(2 * wait, 2000)) {
    try {
      return await ask();
    } catch (error) {
      const failure = redisFailure(error, server.address);
      if (!isPassing(error) || isOver() || performance.now() - began > server.patience) throw failure;
      server.onNotice(`${failure.message}; trying again`);
      await pause(wait);
    }
  }
}
