import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { RedisOptions as ClientOptions } from "ioredis";
import { requireObject } from "../argument/argument.js";
import type { RedisOptions } from "./redisOptions.js";

/** What {@link RedisOptions} come to. */
export interface RedisServer {
  readonly client: ClientOptions;
  /** The server in words, without its password: `redis://host:6379/0`. */
  readonly address: string;
  readonly queue: string;
  readonly prefix: string;
  readonly connectTimeout: number;
  readonly patience: number;
  readonly onNotice: (sentence: string) => void;
}

/** @throws RangeError for an address or option that cannot be right */
export function redisServer(given: string | RedisOptions): RedisServer {
  const options = typeof given === "string" ? { url: given } : given;
  requireObject("redis", "a URL, or options with one", options, "url");
  const { queue = "jobs", prefix = "phasebook", connectTimeout = 5000, patience = 300_000, tls } = options;
  const url = parsed(options.url);
  if (tls && url.protocol === "redis:")
    throw new RangeError("redis: the option tls asks for TLS, for which the URL begins with rediss://");
  for (const [name, value] of Object.entries({ queue, prefix }))
    if (!/^[\w.{}-]+$/.test(value))
      throw new RangeError(`redis: ${name} is made of letters, digits and ._-, got ${JSON.stringify(value)}`);
  for (const [name, value] of Object.entries({ connectTimeout, patience }))
    if (!(value > 0)) throw new RangeError(`redis: ${name} is a number of ms above 0, got ${value}`);
  const database = url.pathname.slice(1) || "0";
  if (!/^\d+$/.test(database)) throw new RangeError(`redis: the database in the URL is a number, got "${database}"`);
  const host = url.hostname.replace(/^\[|\]$/g, "") || "localhost";
  const port = Number(url.port || 6379);
  return {
    client: {
      host,
      port,
      db: Number(database),
      ...(url.username ? { username: decoded(url.username) } : {}),
      ...(url.password ? { password: decoded(url.password) } : {}),
      ...(url.protocol === "rediss:" ? { tls: tlsOf(host, tls) } : {}),
    },
    address: `${url.protocol}//${url.hostname || host}:${port}/${database}`,
    queue,
    prefix,
    connectTimeout,
    patience,
    onNotice: atMostOnceIn(30_000, options.onNotice ?? ((sentence) => process.emitWarning(sentence, "Phasebook"))),
  };
}

/** Node's types ask for a `Buffer` where Node takes any bytes, and for lists that may be changed. */
function tlsOf(host: string, tls: RedisOptions["tls"]): ConnectionOptions {
  return { ...(isIP(host) ? {} : { servername: host }), ...(tls as ConnectionOptions | undefined) };
}

/** Only what is before the colon is repeated: what follows may hold a password. */
function parsed(text: string): URL {
  let url: URL | undefined;
  if (typeof text === "string" && URL.canParse(text)) url = new URL(text);
  if (url && ["redis:", "rediss:"].includes(url.protocol)) return url;
  const got = url ? `one that begins with ${url.protocol}` : "one that is no URL";
  throw new RangeError(`redis: expected a URL such as redis://host:6379 or rediss://host:6379, got ${got}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RangeError("redis: the user name or password in the URL has a % that is not followed by two hex digits");
  }
}

/** Passes a sentence on unless the same one was said so shortly before, ms. */
function atMostOnceIn(period: number, say: (sentence: string) => void): (sentence: string) => void {
  const said = new Map<string, number>();
  return (sentence) => {
    const now = performance.now();
    for (const [each, when] of said) if (now - when > period) said.delete(each);
    if (said.has(sentence)) return;
    said.set(sentence, now);
    say(sentence);
  };
}
