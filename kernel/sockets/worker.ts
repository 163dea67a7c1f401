import { workerData } from "node:worker_threads";
import { Reply, Router, XPublisher } from "zeromq";
import type { Assistance } from "../language/compiler.js";
import { remote } from "../language/remote.js";
import { log } from "../log.js";
import { addressOf } from "../protocol/connection.js";
import { decode, encode, MalformedMessage } from "../protocol/frames.js";
import type { Draft, Header, JsonObject, Message } from "../protocol/message.js";
import { Replay } from "../protocol/replay.js";
import { replyTo, unknownRequest } from "../protocol/reply.js";
import { Signature } from "../protocol/signature.js";
import { Activity, Doing } from "./activity.js";
import { type FromSockets, type SocketsOptions, type ToSockets, weightOf } from "./bridge.js";
import { Interrupter } from "./interrupt.js";
import { StreamBuffer } from "./stream.js";

// The thread that owns the sockets: heartbeat, kernel_info and the control channel are served while a cell computes.

const { connection, information, activity: memory, bridge: main, answers, assistance } = workerData as SocketsOptions;
const signature = new Signature(connection.key);
const replay = new Replay();
const activity = new Activity(memory);
const language = remote<Assistance>(assistance);
const tellMain = (message: FromSockets): void => main.postMessage(message);

// With no timeout zeromq sends at once instead of queueing promises, and without a high-water mark it drops nothing.
const { curve } = connection;
const encryption = curve ? { curveServer: true, curvePublicKey: curve.publicKey, curveSecretKey: curve.secretKey } : {};
const options = { sendTimeout: 0, sendHighWaterMark: 0, linger: 2000, ...encryption };
const iopub = new XPublisher({ ...options, verbosity: "allSubs" });
const shell = new Router(options);
const control = new Router(options);
const stdin = new Router(options);
const heartbeat = new Reply(encryption);

const streams = new StreamBuffer(({ name, text, parent }) => publishNow("stream", { name, text }, parent));
const interrupter = new Interrupter(
  activity,
  () => tellMain({ operation: "interrupt" }),
  () =>
    streams.write({
      name: "stderr",
      text: "The cell waits for the operating system, as in reading a pipe that nobody writes to. It is interrupted when that ends; if it does not, restart the kernel.\n",
      parent: cells.values().next().value,
    }),
);
/** The cells that have had no reply, the one that runs first. */
const cells = new Map<string, Header>();

function send(socket: XPublisher | Router, draft: Draft): void {
  socket.send(encode(draft, signature)).catch((error: unknown) => log(`cannot send ${draft.type}: ${error}`));
}

function draftOf(identities: Uint8Array[], type: string, content: JsonObject, parent: Header | undefined): Draft {
  return { identities, type, parent, metadata: "{}", content: JSON.stringify(content), buffers: [] };
}

function publishNow(type: string, content: JsonObject, parent: Header | undefined): void {
  send(iopub, draftOf([Buffer.from(type)], type, content, parent));
}

function publish(type: string, content: JsonObject, parent: Header | undefined): void {
  streams.flush();
  publishNow(type, content, parent);
}

main.on("message", (message: ToSockets) => {
  activity.receive(weightOf(message));
  if (message.operation === "stream") {
    streams.write(message);
    return;
  }
  streams.flush();
  if (message.operation === "end") end();
  else if (message.operation === "publish")
    send(iopub, { ...message.draft, identities: [Buffer.from(message.draft.type)] });
  else {
    if (message.channel === "shell") cells.delete(message.draft.parent!.msg_id);
    send(message.channel === "stdin" ? stdin : shell, message.draft);
  }
});

/** Hands every well-formed message of a socket to `handle`, for as long as the socket is open. */
async function serve(socket: Router, handle: (message: Message) => void): Promise<void> {
  for await (const frames of socket) {
    try {
      handle(decode(frames, signature, replay));
    } catch (error) {
      log(`dropped a message: ${error instanceof MalformedMessage ? error.message : (error as Error).stack}`);
    }
  }
}

type ReplyWith = (type: string, content: JsonObject) => void;

/** What is answered while the main thread is busy: on the control channel, and on that of the shell, where VS Code asks for it. */
const immediate: Record<string, (request: Message, reply: ReplyWith) => void> = {
  kernel_info_request: (_, reply) => reply("kernel_info_reply", information),
  interrupt_request: (_, reply) => {
    interrupter.request();
    reply("interrupt_reply", { status: "ok" });
  },
  shutdown_request: ({ content, header }, reply) => {
    const answer = { status: "ok", restart: content.restart === true };
    reply("shutdown_reply", answer);
    publish("shutdown_reply", answer, header);
    end();
  },
};

