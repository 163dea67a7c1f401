import { type Comm, type CommMessage, jupyterHost } from "../display/host.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { type Registered, registryOf, widgetProtocol } from "./registry.js";
import { modelSchema } from "./schema.js";
import { fromWire, toWire, type WireState } from "./wire.js";

/** Called with the new value of an attribute and the one before. The page waits for a promise it returns. */
export type Observer<Value> = (value: Value, previous: Value) => void | Promise<void>;

/** What every visible widget has. */
export interface DomState {
  /** Attributes of the `LayoutModel`, such as `{ width: "30em" }`. */
  layout: Readonly<Record<string, string | null>> | Widget;
  /** Attributes of the widget's style model, such as `{ description_width: "8em" }`. */
  style: Readonly<Record<string, string | boolean | null>> | Widget;
  tooltip: string | null;
}

/**
 * A model of ipywidgets, kept the same here and in every page that shows it. Attributes have the names and defaults that
 * ipywidgets gives them.
 *
 * Outside Jupyter there is no page: the widget holds its state all the same, and is shown as text.
 *
 * @throws TypeError for an attribute that the model does not have
 */
export class Widget<State extends object = Record<string, unknown>> implements Registered {
  readonly id: string = crypto.randomUUID().replaceAll("-", "");
  readonly #model: string;
  readonly #state: Record<string, unknown> = {};
  readonly #observers = new Map<string, Set<Observer<unknown>>>();
  readonly #comm: Comm | undefined;
  #closed = false;

  constructor(model: string, state: Partial<State> = {}) {
    this.#model = model;
    this.#require(Object.keys(state));
    for (const attribute of modelSchema(model).values()) {
      const given = (state as Record<string, unknown>)[attribute.name];
      this.#state[attribute.name] =
        attribute.type === "reference" && attribute.widget && !(given instanceof Widget)
          ? // A model of its own, which the page has to know before this one refers to it.
            new Widget(`${attribute.widget}Model`, (given ?? {}) as Record<string, unknown>)
          : (given ?? structuredClone(attribute.default));
    }
    this.#comm = this.#open();
  }

  get<Name extends keyof State & string>(name: Name): State[Name] {
    this.#require([name]);
    return this.#state[name] as State[Name];
  }

  /** The model that an attribute refers to, such as that of the layout. */
  part(name: "layout" | "style"): Widget | undefined {
    const part = this.#state[name];
    return part instanceof Widget ? part : undefined;
  }

