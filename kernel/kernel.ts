// The global ones belong to cells.
import { setImmediate } from "node:timers";
import { log } from "./log.js";
import type { JsonObject, Message } from "./protocol/message.js";
import { replyTo, unknownRequest } from "./protocol/reply.js";
import { execute } from "./requests/execute.js";
import { Interrupted, isA } from "./runtime/errors.js";
import type { Session } from "./session.js";

// As they are now: a cell may replace them.
const { apply } = Reflect;
const { push, shift, splice } = Array.prototype;

/** Returns the content of the reply, or nothing for messages that have none. */
type Handler = (session: Session, request: Message) => JsonObject | Promise<JsonObject | undefined>;

const receiveComm: Handler = async ({ comms, context, interruption }, request) => {
  await context.handling(request, () => interruption.handle(() => comms.receive(request)));
  return undefined;
};

const handlers: Record<string, Handler> = {
  execute_request: execute,
  history_request: ({ history }, { content }) => history.answer(content),
  comm_info_request: ({ comms }, { content }) => {
    const target = content.target_name;
    return { status: "ok", comms: comms.list(typeof target === "string" ? target : undefined) };
  },
  comm_open: receiveComm,
  comm_msg: receiveComm,
  comm_close: receiveComm,
};

/** Serves the requests of the shell channel: cells one after the other, everything else at once. */
export class Kernel {
  readonly #session: Session;
  readonly #cells: Message[] = [];
  #running = false;
  readonly #finished = new WeakSet<Message>();

  constructor(session: Session) {
    this.#session = session;
  }

  receive(request: Message): void {
    if (request.header.msg_type !== "execute_request") {
      void this.#serve(request);
      return;
    }
    apply(push, this.#cells, [request]);
    if (!this.#running) this.#next();
  }

  /** Called when a cell has come to its end, whatever became of the promises on its way. */
  #next(): void {
    const next = apply(shift, this.#cells, []) as Message | undefined;
    this.#running = next !== undefined;
    if (next) void this.#serve(next);
  }

  async #serve(request: Message): Promise<void> {
    try {
      this.#session.publisher.publish("status", { execution_state: "busy" }, request.header);
      await this.#session.interruption.serve(async () => this.#finish(request, await this.#handle(request)));
    } catch (error) {
      if (!this.#finished.has(request)) this.#apologise(request, error);
    }
  }

  async #handle(request: Message): Promise<JsonObject | undefined> {
    const type = request.header.msg_type;
    const handler = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
    if (handler) return await handler(this.#session, request);
    if (type.endsWith("_request")) return unknownRequest(type, "shell");
    log(`no handler for ${type}`);
    return undefined;
  }

  /** A request that could not be served is answered all the same, for somebody waits for it. */
  #apologise(request: Message, error: unknown): void {
    const { publisher, executionCount } = this.#session;
    if (isA(Interrupted, error)) this.#session.abandon(request);
    const report = this.#session.recover(error);
    publisher.publish("error", report, request.header);
    this.#finish(request, { status: "error", execution_count: executionCount, ...report });
  }

  /**
   * Answers, and goes on with the next cell. "Run all" stops at the first error: the cells that were sent before its reply are aborted, those
   * that a client sends when it has seen the reply are run. Nothing here waits for a promise, which an interrupt might drop.
   */
  #finish(request: Message, reply: JsonObject | undefined): void {
    const { publisher } = this.#session;
    const { header } = request;
    const type = header.msg_type;
    const end = (aborted: readonly Message[]): void => {
      if (reply && type.endsWith("_request")) publisher.reply(request, replyTo(type), reply);
      publisher.publish("status", { execution_state: "idle" }, header);
      for (let index = 0; index < aborted.length; index += 1) this.#abort(aborted[index]!);
      if (type === "execute_request") this.#next();
    };
    // Requests that the other thread has read already arrive in the next turn of the event loop.
    if (reply && isFailedCell(request, reply)) setImmediate(() => end(apply(splice, this.#cells, [0]) as Message[]));
    else end([]);
    this.#finished.add(request);
  }

  #abort(request: Message): void {
    const { publisher, executionCount } = this.#session;
    publisher.publish("status", { execution_state: "busy" }, request.header);
    publisher.reply(request, "execute_reply", { status: "aborted", execution_count: executionCount });
    publisher.publish("status", { execution_state: "idle" }, request.header);
  }
}

function isFailedCell(request: Message, reply: JsonObject): boolean {
  const isCell = request.header.msg_type === "execute_request";
  return isCell && reply.status === "error" && request.content.stop_on_error !== false;
}
