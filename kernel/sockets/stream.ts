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
    if (!pending) return;
    const { name, parent, texts } = pending;
    for (const text of piecesOf(texts.join(""))) this.#send({ name, parent, text });
  }
}

/** A text in pieces that front ends can take, none of them ending within a character. */
function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = Math.min(start + largest, text.length);
    const isSplit = end < text.length && text.codePointAt(end - 1)! > 0xffff;
    const stop = isSplit ? end + 1 : end;
    yield text.slice(start, stop);
    start = stop;
  }
}
