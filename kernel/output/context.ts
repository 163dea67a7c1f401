import type { Header, Message } from "../protocol/message.js";
import type { Bundle } from "./format.js";
import type { Outputs } from "./outputs.js";

/** Takes what is shown in place of a cell; the library's interface of the same name. */
export interface OutputSink {
  stream(name: "stdout" | "stderr", text: string): void;
  display(bundle: Bundle): void;
  clear(wait: boolean): void;
}

/**
 * A request, or what a request has set going with a place of its own for its outputs. There they have an order of their own: they do not
 * wait for what the cell is still rendering, which may be the very thing they belong to.
 */
export type Owner = Message & { readonly sink?: OutputSink; readonly outputs?: Outputs };

/**
 * Says to which request an output belongs.
 *
 * Node's AsyncLocalStorage would know it better across awaits, but with it an interrupt by terminateExecution aborts the
 * process. So: what runs right now decides; between two awaits the running cell is assumed, as long as it has not come to its last
 * value; then what it or a page has set going; else the last cell.
 */
export class Context {
  #now: Owner | undefined;
  #cell: Owner | undefined;
  #concluded = false;
  #handled: Owner[] = [];
  #last: Owner | undefined;

  /** The request to which belongs what happens at this moment. */
  get owner(): Owner | undefined {
    return this.#now ?? (this.#concluded ? undefined : this.#cell) ?? this.#handled.at(-1) ?? this.#last;
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
    this.#concluded = false;
    this.#last = request;
    try {
      return await work();
    } finally {
      this.#cell = undefined;
    }
  }

  /** The code of the running cell has come to its end; what still goes on until its value can be shown is not the cell itself. */
  conclude(): void {
    this.#concluded = true;
  }

  /** What is terminated does not come to its end; this is done for it. */
  leave(request: Message): void {
    this.#now = undefined;
    if (this.#cell === request) this.#cell = undefined;
    this.#handled = this.#handled.filter((other) => other !== request);
  }

  /** Does something on behalf of a request, now. */
  within(request: Owner, work: () => void): void {
    const before = this.#now;
    this.#now = request;
    try {
      work();
    } finally {
      this.#now = before;
    }
  }

  /** Handles a message that may arrive while a cell waits. */
  async handling(request: Owner, work: () => Promise<void>): Promise<void> {
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

  /** Handles something that goes on by itself while the one who has asked for it goes on too. */
  async beside(request: Owner, work: () => Promise<void>): Promise<void> {
    const before = this.#now;
    const handled = this.handling(request, work);
    this.#now = before;
    await handled;
  }
}
