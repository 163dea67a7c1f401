import type { MimeBundle } from "./mime.js";

/** How a value is placed among the outputs of a cell. */
export interface DisplayOptions {
  /** The name under which the output can be replaced later. */
  displayId?: string;
  /** Replace the outputs of that name instead of adding one. */
  update?: boolean;
  /** The value is a bundle itself: representations by their MIME type, such as `{ "text/html": "<b>x</b>", "text/plain": "x" }`. */
  raw?: boolean;
}

/** A message of a comm: JSON data, JSON metadata, binary buffers. */
export interface CommMessage {
  data: unknown;
  metadata: Record<string, unknown>;
  buffers: Uint8Array[];
}

/** One open channel between an object in the kernel and its counterpart in the page. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: unknown, options?: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] }): void;
  close(data?: unknown): void;
  /** Called with every message of the page; the page is told "busy" until the returned promise settles. */
  onMessage?: ((message: CommMessage) => void | Promise<void>) | undefined;
  onClose?: ((message: CommMessage) => void) | undefined;
}

/**
 * What a Jupyter kernel offers to a library running in it. The kernel puts an object of this shape at
 * `globalThis[Symbol.for("Jupyter.host")]`; together with the display symbol it is all the two know of each other.
 */
export interface JupyterHost {
  readonly version: 1;
  /** Shows a value in the running cell, in the order of the calls, also where a representation is a promise. */
  display(value: unknown, options?: DisplayOptions): Promise<void>;
  /** The bundle that `display` would send, for those who place it themselves (an Output widget). */
  format(value: unknown): Promise<MimeBundle>;
  clearOutput(wait?: boolean): void;
  /** Opens a comm from the kernel's side. */
  openComm(target: string, data: unknown, options?: CommOpenOptions): Comm;
  /** Aborted when the cell or handler that runs at this moment is interrupted. */
  readonly signal?: AbortSignal;
  /**
   * Does work that goes on by itself, such as what a slider has asked for, as the kernel runs a cell: an interrupt ends it, `signal` is
   * its own, and what it shows goes to `sink`. Rejects with what the work throws, or with the interrupt.
   */
  readonly run?: (work: () => void | Promise<void>, sink: OutputSink) => Promise<void>;
  /** An error as a cell shows it: with the user's lines, and without the frames of libraries. */
  readonly report?: (error: unknown) => ErrorReport;
  /** Names who is called when the page opens a comm; one handler a target, the last one counts. */
  onCommOpen(target: string, handler: (comm: Comm, message: CommMessage) => void): void;
}

/** An error as the protocol of Jupyter describes it. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Takes what is shown in place of the running cell. */
export interface OutputSink {
  stream(name: "stdout" | "stderr", text: string): void;
  display(bundle: MimeBundle): void;
  /** Takes away what is there; with `wait`, only when the next output arrives. */
  clear(wait: boolean): void;
}

/** What goes with the opening of a comm beside its data. */
export interface CommOpenOptions {
  id?: string;
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
}

const hostSymbol = Symbol.for("Jupyter.host");

/** The kernel this code runs in, or undefined in a script, a test or a worker. */
export function jupyterHost(): JupyterHost | undefined {
  return (globalThis as { [hostSymbol]?: JupyterHost })[hostSymbol];
}
