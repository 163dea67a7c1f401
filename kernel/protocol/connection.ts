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

/** What stands in the file under names of its own. */
interface ConnectionFile {
  signature_scheme?: string;
  curve_publickey?: unknown;
  curve_secretkey?: unknown;
}

/** Reads the file whose path Jupyter hands to the kernel. Throws with a sentence where it cannot be used. */
export function readConnection(path: string): Connection {
  const connection = JSON.parse(readFileSync(path, "utf8")) as Partial<Connection> & ConnectionFile;
  const scheme = connection.signature_scheme ?? "hmac-sha256";
  if (connection.key && scheme !== "hmac-sha256") {
    throw new Error(`${path}: the signature scheme is ${scheme}; only hmac-sha256 is known.`);
  }
  const { transport = "tcp", ip = "127.0.0.1", key = "" } = connection;
  const port = (name: `${"shell" | "iopub" | "stdin" | "control" | "hb"}_port`): number => {
    const value = connection[name];
    if (typeof value !== "number") throw new Error(`${path}: ${name} is missing.`);
    return value;
  };
  return {
    transport,
    ip,
    key,
    curve: curveKeys(path, connection),
    shell_port: port("shell_port"),
    iopub_port: port("iopub_port"),
    stdin_port: port("stdin_port"),
    control_port: port("control_port"),
    hb_port: port("hb_port"),
  };
}

/** A kernel that was given one key only must not go on in the clear. */
function curveKeys(path: string, connection: ConnectionFile): CurveKeys | undefined {
  const { curve_publickey: publicKey, curve_secretkey: secretKey } = connection;
  if ((publicKey ?? "") === "" && (secretKey ?? "") === "") return undefined;
  for (const [name, key] of Object.entries({ curve_publickey: publicKey, curve_secretkey: secretKey }))
    if (!(typeof key === "string" && key.length === 40))
      throw new Error(`${path}: ${name} is to be a key of CurveZMQ, 40 characters of Z85.`);
  return { publicKey: publicKey as string, secretKey: secretKey as string };
}

/** The ZeroMQ address of one of the ports. */
export function addressOf(connection: Connection, port: number): string {
  return connection.transport === "ipc" ? `ipc://${connection.ip}-${port}` : `tcp://${connection.ip}:${port}`;
}
