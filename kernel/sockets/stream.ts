import type { Header } from "../protocol/message.js";
import type { StreamName } from "./bridge.js";

/** Text of one stream that belongs to one request. */
export interface StreamText {
  name: StreamName;
  text: string;
  parent: Header | undefined;
}

const patience = 15;
const largest = 1_000_000;

/**
 * Joins what is printed in quick succession into one message. A loop that prints thousands of lines would otherwise cost
 * a message each, more than front ends can take.
 */
export class StreamBuffer {
  readonly #send: (stream: StreamText) => void;
  #pending: { name: StreamName; parent: Header | undefined; texts: string[]; length: number } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (stream: StreamText) => void) {
    this.#send = send;
  }

  write({ name, text, parent }: StreamText): void {
    const pending = this.#pending;
    if (pending && pending.name === name && pending.parent?.msg_id === parent?.msg_id && pending.length < largest) {
      pending.texts.push(text);
      pending.length += text.length;
    } else {
      this.flush();
      this.#pending = { name, parent, texts: [text], length: text.length };
    }
    this.#timer ??= setTimeout(() => this.flush(), patience);
  }

  /** Sends what is held back; to be called before any other message, so that the order is kept. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) this.#send({ name: pending.name, parent: pending.parent, text: pending.texts.join("") });
  }
}
