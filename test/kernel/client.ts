import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Dealer, Request, type SocketOptions, Subscriber } from "zeromq";
import { kernelCommand } from "../../kernel/launch.js";
import { freePorts } from "../../kernel/notebook/freePorts.js";
import { addressOf, type Connection, type CurveKeys } from "../../kernel/protocol/connection.js";

/** A message as the tests look at it. */
export interface Received {
  channel: "shell" | "control" | "stdin" | "iopub";
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into contents of many shapes
  content: any;
  parent: string | undefined;
  metadata: Record<string, unknown>;
  buffers: Buffer[];
}

export interface MessageOptions {
  metadata?: object;
  buffers?: Uint8Array[];
  signature?: string;
}

export interface ExecuteOptions {
  silent?: boolean;
  store_history?: boolean;
  allow_stdin?: boolean;
  stop_on_error?: boolean;
  user_expressions?: Record<string, string>;
}

export interface Executed {
  reply: Received;
  /** Everything that was published for the request, status messages included. */
  published: Received[];
  stdout: string;
  stderr: string;
  /** The text/plain of the result. */
  result: string | undefined;
  error: { ename: string; evalue: string; traceback: string[] } | undefined;
}

/** How messages travel. */
export interface Transport {
  transport?: "tcp" | "ipc";
  /** Encrypted with these keys. */
  curve?: CurveKeys;
}

export interface StartOptions extends Transport {
  key?: string;
  command?: string[];
  environment?: Record<string, string>;
  preload?: string[];
}

type Ports = Pick<Connection, "shell_port" | "iopub_port" | "stdin_port" | "control_port" | "hb_port">;

const root = fileURLToPath(new URL("../..", import.meta.url));
const delimiter = "<IDS|MSG>";

/** A Jupyter client with one kernel of its own, run from dist/ in an empty folder. */
export class Client {
  readonly folder: string;
  readonly process: ChildProcess;
  readonly received: Received[] = [];
  readonly #key: string;
  readonly #session = randomUUID();
  readonly #connection: Connection;
  readonly #encryption: Pick<SocketOptions<Dealer>, "curveServerKey" | "curvePublicKey" | "curveSecretKey">;
  readonly #shell: Dealer;
  readonly #control: Dealer;
  readonly #stdin: Dealer;
  readonly #iopub: Subscriber;
  #waiting: (() => void)[] = [];
  /** What the kernel wrote to its own terminal. */
  log = "";

