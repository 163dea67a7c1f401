/** What an error of Redis, of its connection or of TLS means, by what its code or message begins with. */
const meanings: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [/ECONNREFUSED/, "nothing listens there: is Redis running, and is that its port?"],
  [/ENOTFOUND|EAI_AGAIN/, "no host of that name was found"],
  [/EHOSTUNREACH|ENETUNREACH/, "there is no way to that host"],
  [/ETIMEDOUT/, "no answer in time: is it a Redis, does a firewall drop what is sent, does only one side speak TLS?"],
  [/^NOAUTH/, "it asks for a password: redis://:password@host, or redis://user:password@host"],
  [/^WRONGPASS|invalid password/, "it does not take this user name and password"],
  [/^NOPERM/, "this user may not do what a queue needs (all commands and the keys of the prefix)"],
  [
    /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/,
    "its certificate is of nobody trusted: name the authority by tls.ca (--tls-ca)",
  ],
  [/ALTNAME_INVALID/, "its certificate is for another name: give the name it has by tls.servername (--tls-name)"],
  [/CERT_HAS_EXPIRED/, "its certificate has expired"],
  [
    /certificate.required|bad.certificate|handshake.failure/i,
    "it asks for a certificate: give tls.cert and tls.key (--tls-cert, --tls-key)",
  ],
  [/WRONG_VERSION_NUMBER|EPROTO/, "it does not speak TLS: its URL begins with redis://"],
  [/Unknown RESP type/, "what listens there is no Redis"],
  [/max number of clients/, "it has as many connections as its maxclients allows"],
  [/^OOM/, "it is full (maxmemory): give it more memory"],
  [/^MISCONF/, "it writes nothing since it could not save to its disk"],
  [/^READONLY/, "it is a replica, which takes no writes: name the primary"],
  [
    /^MOVED|^CROSSSLOT|^CLUSTERDOWN/,
    "it is part of a Redis Cluster; the queue needs a single server or a primary with replicas",
  ],
  [/^LOADING/, "it is loading its data from the disk"],
  [/DB index is out of range/, "it has no database of that number"],
];

/** The two ends do not agree on TLS; which of them is to change, the address tells. */
const closed = /ECONNRESET|EPIPE|Connection is closed|socket disconnected/;
const whyClosed = (address: string): string =>
  address.startsWith("rediss:")
    ? "it closed the connection: it may ask for a certificate, tls.cert and tls.key (--tls-cert, --tls-key), or speak no TLS"
    : "it closed the connection: if it speaks TLS, its URL begins with rediss://";

/** Errors that pass: of a server that is full, starting, or being replaced by another. */
const passing = /^(OOM|MISCONF|READONLY|LOADING|TRYAGAIN|BUSY|MASTERDOWN|CLUSTERDOWN|NOREPLICAS)/;

/** An error of Redis as a sentence that names the server and never its password; the error itself is its cause. */
export function redisFailure(error: unknown, address: string): Error {
  const text = textOf(error);
  const [, known] = meanings.find(([pattern]) => pattern.test(text)) ?? [];
  const meaning = known ?? (closed.test(text) ? whyClosed(address) : undefined);
  return new Error(`Redis at ${address}: ${meaning ? `${meaning} (${textOf(error)})` : text}`, { cause: error });
}

/** The error as it is, or as that of {@link redisFailure} where it is an answer of the server. */
export function asFailure(error: unknown, address: string): unknown {
  return (error as Error | undefined)?.name === "ReplyError" ? redisFailure(error, address) : error;
}

/** Whether the same may go well a little later. */
export function isPassing(error: unknown): boolean {
  return passing.test((error as Error).message);
}

function textOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const text = message.split("\n")[0]!.trim();
  return code === undefined || text.includes(code) ? text : `${code}: ${text}`;
}
