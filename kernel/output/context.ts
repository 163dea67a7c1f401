import type { Header, Message } from "../protocol/message.js";

/**
 * Says to which request an output belongs.
 *
 * Node's AsyncLocalStorage would know it better across awaits, but with it an interrupt by terminateExecution aborts the
 * process. So: what runs right now decides; between two awaits the running cell is assumed; after the end of a cell, the
 * last one.
 */
export class Context {
  #now: Message | undefined;
  #cell: Message | undefined;
  #handled: Message[] = [];
  #last: Message | undefined;

  get parent(): Header | undefined {
    return (this.#now ?? this.#cell ?? this.#handled.at(-1) ?? this.#last)?.header;
  }

  /** The request of the cell that is running. */
  get cell(): Message | undefined {
    return this.#cell;
  }

  async executing<Result>(request: Message, work: () => Promise<Result>): Promise<Result> {
    this.#cell = request;
    this.#last = request;
    try {
      return await work();
    } finally {
      this.#cell = undefined;
    }
  }

  /** Handles a message that may arrive while a cell waits. */
  async handling(request: Message, work: () => void | Promise<void>): Promise<void> {
    const before = this.#now;
    this.#now = request;
    this.#handled.push(request);
    try {
      const result = work();
      this.#now = before;
      await result;
    } finally {
      this.#now = before;
      this.#handled = this.#handled.filter((other) => other !== request);
    }
  }
}