  private constructor(folder: string, process: ChildProcess, connection: Connection, curve: Transport["curve"]) {
    this.folder = folder;
    this.process = process;
    this.#connection = connection;
    this.#key = connection.key;
    // Clients have a pair of keys too: here, as with jupyter_client, the kernel's own.
    this.#encryption = curve
      ? { curveServerKey: curve.publicKey, curvePublicKey: curve.publicKey, curveSecretKey: curve.secretKey }
      : {};
    const options = { linger: 0, ...this.#encryption };
    this.#shell = new Dealer(options);
    this.#control = new Dealer(options);
    this.#stdin = new Dealer(options);
    this.#iopub = new Subscriber({ ...options, receiveHighWaterMark: 0 });
    process.stderr?.on("data", (data) => {
      this.log += data;
    });
  }

  /** A folder of its own with a connection file for five free ports. */
  static async connectionFile(key = "", { transport = "tcp", curve }: Transport = {}) {
    const folder = await mkdtemp(join(tmpdir(), "phasebook kernel ü "));
    const names = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"];
    const numbers = await freePorts(names.length);
    const ports = Object.fromEntries(names.map((name, index) => [name, numbers[index]!])) as Ports;
    const connectionFile = join(folder, "connection.json");
    const ip = transport === "ipc" ? join(folder, "kernel") : "127.0.0.1";
    const keys = curve ? { curve_publickey: curve.publicKey, curve_secretkey: curve.secretKey } : {};
    const connection = { transport, ip, key, signature_scheme: "hmac-sha256", ...ports, ...keys };
    await writeFile(connectionFile, JSON.stringify(connection));
    const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
    return { folder, connection, connectionFile, main: join(root, "dist/kernel/main.js"), remove };
  }

  /** Starts a kernel, of which `command` is the command line in its kernelspec, and waits until it answers. */
  static async start(options: StartOptions = {}): Promise<Client> {
    const { key = randomUUID(), preload = [] } = options;
    const { folder, connection, connectionFile, main } = await Client.connectionFile(key, options);
    // Those of Node, which stand between it and the main file.
    const usual = kernelCommand(process.execPath);
    const flags = usual.slice(1, usual.indexOf("{connection_file}") - 1);
    const preloads = preload.flatMap((name) => ["--preload", name]);
    const { command = [process.execPath, ...flags, main, "{connection_file}", ...preloads] } = options;
    const [program, ...parameters] = command.map((part) => part.replace("{connection_file}", connectionFile));
    const child = spawn(program!, parameters, {
      cwd: folder,
      stdio: ["ignore", "inherit", "pipe"],
      env: { ...process.env, JPY_PARENT_PID: String(process.pid), ...options.environment },
    });
    const client = new Client(folder, child, connection, options.curve);
    await client.#connect();
    return client;
  }

  async #connect(): Promise<void> {
    this.#iopub.subscribe();
    const identity = this.#session;
    this.#stdin.routingId = identity;
    this.#shell.routingId = identity;
    this.#shell.connect(this.address("shell_port"));
    this.#control.connect(this.address("control_port"));
    this.#stdin.connect(this.address("stdin_port"));
    this.#iopub.connect(this.address("iopub_port"));
    for (const [channel, socket] of [
      ["shell", this.#shell],
      ["control", this.#control],
      ["stdin", this.#stdin],
      ["iopub", this.#iopub],
    ] as const) {
      void this.#listen(channel, socket);
    }
    // A subscription takes a moment; it stands when the answer to a request is seen on both channels.
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const id = await this.send("shell", "kernel_info_request", {});
      await this.find((message) => message.parent === id && message.channel === "shell", 20_000);
      const idle = await this.find((message) => message.parent === id && isIdle(message), 100).catch(() => undefined);
      if (idle) return;
    }
    throw new Error(`The kernel publishes nothing. It wrote: ${this.log}`);
  }

  async #listen(channel: Received["channel"], socket: AsyncIterable<Buffer[]>): Promise<void> {
    for await (const frames of socket) {
      const start = frames.findIndex((frame) => frame.toString() === delimiter);
      const body = frames.slice(start + 2, start + 6);
      if (this.#key !== "" && frames[start + 1]!.toString() !== this.#sign(body)) throw new Error("a wrong signature");
      const [header, parent, metadata, content] = body.map((frame) => JSON.parse(frame.toString()));
      const buffers = frames.slice(start + 6);
      this.received.push({ channel, type: header.msg_type, content, parent: parent.msg_id, metadata, buffers });
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  #sign(body: (Buffer | string)[]): string {
    if (this.#key === "") return "";
    const digest = createHmac("sha256", this.#key);
    for (const part of body) digest.update(part);
    return digest.digest("hex");
  }

  /** A message as it travels. */
  framesOf(type: string, content: object, { metadata = {}, buffers = [], signature }: MessageOptions = {}) {
    const id = randomUUID();
    const date = new Date().toISOString();
    const header = { msg_id: id, msg_type: type, session: this.#session, username: "test", date, version: "5.4" };
    const body = [header, {}, metadata, content].map((part) => JSON.stringify(part));
    return { id, frames: [delimiter, signature ?? this.#sign(body), ...body, ...buffers] };
  }

  address(port: keyof Ports): string {
    return addressOf(this.#connection, this.#connection[port]);
  }

  /** Sends a message and returns its id. */
  async send(
    channel: "shell" | "control" | "stdin",
    type: string,
    content: object,
    options: MessageOptions = {},
  ): Promise<string> {
    const { id, frames } = this.framesOf(type, content, options);
    await this.sendRaw(channel, frames);
    return id;
  }

  async sendRaw(channel: "shell" | "control" | "stdin", frames: (string | Uint8Array)[]): Promise<void> {
    const socket = { shell: this.#shell, control: this.#control, stdin: this.#stdin }[channel];
    await socket.send(frames);
  }

  /** The first message, received already or yet to come, that fulfils the condition. */
  async find(condition: (message: Received) => boolean, timeout = 30_000): Promise<Received> {
    const end = Date.now() + timeout;
    for (let seen = 0; ; ) {
      for (; seen < this.received.length; seen += 1) {
        if (condition(this.received[seen]!)) return this.received[seen]!;
      }
      const left = end - Date.now();
      if (left <= 0) throw new Error(`No such message within ${timeout} ms. The kernel wrote: ${this.log}`);
      const news = new Promise<void>((resolve) => this.#waiting.push(resolve));
      await Promise.race([news, delay(left, undefined, { ref: false })]);
    }
  }

  /** Sends a request and waits for its reply. */
  async request(type: string, content: object, channel: "shell" | "control" = "shell"): Promise<Received> {
    const id = await this.send(channel, type, content);
    return this.find((message) => message.parent === id && message.channel === channel);
  }

  /** Sends a cell, without waiting for anything. */
  submit(code: string, options: ExecuteOptions = {}): Promise<string> {
    return this.send("shell", "execute_request", {
      code,
      silent: false,
      store_history: true,
      allow_stdin: false,
      stop_on_error: true,
      user_expressions: {},
      ...options,
    });
  }

  /** Runs a cell to its end. */
  async execute(code: string, options: ExecuteOptions = {}): Promise<Executed> {
    return this.outcome(await this.submit(code, options));
  }

  /** Waits for the end of a cell that was submitted. */
  async outcome(id: string): Promise<Executed> {
    const reply = await this.find((message) => message.parent === id && message.type === "execute_reply");
    await this.find((message) => message.parent === id && isIdle(message));
    const published = this.received.filter((message) => message.parent === id && message.channel === "iopub");
    const stream = (name: string): string =>
      published
        .filter(({ type, content }) => type === "stream" && content.name === name)
        .map(({ content }) => content.text)
        .join("");
    return {
      reply,
      published,
      stdout: stream("stdout"),
      stderr: stream("stderr"),
      result: published.find(({ type }) => type === "execute_result")?.content.data["text/plain"],
      error: published.find(({ type }) => type === "error")?.content,
    };
  }

  async heartbeat(text: string): Promise<string> {
    const socket = new Request({ linger: 0, receiveTimeout: 5000, ...this.#encryption });
    try {
      socket.connect(this.address("hb_port"));
      await socket.send(text);
      const [answer] = await socket.receive();
      return String(answer);
    } finally {
      socket.close();
    }
  }

  /** Waits for the end of the kernel's process; false if it lives on. */
  async ended(timeout = 5000): Promise<boolean> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return true;
    return Promise.race([once(this.process, "exit").then(() => true), delay(timeout, false, { ref: false })]);
  }

  async close(): Promise<void> {
    if (!(await this.ended(0))) {
      this.process.kill("SIGKILL");
      await this.ended();
    }
    for (const socket of [this.#shell, this.#control, this.#stdin, this.#iopub]) socket.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export function isIdle(message: Received): boolean {
  return message.type === "status" && message.content.execution_state === "idle";
}
