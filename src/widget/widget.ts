import { isDeepStrictEqual } from "node:util";
import { type Comm, type CommMessage, type JupyterHost, jupyterHost } from "../display/host.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { withinBounds } from "./bounds.js";
import { checkValue } from "./check.js";
import { defineAttributes } from "./defineAttributes.js";
import { fromPage, toPage } from "./form.js";
import { type Changes, type Observer, Observers } from "./observers.js";
import { type Registered, registryOf, widgetProtocol } from "./registry.js";
import { type Attribute, defaultOf, type ModelSchema, modelSchema } from "./schema.js";
import { fromWire, toWire, type WireState } from "./wire.js";

/** What an attribute is set to: where it is a model of its own, that or the attributes of a new one. */
export type Given<Value> = Value extends AnyWidget ? Value | Partial<Omit<Value, keyof Widget>> : Value;

/** What a widget is made with, or changed by. */
export type Attributes<State> = { [Name in keyof State]?: Given<State[Name]> };

/**
 * A model of ipywidgets, kept the same here and in every page that shows it. Attributes have the names and defaults that
 * ipywidgets gives them, and are properties of the widget: `slider.max = 20` moves the control in the page.
 *
 * Outside Jupyter there is no page: the widget holds its state all the same, and is shown as text.
 *
 * @throws TypeError for an attribute that the model does not have, or a value of the wrong type; RangeError for one that is out of
 * bounds and has no nearest one within
 */
export class Widget<State extends object = Record<string, unknown>> implements Registered {
  readonly id: string;
  readonly #model: string;
  readonly #schema: ModelSchema;
  readonly #state: Record<string, unknown> = {};
  readonly #observers = new Observers();
  readonly #comm: Comm | undefined;
  #closed = false;

