import { isIP } from "node:net";
import type { SecureContextOptions } from "node:tls";
import type { RedisOptions as ClientOptions } from "ioredis";

/** Which Redis (or Valkey) server, and which queue on it. Runners and workers meet where `url`, `prefix` and `queue` are the same. */
export interface RedisOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://…` for TLS. A password is never repeated in a message. */
  readonly url: string;
  /** What TLS trusts and shows, as Node takes it: the texts of PEM files. */
  readonly tls?: Pick<SecureContextOptions, "ca" | "cert" | "key"> & {
    /** false takes any certificate, and with it whoever listens there. */
    readonly rejectUnauthorized?: boolean;
    /** The name the certificate is to have; the host of the URL unless given. */
    readonly servername?: string;
  };
  /** "jobs" unless given. Workers serve one queue. */
  readonly queue?: string;
  /** What every key in Redis begins with; "phasebook" unless given. */
  readonly prefix?: string;
  /** How long a first answer may take, ms; 5,000 unless given. */
  readonly connectTimeout?: number;
  /** How long a server that is gone or full is waited for, ms, before that is an error; 300,000 unless given. */
  readonly patience?: number;
  /** Told in a sentence what goes on that a user may have to do something about; a warning of the process unless given. */
  readonly onNotice?: (sentence: string) => void;
}

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
      ...(url.protocol === "rediss:" ? { tls: { ...(isIP(host) ? {} : { servername: host }), ...tls } } : {}),
    },
    address: `${url.protocol}//${url.hostname || host}:${port}/${database}`,
    queue,
    prefix,
    connectTimeout,
    patience,
    onNotice: atMostOnceIn(30_000, options.onNotice ?? ((sentence) => process.emitWarning(sentence, "Phasebook"))),
  };
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
