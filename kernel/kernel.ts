import { log } from "./log.js";
import type { JsonObject, Message } from "./protocol/message.js";
import { replyTo, unknownRequest } from "./protocol/reply.js";
import { execute } from "./requests/execute.js";
import { Interrupted, isA } from "./runtime/errors.js";
import type { Session } from "./session.js";

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

  constructor(session: Session) {
    this.#session = session;
  }

  async receive(request: Message): Promise<void> {
    try {
      await this.#receive(request);
    } catch (error) {
      this.#running = false;
      this.#apologise(request, error);
    }
  }

  async #receive(request: Message): Promise<void> {
    if (request.header.msg_type !== "execute_request") {
      await this.#serve(request);
      return;
    }
    this.#cells.push(request);
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#cells.shift(); next; next = this.#cells.shift()) {
      await this.#serve(next).catch((error: unknown) => this.#apologise(next!, error));
    }
    this.#running = false;
  }

  /** The kernel itself could not go on with a request; that is answered all the same, for somebody waits for it. */
  #apologise(request: Message, error: unknown): void {
    const { publisher } = this.#session;
    const { header } = request;
    const report = this.#session.recover(error);
    publisher.publish("error", report, header);
    if (header.msg_type.endsWith("_request"))
      publisher.reply(request, replyTo(header.msg_type), { status: "error", ...report });
    publisher.publish("status", { execution_state: "idle" }, header);
  }

  async #serve(request: Message): Promise<void> {
    const { publisher } = this.#session;
    const { header } = request;
    publisher.publish("status", { execution_state: "busy" }, header);
    const reply = await this.#handle(request);
    const aborted = reply && isFailedCell(request, reply) ? await this.#takeQueued() : [];
    if (reply) publisher.reply(request, replyTo(header.msg_type), reply);
    publisher.publish("status", { execution_state: "idle" }, header);
    for (const other of aborted) this.#abort(other);
  }

  async #handle(request: Message): Promise<JsonObject | undefined> {
    const type = request.header.msg_type;
    const handler = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
    if (!handler) {
      if (type.endsWith("_request")) return unknownRequest(type, "shell");
      log(`no handler for ${type}`);
      return undefined;
    }
    try {
      return await handler(this.#session, request);
    } catch (error) {
      if (isA(Interrupted, error)) this.#session.started.interrupt(request);
      if (type.endsWith("_request")) return { status: "error", ...this.#session.report(error) };
      this.#session.reportStray(error, request.header);
      return undefined;
    }
  }

  /**
   * "Run all" stops at the first error: the cells that were sent before its reply. What a client sends when it has seen
   * the reply is run.
   */
  async #takeQueued(): Promise<Message[]> {
    // Requests that the other thread has read already arrive in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#cells.splice(0);
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