  /** @param comm open already where it is the page that has made the model, a button of a `Controller` for one */
  constructor(model: string, state: Attributes<State> = {}, comm?: Comm) {
    this.id = comm?.id ?? crypto.randomUUID().replaceAll("-", "");
    this.#model = model;
    this.#schema = modelSchema(model);
    const given = this.#given(state);
    for (const attribute of this.#schema.values())
      this.#state[attribute.name] =
        attribute.type === "reference" ? (given[attribute.name] ?? partOf(attribute, {})) : defaultOf(attribute);
    Object.assign(this.#state, this.#checked(given));
    defineAttributes(new.target === Widget ? this : new.target.prototype, this.#schema);
    this.#comm = comm ? this.#adopt(comm) : this.#open();
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

  /** Changes attributes here and in the page, all at once; those that stay the same are not sent. */
  set(changes: Attributes<State>): void {
    const changed = this.#changed(this.#checked(this.#given(changes)));
    if (changed.length === 0) return;
    const previous = this.#assign(changed);
    this.#send("update", this.#wire(Object.fromEntries(changed)));
    void this.#observers.notify(changed, previous);
  }

  /** Calls back when an attribute changes, here or in the page; returns what ends it. */
  observe<Name extends keyof State & string>(name: Name, observer: Observer<State[Name]>): () => void {
    this.#require([name]);
    return this.#observers.add(name, observer as Observer<unknown>);
  }

  /** Gives its element in the page a class of CSS. */
  addClass(name: string): this {
    const classes = this.#state._dom_classes as readonly string[];
    if (!classes.includes(name)) this.set({ _dom_classes: [...classes, name] } as unknown as Attributes<State>);
    return this;
  }

  removeClass(name: string): this {
    const classes = this.#state._dom_classes as readonly string[];
    this.set({ _dom_classes: classes.filter((each) => each !== name) } as unknown as Attributes<State>);
    return this;
  }

  /** Takes the widget out of every page. */
  close(): void {
    if (this.#closed) return;
    this.#comm?.close();
    this.#forget();
  }

  snapshot(): WireState {
    return this.#wire(this.#state);
  }

  /** The widget in one line, for readers that have no page. */
  get text(): string {
    const { value, description } = this.#state;
    const shown = [...(description ? [`${description}`] : []), ...(value === undefined ? [] : [inText(value)])];
    return `${this.#name}(${shown.join(": ")})`;
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

  /** The class for users, the model where there is none. */
  get #name(): string {
    return this.constructor === Widget ? this.#model.replace(/Model$/, "") : this.constructor.name;
  }

  /** The attributes that are given, with models made of those that refer to one. */
  #given(state: Attributes<State>): Record<string, unknown> {
    this.#require(Object.keys(state));
    const given = Object.entries(state).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [name, partOf(this.#schema.get(name)!, value)]));
  }

  /** Changes whose values are right, with what follows from them. */
  #checked(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
    for (const [name, value] of Object.entries(changes))
      checkValue(`${this.#name}.${name}`, this.#schema.get(name)!, value);
    return { ...changes, ...withinBounds(this.#name, { ...this.#state, ...changes }, Object.keys(changes)) };
  }

  #changed(values: Readonly<Record<string, unknown>>): [string, unknown][] {
    return Object.entries(values).filter(([name, value]) => !isDeepStrictEqual(this.#state[name], value));
  }

  #open(): Comm | undefined {
    const host = jupyterHost();
    if (!host) return undefined;
    const { state, bufferPaths, buffers } = this.snapshot();
    const data = { state, buffer_paths: bufferPaths };
    return this.#adopt(host.openComm("jupyter.widget", data, { id: this.id, metadata: widgetProtocol, buffers }));
  }

  #adopt(comm: Comm): Comm {
    const host = jupyterHost();
    if (host) widgetsOf(host).set(this.id, this);
    comm.onMessage = (message) => this.#receive(message);
    comm.onClose = () => this.#forget();
    return comm;
  }

  #receive({ data, buffers }: CommMessage): void | Promise<void> {
    const { method, state = {}, buffer_paths: paths = [], content } = data as PageMessage;
    if (method === "request_state") return this.#send("update", this.snapshot());
    if (method === "custom") return this.received(content, buffers);
    if (method !== "update") return undefined;
    const values = valuesOf(this.#schema, state, paths, buffers);
    let checked: Record<string, unknown>;
    try {
      checked = this.#checked(values);
    } catch (error) {
      // The page shows what it asked for; it is told what holds.
      this.#send("update", this.#wire(pick(this.#state, Object.keys(values))));
      throw error;
    }
    this.#echo(values);
    const changed = this.#changed(checked);
    const previous = this.#assign(changed);
    const corrected = changed.filter(([name, value]) => !isDeepStrictEqual(values[name], value));
    if (corrected.length > 0) this.#send("update", this.#wire(Object.fromEntries(corrected)));
    return this.#observers.notify(changed, previous);
  }

  /** Said before anything is done with it: other pages follow this one, and this one knows that its change has arrived. */
  #echo(values: Readonly<Record<string, unknown>>): void {
    // As in ipywidgets, the files of an upload are not sent back.
    const names = Object.keys(values).filter((name) => this.#schema.get(name)!.type !== "files");
    if (names.length > 0) this.#send("echo_update", this.#wire(pick(values, names)));
  }

  #assign(changed: Changes): Map<string, unknown> {
    const previous = new Map(changed.map(([name]) => [name, this.#state[name]]));
    for (const [name, value] of changed) this.#state[name] = value;
    return previous;
  }

  #wire(state: Readonly<Record<string, unknown>>): WireState {
    const formed = Object.entries(state).map(([name, value]) => [name, toPage(this.#schema.get(name)!, value)]);
    return toWire(Object.fromEntries(formed), isWidget);
  }

  #send(method: string, { state, bufferPaths, buffers }: WireState): void {
    if (this.#closed) return;
    this.#comm?.send({ method, state, buffer_paths: bufferPaths }, { metadata: widgetProtocol, buffers });
  }

  #forget(): void {
    this.#closed = true;
    const host = jupyterHost();
    if (host) widgetsOf(host).delete(this.id);
  }

  #require(names: readonly string[]): void {
    const unknown = names.find((name) => !this.#schema.has(name));
    if (unknown === undefined) return;
    const known = [...this.#schema.keys()].filter((name) => !name.startsWith("_"));
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

/** The widgets alive in a kernel; from the first call on, those among them that a page makes. */
export function widgetsOf(host: JupyterHost): Map<string, Registered> {
  return registryOf(host, (comm, { data, buffers }) => {
    const { state = {}, buffer_paths: paths = [] } = data as PageMessage;
    const model = String(state._model_name);
    new Widget(model, valuesOf(modelSchema(model), state, paths, buffers), comm);
  });
}

/** The values of what a page has sent, as far as the model knows them. */
function valuesOf(
  schema: ModelSchema,
  state: Record<string, unknown>,
  paths: (string | number)[][],
  buffers: readonly Uint8Array[],
): Record<string, unknown> {
  const host = jupyterHost();
  const widgetOf = (id: string) => host && widgetsOf(host).get(id);
  const known = Object.entries(fromWire(state, paths, buffers, widgetOf)).filter(([name]) => schema.has(name));
  return Object.fromEntries(known.map(([name, value]) => [name, fromPage(schema.get(name)!, value)]));
}

/** A style or layout is a model of its own, which the page has to know before it hears of the one that refers to it. */
function partOf(attribute: Attribute, value: unknown): unknown {
  if (attribute.type !== "reference" || value instanceof Widget || typeof value !== "object" || value === null)
    return value;
  return new Widget(`${attribute.widget}Model`, value as Record<string, unknown>);
}

function isWidget(value: object): boolean {
  return value instanceof Widget;
}

function pick(state: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, state[name]]));
}

function inText(value: unknown): string {
  return value instanceof Uint8Array ? `${value.length} bytes` : Array.isArray(value) ? value.join(" – ") : `${value}`;
}