  /** Changes attributes here and in the page; those that stay the same are not sent. */
  set(changes: Partial<State>): void {
    this.#require(Object.keys(changes));
    const changed = Object.entries(changes).filter(([name, value]) => !Object.is(this.#state[name], value));
    if (changed.length === 0) return;
    const previous = this.#assign(changed);
    this.#sendState("update", Object.fromEntries(changed));
    void this.#notify(changed, previous);
  }

  /** Calls back when an attribute changes, here or in the page; returns what ends it. */
  observe<Name extends keyof State & string>(name: Name, observer: Observer<State[Name]>): () => void {
    this.#require([name]);
    const observers = this.#observers.get(name) ?? new Set();
    observers.add(observer as Observer<unknown>);
    this.#observers.set(name, observers);
    return () => void observers.delete(observer as Observer<unknown>);
  }

  /** Takes the widget out of every page. */
  close(): void {
    if (this.#closed) return;
    this.#comm?.close();
    this.#forget();
  }

  snapshot(): WireState {
    return toWire(this.#state, isWidget);
  }

  /** The widget in one line, for readers that have no page. */
  get text(): string {
    const { value, description } = this.#state;
    const shown = [...(description ? [`${description}`] : []), ...(value === undefined ? [] : [`${value}`])];
    return `${this.#model.replace(/Model$/, "")}(${shown.join(": ")})`;
  }

  [displaySymbol](): MimeBundle | Promise<MimeBundle> {
    return this.view();
  }

  /** The bundle that shows the widget. */
  protected view(): MimeBundle {
    if (!this.#comm || this.#closed) return { "text/plain": this.text };
    const view = { version_major: 2, version_minor: 0, model_id: this.id };
    return { "application/vnd.jupyter.widget-view+json": view, "text/plain": this.text };
  }

  /** What a subclass does with a message of its own kind from its view, such as the click of a button. */
  protected received(_content: unknown, _buffers: readonly Uint8Array[]): void | Promise<void> {}

  #open(): Comm | undefined {
    const host = jupyterHost();
    if (!host) return undefined;
    registryOf(host).set(this.id, this);
    const { state, bufferPaths, buffers } = this.snapshot();
    const data = { state, buffer_paths: bufferPaths };
    const comm = host.openComm("jupyter.widget", data, { id: this.id, metadata: widgetProtocol, buffers });
    comm.onMessage = (message) => this.#receive(message);
    comm.onClose = () => this.#forget();
    return comm;
  }

  #receive({ data, buffers }: CommMessage): void | Promise<void> {
    const { method, state = {}, buffer_paths: paths = [], content } = data as PageMessage;
    if (method === "request_state") return this.#sendWire("update", this.snapshot());
    if (method === "custom") return this.received(content, buffers);
    if (method !== "update") return undefined;
    // Said first and as it came: other pages follow this one, and this one knows that its change has arrived.
    this.#sendWire("echo_update", { state, bufferPaths: paths, buffers });
    const host = jupyterHost();
    const widgetOf = (id: string) => host && registryOf(host).get(id);
    const known = Object.entries(fromWire(state, paths, buffers, widgetOf)).filter(([name]) => name in this.#state);
    const changed = known.filter(([name, value]) => !Object.is(this.#state[name], value));
    return this.#notify(changed, this.#assign(changed));
  }

  #assign(changed: readonly (readonly [string, unknown])[]): Map<string, unknown> {
    const previous = new Map(changed.map(([name]) => [name, this.#state[name]]));
    for (const [name, value] of changed) this.#state[name] = value;
    return previous;
  }

  /** Calls every observer, also where one of them fails; fails with the first failure. */
  async #notify(
    changed: readonly (readonly [string, unknown])[],
    previous: ReadonlyMap<string, unknown>,
  ): Promise<void> {
    const calls = changed.flatMap(([name, value]) =>
      [...(this.#observers.get(name) ?? [])].map(async (observer) => observer(value, previous.get(name))),
    );
    const failed = (await Promise.allSettled(calls)).find((call) => call.status === "rejected");
    if (failed) throw failed.reason;
  }

  #sendState(method: string, state: Record<string, unknown>): void {
    this.#sendWire(method, toWire(state, isWidget));
  }

  #sendWire(method: string, { state, bufferPaths, buffers }: WireState): void {
    if (this.#closed) return;
    this.#comm?.send({ method, state, buffer_paths: bufferPaths }, { metadata: widgetProtocol, buffers });
  }

  #forget(): void {
    this.#closed = true;
    const host = jupyterHost();
    if (host) registryOf(host).delete(this.id);
  }

  #require(names: readonly string[]): void {
    const schema = modelSchema(this.#model);
    const unknown = names.find((name) => !schema.has(name));
    if (unknown === undefined) return;
    const known = [...schema.keys()].filter((name) => !name.startsWith("_"));
    throw new TypeError(`${this.#model} has no attribute "${unknown}"; its attributes are ${known.join(", ")}`);
  }
}

/** A widget whatever its state, as a box holds it. */
export type AnyWidget = Pick<Widget, "id" | "part" | "snapshot" | "text" | "close"> & { [displaySymbol](): unknown };

interface PageMessage {
  readonly method?: string;
  readonly state?: Record<string, unknown>;
  readonly buffer_paths?: (string | number)[][];
  readonly content?: unknown;
}

function isWidget(value: object): boolean {
  return value instanceof Widget;
}
