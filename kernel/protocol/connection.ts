import { readFileSync } from "node:fs";

/** What a connection file says: where to listen and how messages are signed. */
export interface Connection {
  transport: "tcp" | "ipc";
  ip: string;
  key: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  /** The keys of CurveZMQ, in Z85, where what is sent is to be encrypted. */
  curve?: CurveKeys | undefined;
}

export interface CurveKeys {
  publicKey: string;
  secretKey: string;
}

const ports = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/** Reads the file whose path Jupyter hands to the kernel. Throws with a sentence where it cannot be used. */
export function readConnection(path: string): Connection {
  const connection = readObject(path);
  const { transport = "tcp", ip = "127.0.0.1", key = "", signature_scheme: scheme = "hmac-sha256" } = connection;
  if (transport !== "tcp" && transport !== "ipc")
    throw new Error(`${path}: the transport is ${JSON.stringify(transport)}; only tcp and ipc are known.`);
  if (typeof ip !== "string" || ip === "")
    throw new Error(`${path}: ip is to be an address or a path, not ${JSON.stringify(ip)}.`);
  if (typeof key !== "string") throw new Error(`${path}: key is to be a text, not ${JSON.stringify(key)}.`);
  if (key !== "" && scheme !== "hmac-sha256")
    throw new Error(`${path}: the signature scheme is ${scheme}; only hmac-sha256 is known.`);
  for (const name of ports) checkPort(path, name, connection);
  return { ...(connection as unknown as Connection), transport, ip, key, curve: curveKeys(path, connection) };
}

function readObject(path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path} is no connection file: ${(error as Error).message}`, { cause: error });
  }
  if (value === null || typeof value !== "object")
    throw new Error(`${path} is no connection file: it holds ${JSON.stringify(value)}`);
  return value as Record<string, unknown>;
}

function checkPort(path: string, name: string, { [name]: port, transport }: Record<string, unknown>): void {
  if (port === undefined) throw new Error(`${path}: ${name} is missing.`);
  // By IPC it is no port but a number that ends the name of a file.
  const highest = transport === "ipc" ? Number.MAX_SAFE_INTEGER : 65_535;
  if (!(Number.isInteger(port) && (port as number) > 0 && (port as number) <= highest))
    throw new Error(`${path}: ${name} is to be a number from 1 to ${highest}, not ${JSON.stringify(port)}.`);
}

/** The 85 characters of Z85, the writing of keys in ZeroMQ's RFC 32. */
const z85 = /^[0-9A-Za-z.\-:+=^!/*?&<>()[\]{}@%$#]{40}$/;

/** A kernel that was given one key only must not go on in the clear. */
function curveKeys(path: string, connection: Record<string, unknown>): CurveKeys | undefined {
  const { curve_publickey: publicKey, curve_secretkey: secretKey } = connection;
  if ((publicKey ?? "") === "" && (secretKey ?? "") === "") return undefined;
  for (const [name, key] of Object.entries({ curve_publickey: publicKey, curve_secretkey: secretKey }))
    if (!(typeof key === "string" && z85.test(key)))
      throw new Error(`${path}: ${name} is to be a key of CurveZMQ, 40 characters of Z85.`);
  return { publicKey: publicKey as string, secretKey: secretKey as string };
}

/** The ZeroMQ address of one of the ports. */
export function addressOf(connection: Connection, port: number): string {
  return connection.transport === "ipc" ? `ipc://${connection.ip}-${port}` : `tcp://${connection.ip}:${port}`;
}
