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
}

/** Reads the file whose path Jupyter hands to the kernel. Throws with a sentence where it cannot be used. */
export function readConnection(path: string): Connection {
  const connection = JSON.parse(readFileSync(path, "utf8")) as Partial<Connection> & { signature_scheme?: string };
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
    shell_port: port("shell_port"),
    iopub_port: port("iopub_port"),
    stdin_port: port("stdin_port"),
    control_port: port("control_port"),
    hb_port: port("hb_port"),
  };
}

/** The ZeroMQ address of one of the ports. */
export function addressOf(connection: Connection, port: number): string {
  return connection.transport === "ipc" ? `ipc://${connection.ip}-${port}` : `tcp://${connection.ip}:${port}`;
}
