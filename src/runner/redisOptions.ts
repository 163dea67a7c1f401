/** What a PEM file holds, read as text or as bytes. */
type Pem = string | Uint8Array;

/** Which Redis (or Valkey) server, and which queue on it. Runners and workers meet where `url`, `prefix` and `queue` are the same. */
export interface RedisOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://…` for TLS. A password is never repeated in a message. */
  readonly url: string;
  /** What TLS trusts and shows, as Node takes it. */
  readonly tls?: {
    readonly ca?: Pem | readonly Pem[];
    readonly cert?: Pem;
    readonly key?: Pem;
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
