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

  /** The request to which belongs what happens at this moment. */
  get owner(): Message | undefined {
    return this.#now ?? this.#cell ?? this.#handled.at(-1) ?? this.#last;
  }

  get parent(): Header | undefined {
    return this.owner?.header;
  }

  /** The request of the cell that is running. */
  get cell(): Message | undefined {
    return this.#cell;
  }

  async executing<Result>(request: Message, work: () => Promise<Result>): Promise<Result> {
    // Code that was terminated has skipped what would have reset it.
    this.#now = undefined;
    this.#cell = request;
    this.#last = request;
    try {
      return await work();
    } finally {
      this.#cell = undefined;
    }
  }

  /** Does something on behalf of a request, now. */
  within(request: Message, work: () => void): void {
    const before = this.#now;
    this.#now = request;
    try {
      work();
    } finally {
      this.#now = before;
    }
  }

  /** Handles a message that may arrive while a cell waits. */
  async handling(request: Message, work: () => Promise<void>): Promise<void> {
    this.#now = request;
    this.#handled.push(request);
    try {
      const handled = work();
      this.#now = undefined;
      await handled;
    } finally {
      this.#handled = this.#handled.filter((other) => other !== request);
    }
  }
}
