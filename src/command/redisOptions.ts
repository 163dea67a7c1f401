import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { RedisOptions } from "../runner/redisOptions.js";

/** The flags that say which Redis, and how it is spoken to. */
export interface RedisFlags {
  redis?: string | true;
  redisQueue?: string;
  redisPrefix?: string;
  tlsCa?: string;
  tlsCert?: string;
  tlsKey?: string;
  tlsName?: string;
  tlsInsecure?: true;
}

export function withRedisOptions(command: Command, purpose: string): Command {
  return command
    .option(
      "--redis [url]",
      `${purpose}: redis://[user:password@]host[:port][/database], or rediss:// for TLS; without a URL PHASEBOOK_REDIS or REDIS_URL, which no list of processes shows`,
    )
    .option("--redis-queue <name>", 'the queue of the sweeps; "jobs" unless given')
    .option("--redis-prefix <name>", 'what keys in Redis begin with; "phasebook" unless given')
    .option("--tls-ca <file>", "the authority that TLS trusts, PEM")
    .option("--tls-cert <file>", "the certificate that TLS shows, PEM")
    .option("--tls-key <file>", "its key, PEM")
    .option("--tls-name <name>", "the name the server's certificate has, where it is not the host's")
    .option("--tls-insecure", "take any certificate, and with it whoever listens there");
}

/** The first flag that says how Redis is spoken to, which means nothing where it is not spoken to. */
export function redisFlagOf(flags: RedisFlags): string | undefined {
  const names: Record<Exclude<keyof RedisFlags, "redis">, string> = {
    redisQueue: "--redis-queue",
    redisPrefix: "--redis-prefix",
    tlsCa: "--tls-ca",
    tlsCert: "--tls-cert",
    tlsKey: "--tls-key",
    tlsName: "--tls-name",
    tlsInsecure: "--tls-insecure",
  };
  return Object.entries(names).find(([key]) => flags[key as keyof typeof names] !== undefined)?.[1];
}

/** @throws Error where no Redis is named, or a file cannot be read */
export function redisOptionsOf(
  command: string,
  { redis, redisQueue: queue, redisPrefix: prefix, ...tls }: RedisFlags,
): RedisOptions {
  const url = typeof redis === "string" ? redis : (process.env.PHASEBOOK_REDIS ?? process.env.REDIS_URL);
  if (url === undefined)
    throw new Error(`${command}: which Redis? Give --redis URL, or the environment PHASEBOOK_REDIS or REDIS_URL`);
  const given = {
    ...(tls.tlsCa === undefined ? {} : { ca: read("--tls-ca", tls.tlsCa) }),
    ...(tls.tlsCert === undefined ? {} : { cert: read("--tls-cert", tls.tlsCert) }),
    ...(tls.tlsKey === undefined ? {} : { key: read("--tls-key", tls.tlsKey) }),
    ...(tls.tlsName === undefined ? {} : { servername: tls.tlsName }),
    ...(tls.tlsInsecure ? { rejectUnauthorized: false } : {}),
  };
  return {
    url,
    ...(queue === undefined ? {} : { queue }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(Object.keys(given).length === 0 ? {} : { tls: given }),
  };
}

function read(flag: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(`${flag}: ${file}: ${isMissing ? "there is no such file" : (error as Error).message}`);
  }
}