function onControl(request: Message): void {
  const type = request.header.msg_type;
  const handler = Object.hasOwn(immediate, type) ? immediate[type] : undefined;
  if (handler) serveOn(control, request, handler);
  else if (type.endsWith("_request"))
    serveOn(control, request, (_, reply) => reply(replyTo(type), unknownRequest(type, "control")));
  else log(`no handler for ${type} on the control channel`);
}

/** What is asked while somebody writes a cell; answered also while another one computes. */
const helpers: Record<string, (content: JsonObject) => Promise<JsonObject>> = {
  complete_request: (content) => language.complete(content),
  inspect_request: (content) => language.inspect(content),
  is_complete_request: (content) => language.isComplete(content),
};

function onShell(request: Message): void {
  const type = request.header.msg_type;
  const handler = Object.hasOwn(immediate, type) ? immediate[type] : undefined;
  const help = Object.hasOwn(helpers, type) ? helpers[type] : undefined;
  if (handler) {
    serveOn(shell, request, handler);
  } else if (help) {
    void serveLater(request, help);
  } else {
    if (type === "execute_request") cells.set(request.header.msg_id, request.header);
    tellMain({ operation: "request", message: request });
  }
}

/** Handles a request by asking another thread. */
async function serveLater(request: Message, answer: (content: JsonObject) => Promise<JsonObject>): Promise<void> {
  const { header, identities } = request;
  publish("status", { execution_state: "busy" }, header);
  const failed = ({ name, message }: Error) => ({
    status: "error",
    ename: name,
    evalue: message,
    traceback: [message],
  });
  const content = await answer(request.content).catch(failed);
  send(shell, draftOf(identities, replyTo(header.msg_type), content, header));
  publish("status", { execution_state: "idle" }, header);
}

/** Handles a request in this thread; everybody is told that the kernel is busy with it. */
function serveOn(socket: Router, request: Message, handle: (request: Message, reply: ReplyWith) => void): void {
  publish("status", { execution_state: "busy" }, request.header);
  handle(request, (type, content) => send(socket, draftOf(request.identities, type, content, request.header)));
  publish("status", { execution_state: "idle" }, request.header);
}

function onStdin(message: Message): void {
  if (message.header.msg_type !== "input_reply" || activity.now !== Doing.asking) return;
  answers.postMessage(String(message.content.value ?? ""));
  activity.answerQuestion();
}

// A thread that fails while its sockets are open takes the process with it.
process.on("uncaughtException", (error) => log(`the thread of the sockets: ${error.stack ?? error}`));

/** Ends the process after the replies have left, also when the main thread is lost in a loop. */
function end(): void {
  interrupter.close();
  setTimeout(leave, 50, 0);
  setTimeout(() => process.kill(process.pid, "SIGKILL"), 500);
}

function leave(code: 0 | 1): void {
  // What the main thread still says has nobody to go to.
  main.removeAllListeners("message");
  // Sockets that are still open when the process ends make it crash.
  for (const socket of [iopub, shell, control, stdin, heartbeat]) socket.close();
  tellMain({ operation: "exit", code });
}

/** Tells whoever subscribes that nothing will be missed from now on. */
async function welcome(): Promise<void> {
  for await (const [change] of iopub) {
    if (change?.[0] !== 1) continue;
    const subscription = change.subarray(1);
    send(iopub, draftOf([subscription], "iopub_welcome", { subscription: subscription.toString() }, undefined));
  }
}

async function echo(): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

/** Without the process that started us nobody could ever shut us down. */
function followParent(): void {
  if (!process.env.JPY_PARENT_PID) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 1000);
}

/** False, with the reason said, where an address cannot be had: without a channel the kernel is of no use. */
async function bind(socket: XPublisher | Router | Reply, port: number): Promise<boolean> {
  const address = addressOf(connection, port);
  try {
    await socket.bind(address);
    return true;
  } catch (error) {
    log(`cannot listen at ${address}: ${(error as Error).message}`);
    return false;
  }
}

const bound = await Promise.all([
  bind(iopub, connection.iopub_port),
  bind(shell, connection.shell_port),
  bind(control, connection.control_port),
  bind(stdin, connection.stdin_port),
  bind(heartbeat, connection.hb_port),
]);
if (bound.every(Boolean)) {
  publish("status", { execution_state: "starting" }, undefined);
  followParent();
  tellMain({ operation: "ready" });
  await Promise.all([echo(), welcome(), serve(shell, onShell), serve(control, onControl), serve(stdin, onStdin)]);
} else {
  interrupter.close();
  leave(1);
}
