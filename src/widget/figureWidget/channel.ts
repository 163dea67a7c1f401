import { type Comm, jupyterHost } from "../../display/host.js";
import { type Registered, widgetProtocol } from "../registry.js";
import { widgetsOf } from "../widget.js";
import { toWire, type WireState } from "../wire.js";
import { type Change, packed } from "./change.js";

/** The model of the lab extension. The version is that of the messages, not of the package. */
const model = {
  _model_module: "phasebook",
  _model_module_version: "1.0.0",
  _model_name: "FigureModel",
  _view_module: "phasebook",
  _view_module_version: "1.0.0",
  _view_name: null,
  _view_count: null,
};

/** What a page says of a figure that it shows. */
export interface PageEvent {
  readonly event: string;
  readonly [attribute: string]: unknown;
}

/** Who hears the pages. */
export interface Listener {
  /** A page has begun to listen; it has to be told of the whole figure. */
  joined(): void;
  said(event: PageEvent, buffers: readonly Uint8Array[]): void | Promise<void>;
}

/**
 * The way between a figure and the pages that show it: a model of the lab extension without a view of its own. Its state holds
 * no figure: that is in the outputs. A page whose lab extension is there says so, and gets the figure as it is at that time.
 */
export class FigureChannel implements Registered {
  readonly id: string = crypto.randomUUID().replaceAll("-", "");
  readonly #listener: Listener;
  readonly #comm: Comm | undefined;
  #heard = false;

  constructor(listener: Listener) {
    this.#listener = listener;
    const host = jupyterHost();
    if (!host) return;
    widgetsOf(host).set(this.id, this);
    const { state, bufferPaths } = this.snapshot();
    const data = { state, buffer_paths: bufferPaths };
    this.#comm = host.openComm("jupyter.widget", data, { id: this.id, metadata: widgetProtocol });
    this.#comm.onMessage = ({ data: message, buffers }) => this.#receive(message as PageMessage, buffers);
    this.#comm.onClose = () => this.#forget();
  }

  /** Whether any page listens. */
  get heard(): boolean {
    return this.#heard;
  }

  get open(): boolean {
    return this.#comm !== undefined;
  }

  snapshot(): WireState {
    return { state: { ...model }, bufferPaths: [], buffers: [] };
  }

  /** Tells the pages; where none listens there is nothing to tell. */
  send(changes: readonly Change[]): void {
    if (!this.#heard) return;
    const { state, bufferPaths, buffers } = toWire({ changes: changes.map(packed) }, () => false);
    const content = { ...state, buffer_paths: bufferPaths };
    this.#comm?.send({ method: "custom", content }, { metadata: widgetProtocol, buffers });
  }

  close(): void {
    this.#comm?.close();
    this.#forget();
  }

  #receive({ method, content }: PageMessage, buffers: readonly Uint8Array[]): void | Promise<void> {
    if (method === "request_state") {
      const { state, bufferPaths } = this.snapshot();
      this.#comm?.send({ method: "update", state, buffer_paths: bufferPaths }, { metadata: widgetProtocol });
    }
    if (method !== "custom" || !content) return undefined;
    if (content.event !== "ready") return this.#listener.said(content, buffers);
    this.#heard = true;
    this.#listener.joined();
  }

  #forget(): void {
    this.#heard = false;
    const host = jupyterHost();
    if (host) widgetsOf(host).delete(this.id);
  }
}

interface PageMessage {
  readonly method?: string;
  readonly content?: PageEvent;
}
