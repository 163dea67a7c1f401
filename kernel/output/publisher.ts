import type { Header, Message } from "../protocol/message.js";
import type { StreamName, ToSockets } from "../sockets/bridge.js";

// As it is now: a cell may replace it.
const { stringify } = JSON;

/** Characters of the content of one message. A notebook with larger ones cannot be opened again. */
const longest = 50_000_000;

export interface PublishOptions {
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
}

/** The way of messages from the main thread to the sockets. */
export class Publisher {
  readonly #post: (message: ToSockets) => void;

  constructor(post: (message: ToSockets) => void) {
    this.#post = post;
  }

  /** Writes a message for everybody, and returns what sends it. Throws if JSON cannot hold the content, or a page. */
  prepare(type: string, content: object, parent: Header | undefined, options: PublishOptions = {}): () => void {
    const text = stringify(content);
    if (text.length > longest)
      throw new RangeError(
        `an output of ${Math.round(text.length / 1e6)} MB is more than a page can take (${longest / 1e6} MB): save it to a file, or show a part`,
      );
    const draft = {
      type,
      parent,
      content: text,
      metadata: stringify(options.metadata ?? {}),
      // A view may be a small part of a large buffer, which would be copied as a whole.
      buffers: (options.buffers ?? []).map((buffer) => buffer.slice()),
    };
    return () => this.#post({ operation: "publish", draft });
  }

  publish(type: string, content: object, parent: Header | undefined, options?: PublishOptions): void {
    this.prepare(type, content, parent, options)();
  }

  stream(name: StreamName, text: string, parent: Header | undefined): void {
    this.#post({ operation: "stream", name, text, parent });
  }

  reply(request: Message, type: string, content: object): void {
    this.#send("shell", request, type, content);
  }

  /** Asks the client that sent the request something. */
  ask(request: Message, content: object): void {
    this.#send("stdin", request, "input_request", content);
  }

  #send(channel: "shell" | "stdin", request: Message, type: string, content: object): void {
    const { identities, header: parent } = request;
    const draft = { identities, type, parent, metadata: "{}", content: stringify(content), buffers: [] };
    this.#post({ operation: "reply", channel, draft });
  }
}
