import type { Started } from "../runtime/started.js";
import type { ErrorReport } from "../runtime/traceback.js";
import type { Comm, CommOpenHandler, Comms } from "./comm.js";
import type { OutputSink } from "./context.js";
import type { Display, DisplayOptions } from "./display.js";
import { type Bundle, format } from "./format.js";
import type { PublishOptions } from "./publisher.js";
import type { Question } from "./question.js";

/** What the kernel offers to libraries; they declare the same shape on their side and import nothing. */
export interface JupyterHost {
  readonly version: 1;
  display(value: unknown, options?: DisplayOptions): Promise<void>;
  format(value: unknown): Promise<Bundle>;
  clearOutput(wait?: boolean): void;
  openComm(target: string, data: unknown, options?: PublishOptions & { id?: string }): Comm;
  onCommOpen(target: string, handler: CommOpenHandler): void;
  /** Aborted when the cell or handler that runs at this moment is interrupted. */
  readonly signal: AbortSignal;
  /** Does work that goes on by itself as a cell is run: an interrupt ends it, and what it shows goes to `sink`. */
  run(work: () => void | Promise<void>, sink: OutputSink): Promise<void>;
  /** An error as a cell shows it. */
  report(error: unknown): ErrorReport;
  /** Asks the user for a line of text. */
  input(prompt?: string, options?: { password?: boolean }): string;
}

/** Puts the host where libraries look for it, and `input` where cells do. */
export function installHost(
  display: Display,
  comms: Comms,
  question: Question,
  started: Started,
  run: JupyterHost["run"],
  report: JupyterHost["report"],
): void {
  const host: JupyterHost = {
    version: 1,
    display: (value, options) => display.show(value, options),
    format: async (value) => format(value),
    clearOutput: (wait = false) => display.clear(wait),
    openComm: (target, data, options) => comms.open(target, data, options),
    onCommOpen: (target, handler) => comms.onOpen(target, handler),
    get signal() {
      return started.signal;
    },
    run,
    report,
    input: (prompt, options) => question.ask(prompt, options),
  };
  Object.defineProperty(globalThis, Symbol.for("Jupyter.host"), { value: host, configurable: true });
  Object.defineProperty(globalThis, "input", { value: host.input, configurable: true, writable: true });
}
