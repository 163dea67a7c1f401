import { jupyterHost } from "../display/host.js";
import { displaySymbol, type MimeBundle, mimeBundle } from "../display/mime.js";
import { Figure } from "../plot/figure.js";
import type { Control } from "./control.js";
import { HTML } from "./html.js";
import { Latest } from "./latest.js";
import { Output } from "./output.js";
import { controlFor, type Parameter, type ValueOf } from "./parameter.js";
import { VBox } from "./vbox.js";

/** The values of all controls, under the names of their parameters. */
export type Values<Parameters> = { -readonly [Name in keyof Parameters]: ValueOf<Parameters[Name]> };

/**
 * What to show for values. Its signal is aborted as soon as newer values are there; a function that takes the signal may then
 * return anything, for it is not shown.
 */
export type View<Parameters> = (values: Values<Parameters>, signal: AbortSignal) => unknown;

/**
 * Controls for parameters, and below them what `view` returns for their values: at first, and again for every change. It is shown by being
 * the last expression of a cell.
 *
 * While `view` is at work further changes wait, and of those only the last counts. What it throws is shown in place of its
 * result, until the next change.
 *
 * @param parameters what controls are made of, see {@link Parameter}; sliders by {@link slider}
 * @throws TypeError for a parameter that no control fits
 */
export function interact<const Parameters extends Readonly<Record<string, Parameter>>>(
  parameters: Parameters,
  view: View<Parameters>,
): Interaction {
  const controls = new Map(
    Object.entries(parameters).map(([name, parameter]) => [name, controlFor(name, parameter)] as const),
  );
  return new Interaction(controls, view as View<Record<string, Parameter>>);
}

/** A call that takes longer is announced, ms. */
const slow = 200;

/** Controls and what is shown for their values. */
export class Interaction extends VBox {
  readonly output: Output;
  readonly #controls: ReadonlyMap<string, Control<unknown>>;
  readonly #view: View<Record<string, Parameter>>;
  readonly #busy: HTML;
  readonly #first: Promise<void>;
  /** How long the last call of `view` took, ms. */
  #lastTook = 0;
  /** What is shown now, where it is a figure. */
  #figure: Figure | undefined;
  /** Calls whose result has been shown, to tell whether one has been overtaken. */
  #shown = 0;

  constructor(controls: ReadonlyMap<string, Control<unknown>>, view: View<Record<string, Parameter>>) {
    label(controls);
    const output = new Output();
    const busy = new HTML("<small>computing …</small>", { layout: { visibility: "hidden", height: "20px" } });
    super([...controls.values(), busy, output]);
    this.output = output;
    this.#busy = busy;
    this.#controls = controls;
    this.#view = view;
    let settle = () => {};
    this.#first = new Promise((resolve) => {
      settle = resolve;
    });
    const latest = new Latest<Record<string, unknown>>((values, signal) => {
      const done = this.#show(values, signal);
      if (done) return done.then(settle);
      return settle();
    });
    // Changes are not waited for: the page is free to send newer values, which abort the call for these.
    for (const control of controls.values()) control.onChange(() => latest.request(this.values));
    latest.request(this.values);
  }

  /** The values of the controls now. */
  get values(): Record<string, unknown> {
    return Object.fromEntries([...this.#controls].map(([name, control]) => [name, control.value]));
  }

  /** Shown once there is a result to show, with a picture for those who read the saved notebook. */
  override async [displaySymbol](): Promise<MimeBundle> {
    await this.#first;
    await this.#addPicture();
    return this.view();
  }

  override get text(): string {
    const values = Object.entries(this.values).map(([name, value]) => `${name} = ${value}`);
    return `${values.join(", ")}\n${this.output.text}`;
  }

  #show(values: Record<string, unknown>, signal: AbortSignal): void | Promise<void> {
    const began = performance.now();
    // Work that never lets go of the thread has to be announced before it begins.
    if (this.#lastTook > slow) this.#announce(true);
    const finish = () => {
      this.#lastTook = performance.now() - began;
      this.#announce(false);
    };
    let result: unknown;
    try {
      result = this.#view(values as Values<Record<string, Parameter>>, signal);
    } catch (error) {
      finish();
      return this.output.showError(error);
    }
    if (!isPromise(result)) {
      finish();
      return this.#place(result);
    }
    const timer = setTimeout(() => this.#announce(true), slow);
    return this.#await(result, signal).finally(() => {
      clearTimeout(timer);
      finish();
    });
  }

  async #await(promise: PromiseLike<unknown>, signal: AbortSignal): Promise<void> {
    try {
      const result = await promise;
      // A function that knows of its signal stops halfway; one that does not has a result as good as any.
      if (!(signal.aborted && this.#view.length > 1)) await this.#place(result);
    } catch (error) {
      if (!signal.aborted) this.output.showError(error);
    }
  }

  #place(result: unknown): void | Promise<void> {
    this.#shown += 1;
    if (result === undefined) return this.output.clear();
    if (result instanceof Figure) {
      // The room for a figure is kept while the next is drawn, so that the page does not jump.
      this.output.part("layout")?.set({ min_height: `${result.layout.height}px` });
      this.#figure = result;
      return this.output.show(result.liveBundle());
    }
    this.#figure = undefined;
    return format(result).then(
      (bundle) => this.output.show(bundle),
      (error) => this.output.showError(error),
    );
  }

  async #addPicture(): Promise<void> {
    const figure = this.#figure;
    const shown = this.#shown;
    if (!figure) return;
    const bundle = await format(figure);
    if (this.#shown === shown) this.output.show(bundle);
  }

  #announce(busy: boolean): void {
    this.#busy.part("layout")?.set({ visibility: busy ? "visible" : "hidden" });
  }
}

/** Gives every control its parameter's name, unless it has a label, and all the same room for it. */
function label(controls: ReadonlyMap<string, Control<unknown>>): void {
  const descriptions = [...controls].map(([name, control]) => control.description || name);
  const width = `${Math.max(10, ...descriptions.map(({ length }) => length + 2))}ch`;
  [...controls.values()].forEach((control, index) => {
    control.description = descriptions[index]!;
    control.part("style")?.set({ description_width: width });
    control.part("layout")?.set({ width: "36em", max_width: "100%" });
  });
}

function format(value: unknown): Promise<MimeBundle> {
  return jupyterHost()?.format(value) ?? mimeBundle(value);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";
}
