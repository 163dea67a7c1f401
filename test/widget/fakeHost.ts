import { afterEach } from "vitest";
import type { Comm, CommMessage, JupyterHost } from "../../src/display/host.js";
import { mimeBundle } from "../../src/display/mime.js";

/** A message that a widget sent to the page. */
export interface Sent {
  type: "open" | "message" | "close";
  id: string;
  target: string;
  data: { method?: string; state?: Record<string, unknown>; states?: Record<string, unknown>; buffer_paths?: unknown };
  metadata: Record<string, unknown> | undefined;
  buffers: Uint8Array[] | undefined;
}

const symbol = Symbol.for("Jupyter.host");

/** A kernel that keeps what it is given, and a page that can answer. It is there until the test ends. */
export class FakeHost implements JupyterHost {
  readonly version = 1;
  readonly sent: Sent[] = [];
  readonly #comms = new Map<string, Comm>();
  readonly #targets = new Map<string, (comm: Comm, message: CommMessage) => void>();

  constructor() {
    Object.defineProperty(globalThis, symbol, { value: this, configurable: true });
  }

  display: JupyterHost["display"] = async () => {};
  format = mimeBundle;
  clearOutput = (): void => {};

  openComm(target: string, data: unknown, options: Parameters<JupyterHost["openComm"]>[2] = {}): Comm {
    const comm = this.#comm(target, options.id ?? "");
    this.#record("open", comm, data, options.metadata, options.buffers);
    return comm;
  }

  onCommOpen(target: string, handler: (comm: Comm, message: CommMessage) => void): void {
    this.#targets.set(target, handler);
  }

  /** The page opens a comm. */
  open(target: string, data: unknown = {}): Comm {
    const comm = this.#comm(target, `page-${this.#comms.size}`);
    this.#targets.get(target)?.(comm, { data, metadata: {}, buffers: [] });
    return comm;
  }

  /** The page sends a message; settles when the kernel would say that it is idle again. */
  async receive(id: string, data: unknown, buffers: Uint8Array[] = []): Promise<void> {
    await this.#comms.get(id)?.onMessage?.({ data, metadata: {}, buffers });
  }

  /** What was sent since the last call. */
  take(): Sent[] {
    return this.sent.splice(0);
  }

  #comm(target: string, id: string): Comm {
    const comm: Comm = {
      id,
      target,
      send: (data, options = {}) => this.#record("message", comm, data, options.metadata, options.buffers),
      close: (data) => this.#record("close", comm, data ?? {}, undefined, undefined),
    };
    this.#comms.set(id, comm);
    return comm;
  }

  #record(type: Sent["type"], comm: Comm, data: unknown, metadata: Sent["metadata"], buffers: Sent["buffers"]): void {
    // As it leaves the process: later changes of an object do not reach a message that is sent.
    const copy = JSON.parse(JSON.stringify(data)) as Sent["data"];
    this.sent.push({ type, id: comm.id, target: comm.target, data: copy, metadata, buffers });
  }
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, symbol);
});
