import { randomUUID } from "node:crypto";
import type { Message } from "../protocol/message.js";
import type { Context } from "./context.js";
import type { Outputs } from "./outputs.js";
import type { Publisher, PublishOptions } from "./publisher.js";

/** What arrives over a comm; the library's `CommMessage`. */
export interface CommMessage {
  data: unknown;
  metadata: Record<string, unknown>;
  buffers: Uint8Array[];
}

export type CommOpenHandler = (comm: Comm, message: CommMessage) => void;

/** One open channel to an object in the page; the library's `Comm`. */
export class Comm {
  readonly id: string;
  readonly target: string;
  onMessage?: ((message: CommMessage) => void | Promise<void>) | undefined;
  onClose?: ((message: CommMessage) => void) | undefined;
  readonly #comms: Comms;

  constructor(comms: Comms, target: string, id: string) {
    this.#comms = comms;
    this.target = target;
    this.id = id;
  }

  send(data: unknown, options: PublishOptions = {}): void {
    this.#comms.send("comm_msg", { comm_id: this.id, data }, options);
  }

  close(data: unknown = {}): void {
    this.#comms.close(this.id, data);
  }
}

/** The comms of a session. */
export class Comms {
  readonly #publisher: Publisher;
  readonly #outputs: Outputs;
  readonly #context: Context;
  readonly #comms = new Map<string, Comm>();
  readonly #targets = new Map<string, CommOpenHandler>();

  constructor(publisher: Publisher, outputs: Outputs, context: Context) {
    this.#publisher = publisher;
    this.#outputs = outputs;
    this.#context = context;
  }

  /** Opens a comm from the kernel's side. */
  open(target: string, data: unknown, options: PublishOptions & { id?: string } = {}): Comm {
    const comm = new Comm(this, target, options.id ?? randomUUID());
    this.#comms.set(comm.id, comm);
    this.send("comm_open", { comm_id: comm.id, target_name: target, data: data ?? {} }, options);
    return comm;
  }

  /** Names who is called when the page opens a comm for a target. */
  onOpen(target: string, handler: CommOpenHandler): void {
    this.#targets.set(target, handler);
  }

  /** Handles comm_open, comm_msg and comm_close of the page. */
  async receive({ header, content, metadata, buffers }: Message): Promise<void> {
    const id = String(content.comm_id);
    const message: CommMessage = { data: content.data, metadata, buffers };
    const comm = this.#comms.get(id);
    switch (header.msg_type) {
      case "comm_open":
        return this.#accept(id, String(content.target_name), message);
      case "comm_msg":
        return comm?.onMessage?.(message);
      case "comm_close":
        this.#comms.delete(id);
        return comm?.onClose?.(message);
    }
  }

  /** The open comms as a comm_info_reply lists them. */
  list(target?: string): Record<string, { target_name: string }> {
    const chosen = [...this.#comms.values()].filter((comm) => target === undefined || comm.target === target);
    return Object.fromEntries(chosen.map((comm) => [comm.id, { target_name: comm.target }]));
  }

  send(type: string, content: object, options: PublishOptions): void {
    // A comm message takes its place among the outputs: a widget is opened before it is displayed.
    this.#outputs.add(this.#publisher.prepare(type, content, this.#context.parent, options));
  }

  close(id: string, data: unknown): void {
    if (this.#comms.delete(id)) this.send("comm_close", { comm_id: id, data }, {});
  }

  #accept(id: string, target: string, message: CommMessage): void {
    const handler = this.#targets.get(target);
    if (handler) {
      const comm = new Comm(this, target, id);
      this.#comms.set(id, comm);
      handler(comm, message);
    } else {
      this.send("comm_close", { comm_id: id, data: {} }, {});
    }
  }
}
