import type { Header } from "../protocol/message.js";
import type { Context } from "./context.js";
import { type Bundle, displayIdOf, format } from "./format.js";
import type { Outputs } from "./outputs.js";
import type { Publisher } from "./publisher.js";

/** How a value is placed among the outputs of a cell; the library's interface of the same name. */
export interface DisplayOptions {
  displayId?: string;
  update?: boolean;
}

/** Shows values. */
export class Display {
  readonly #publisher: Publisher;
  readonly #outputs: Outputs;
  readonly #context: Context;
  readonly #reportFailure: (error: unknown, parent: Header | undefined) => void;
  #failures: unknown[] = [];

  constructor(
    publisher: Publisher,
    outputs: Outputs,
    context: Context,
    reportFailure: (error: unknown, parent: Header | undefined) => void,
  ) {
    this.#publisher = publisher;
    this.#outputs = outputs;
    this.#context = context;
    this.#reportFailure = reportFailure;
  }

  /** Shows a value; resolves when it has been sent, and rejects if it cannot be shown. */
  show(value: unknown, { displayId = displayIdOf(value), update = false }: DisplayOptions = {}): Promise<void> {
    const transient = displayId === undefined ? {} : { display_id: displayId };
    const type = update ? "update_display_data" : "display_data";
    return this.#place(value, type, (data) => ({ data, metadata: {}, transient }));
  }

  /** Shows the value of a cell; the text that it is shown as. */
  async showResult(value: unknown, executionCount: number): Promise<string> {
    let text = "";
    const displayId = displayIdOf(value);
    const transient = displayId === undefined ? {} : { transient: { display_id: displayId } };
    const more = { metadata: {}, execution_count: executionCount, ...transient };
    const shown = this.#place(value, "execute_result", (data) => {
      text = data["text/plain"];
      return { data, ...more };
    });
    this.#context.conclude();
    await shown;
    return text;
  }

  clear(wait: boolean): void {
    const { sink, outputs = this.#outputs } = this.#context.owner ?? {};
    outputs.add(
      sink ? () => sink.clear(wait) : this.#publisher.prepare("clear_output", { wait }, this.#context.parent),
    );
  }

  /** What could not be shown since the last call, in the running cell. */
  takeFailures(): unknown[] {
    return this.#failures.splice(0);
  }

  #place(value: unknown, type: string, contentOf: (data: Bundle) => object): Promise<void> {
    const parent = this.#context.parent;
    const { sink, outputs = this.#outputs } = this.#context.owner ?? {};
    const inCell = !sink && this.#context.cell !== undefined && this.#context.cell.header === parent;
    const prepare = (bundle: Bundle): (() => void) =>
      sink && type === "display_data"
        ? () => sink.display(bundle)
        : this.#publisher.prepare(type, contentOf(bundle), parent);
    // A value that cannot be shown fails the cell, also where nobody awaits its display; elsewhere it is reported.
    const fail = (error: unknown): (() => void) => {
      if (!inCell) return () => this.#reportFailure(error, parent);
      this.#failures.push(error);
      return () => undefined;
    };
    let bundle: Bundle | Promise<Bundle>;
    try {
      bundle = format(value);
      if (!(bundle instanceof Promise)) {
        outputs.add(prepare(bundle));
        return Promise.resolve();
      }
    } catch (error) {
      outputs.add(fail(error));
      return rejected(error);
    }
    const rendered = bundle.then(prepare);
    const sent = outputs.addLater(rendered.catch(fail));
    const shown = Promise.all([rendered, sent]).then(() => undefined);
    return handled(shown);
  }
}

/** A promise whose rejection has been dealt with, and which may be awaited all the same. */
function handled(promise: Promise<void>): Promise<void> {
  promise.catch(() => undefined);
  return promise;
}

function rejected(error: unknown): Promise<void> {
  return handled(Promise.reject(error));
}
