import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dealer, Subscriber } from "zeromq";
import { kernelCommand } from "../launch.js";
import { addressOf, type Connection } from "../protocol/connection.js";
import { decode } from "../protocol/frames.js";
import { type JsonObject, type Message, protocolVersion } from "../protocol/message.js";
import { Signature } from "../protocol/signature.js";
import { freePorts } from "./freePorts.js";

/** What a kernel sends on its way to the reply of a request: outputs, comm messages. */
export type OnMessage = (message: Message) => void;

/** How a kernel is started. */
export interface KernelStart {
  /** The command line with `{connection_file}` in it, as in a kernelspec; ours unless given. */
  readonly command?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Where what it writes to its own terminal goes. */
  readonly terminal?: "inherit" | "ignore";
}

interface Waiting {
  onMessage: OnMessage;
  settle: () => void;
  reply?: JsonObject;
  idle?: true;
}

const patience = 60_000;
const ignore: OnMessage = () => undefined;

/** A kernel in a process of its own, and the sockets it takes to run cells in it. */
export class KernelClient {
  readonly #kernel: ChildProcess;
  readonly #folder: string;
  readonly #signature: Signature;
  readonly #shell = new Dealer({ linger: 0 });
  readonly #control = new Dealer({ linger: 0 });
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  readonly #session = randomUUID();
  readonly #waiting = new Map<string, Waiting>();
  readonly #ended: Promise<never>;

  private constructor(kernel: ChildProcess, folder: string, connection: Connection) {
    this.#kernel = kernel;
    this.#folder = folder;
    this.#signature = new Signature(connection.key);
    this.#shell.connect(addressOf(connection, connection.shell_port));
    this.#control.connect(addressOf(connection, connection.control_port));
    this.#iopub.connect(addressOf(connection, connection.iopub_port));
    this.#iopub.subscribe();
    this.#ended = new Promise((_, reject) => {
      kernel.once("error", (error) => reject(new Error(`the kernel cannot be started: ${error.message}`)));
      kernel.once("exit", (code, signal) => reject(new Error(`the kernel has ended with ${signal ?? `code ${code}`}`)));
    });
    // Whoever waits for an answer hears of the end; where nobody waits it is no error.
    this.#ended.catch(() => undefined);
    for (const socket of [this.#shell, this.#control, this.#iopub]) void this.#listen(socket);
  }

  /** Starts a kernel whose cells run in `folder`, and waits until it answers. */
  static async start(folder: string, options: KernelStart = {}): Promise<KernelClient> {
    const { command = kernelCommand(), environment = process.env, terminal = "inherit" } = options;
    const scratch = await mkdtemp(join(tmpdir(), "phasebook-kernel-"));
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
    const connection = {
      ...{ transport: "tcp", ip: "127.0.0.1", key: randomBytes(32).toString("hex"), signature_scheme: "hmac-sha256" },
      ...{ shell_port, iopub_port, stdin_port, control_port, hb_port },
    } as Connection;
    const file = join(scratch, "connection.json");
    await writeFile(file, JSON.stringify(connection), { mode: 0o600 });
    const [program, ...parameters] = command.map((part) => part.replace("{connection_file}", file));
    const stdio = ["ignore", terminal, terminal] as const;
    // As jupyter_client says it: a kernel whose parent has gone ends.
    const env = { ...environment, JPY_PARENT_PID: String(process.pid) };
    const kernel = spawn(program!, parameters, { cwd: folder, stdio: [...stdio], env });
    const client = new KernelClient(kernel, scratch, connection);
    try {
      await client.#greet();
      return client;
    } catch (error) {
      await client.stop();
      throw error;
    }
  }

  /** The number of the kernel's process. */
  get pid(): number {
    return this.#kernel.pid!;
  }

  /**
   * Runs one cell; resolves with the content of its `execute_reply` when the reply and all outputs have arrived.
   *
   * @throws Error where the kernel has ended
   */
  execute(code: string, onMessage: OnMessage = ignore): Promise<JsonObject> {
    const content = { code, silent: false, store_history: true, allow_stdin: false, stop_on_error: true };
    return this.request("execute_request", { ...content, user_expressions: {} }, onMessage);
  }

  /** Resolves with the content of the reply once the kernel is idle again. */
  async request(type: string, content: JsonObject, onMessage: OnMessage = ignore): Promise<JsonObject> {
    const { reply } = await this.#exchange(this.#shell, type, content, onMessage, ({ reply, idle }) => reply && idle);
    return reply!;
  }

  /** Resolves with the content of the reply on the control channel, which is answered whatever a cell does. */
  async control(type: string, content: JsonObject = {}): Promise<JsonObject> {
    const { reply } = await this.#exchange(this.#control, type, content, ignore, ({ reply }) => reply);
    return reply!;
  }

  /** Sends a message that has no reply, of a comm; resolves when the kernel has handled it. */
  async tell(type: string, content: JsonObject, onMessage: OnMessage = ignore): Promise<void> {
    await this.#exchange(this.#shell, type, content, onMessage, ({ idle }) => idle);
  }

  /** Ends the kernel, by request and after two seconds by force, and removes what it left. */
  async stop(): Promise<void> {
    if (this.#kernel.exitCode === null && this.#kernel.signalCode === null && this.#kernel.pid !== undefined) {
      const gone = new Promise((resolve) => this.#kernel.once("exit", resolve));
      await this.#send(this.#control, "shutdown_request", { restart: false }, randomUUID());
      const force = setTimeout(() => this.#kernel.kill("SIGKILL"), 2000);
      await gone;
      clearTimeout(force);
    }
    this.#shell.close();
    this.#control.close();
    this.#iopub.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** The kernel's publisher does not know us at once: asked again until both the reply and its idle status arrive. */
  async #greet(): Promise<void> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      const answer = this.request("kernel_info_request", {});
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, 100, undefined));
      if (await Promise.race([answer, late])) return;
    }
    throw new Error(`the kernel has not answered within ${patience / 1000} s`);
  }

  #exchange(
    socket: Dealer,
    type: string,
    content: JsonObject,
    onMessage: OnMessage,
    isDone: (waiting: Waiting) => unknown,
  ): Promise<Waiting> {
    const id = randomUUID();
    const answer = new Promise<Waiting>((resolve) => {
      const waiting: Waiting = { onMessage, settle: () => isDone(waiting) && resolve(waiting) };
      this.#waiting.set(id, waiting);
    });
    return Promise.race([this.#send(socket, type, content, id).then(() => answer), this.#ended]).finally(() =>
      this.#waiting.delete(id),
    );
  }

  async #send(socket: Dealer, type: string, content: JsonObject, id: string): Promise<void> {
    const header = { msg_id: id, session: this.#session, username: "phasebook", date: new Date().toISOString() };
    const body = [{ ...header, msg_type: type, version: protocolVersion }, {}, {}, content].map((part) =>
      JSON.stringify(part),
    );
    await socket.send(["<IDS|MSG>", this.#signature.sign(body), ...body]);
  }

  async #listen(socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket as AsyncIterable<Buffer[]>) {
      const message = decode(frames, this.#signature);
      const entry = this.#waiting.get(String(message.parentHeader.msg_id));
      if (!entry) continue;
      if (socket !== this.#iopub) entry.reply = message.content;
      else if (message.header.msg_type !== "status") entry.onMessage(message);
      else if (message.content.execution_state === "idle") entry.idle = true;
      entry.settle();
    }
  }
}
