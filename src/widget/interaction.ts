import { jupyterHost } from "../display/host.js";
import { displaySymbol, type MimeBundle, mimeBundle } from "../display/mime.js";
import { Figure, plotlyMimeType } from "../plot/figure.js";
import type { Control } from "./control.js";
import { figureViewMimeType, LiveFigure } from "./figureWidget/liveFigure.js";
import { Latest } from "./latest.js";
import { Button, HTML, VBox } from "./models.js";
import { displayed, errorOutput, type NotebookOutput, Output } from "./output.js";
import { Rehearsal } from "./rehearsal.js";

/** How an interaction goes. */
export interface InteractionOptions {
  /** Waits for a click on "Run" instead of following every change. */
  readonly manual?: boolean;
}

/** A call that takes longer is announced, and what it prints is shown before it ends, ms. */
const slow = 200;
/** When values have been left alone for so long, a figure gets its picture, for readers of the saved notebook, ms. */
const rest = 2000;

/** Controls and what is shown for their values. */
export class Interaction<Values extends object = Record<string, unknown>> extends VBox {
  readonly output: Output;
  /** The controls, by the names of their parameters. */
  readonly controls: { readonly [Name in keyof Values]: Control<Values[Name]> };
  readonly #view: (values: Values, signal: AbortSignal) => unknown;
  readonly #busy: HTML;
  readonly #first: Promise<void>;
  #result: unknown;
  /** How long the last call of `view` took, ms. */
  #lastTook = 0;
  /** What is shown now, where it is a figure. */
  #figure: Figure | undefined;
  /** Once there was a figure: it, as it changes in place. */
  #live: LiveFigure | undefined;
  /** Calls whose result has been shown, to tell whether one has been overtaken. */
  #shown = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    controls: { readonly [Name in keyof Values]: Control<Values[Name]> },
    view: (values: Values, signal: AbortSignal) => unknown,
    { manual = false }: InteractionOptions = {},
  ) {
    const all = Object.entries(controls) as [string, Control<unknown>][];
    label(all);
    const output = new Output();
    const busy = new HTML("<small>computing …</small>", { layout: { visibility: "hidden", height: "20px" } });
    const run = manual ? [new Button({ description: "Run" })] : [];
    super([...all.map(([, control]) => control), ...run, busy, output]);
    this.output = output;
    this.controls = controls;
    this.#busy = busy;
    this.#view = view;
    let settle = () => {};
    this.#first = manual
      ? Promise.resolve()
      : new Promise((resolve) => {
          settle = resolve;
        });
    const latest = new Latest<Values>((values, signal) => {
      const done = this.#show(values, signal);
      if (done) return done.then(settle);
      return settle();
    });
    // Changes are not waited for: the page is free to send newer values, which abort the call for these.
    const request = () => latest.request(this.values);
    for (const button of run) button.onClick(request);
    if (manual) return;
    for (const [, control] of all) control.onChange(request);
    request();
  }

  /** The values of the controls now. */
  get values(): Values {
    const all = Object.entries(this.controls) as [string, Control<unknown>][];
    return Object.fromEntries(all.map(([name, control]) => [name, control.value])) as Values;
  }

  /** What the last call has returned whose result is shown. */
  get result(): unknown {
    return this.#result;
  }

  /** Shown once there is a result to show; beside the controls with the figure they begin with, for readers that have no controls. */
  override async [displaySymbol](): Promise<MimeBundle> {
    await this.#first;
    await this.#addPicture();
    return { ...this.#shownFigure(), ...this.view() };
  }

  override get text(): string {
    const all = Object.entries(this.controls) as [string, Control<unknown> & { readonly label?: unknown }][];
    const values = all.map(([name, { label, value }]) => `${name} = ${label ?? value}`);
    return `${values.join(", ")}\n${this.output.text}`;
  }

  #show(values: Values, signal: AbortSignal): void | Promise<void> {
    clearTimeout(this.#resting);
    const began = performance.now();
    // Work that never lets go of the thread has to be announced before it begins.
    if (this.#lastTook > slow) this.#announce(true);
    const printed = new Rehearsal(this.output);
    const timer = setTimeout(() => {
      this.#announce(true);
      printed.reveal();
    }, slow);
    const finish = () => {
      clearTimeout(timer);
      this.#lastTook = performance.now() - began;
      this.#announce(false);
    };
    const place = (result: unknown) => {
      finish();
      // A function that knows of its signal stops halfway; one that does not has a result as good as any.
      if (signal.aborted && this.#view.length > 1) return undefined;
      return this.#place(result, printed);
    };
    const fail = (error: unknown) => {
      finish();
      if (!signal.aborted) this.#end(printed, errorOutput(error));
    };
    try {
      const result = this.#call(values, signal, printed);
      return isPromise(result) ? Promise.resolve(result).then(place).catch(fail) : place(result);
    } catch (error) {
      return fail(error);
    }
  }

  /** What `view` returns, or a promise of it where the kernel runs it under its guard. */
  #call(values: Values, newer: AbortSignal, printed: Rehearsal): unknown {
    const host = jupyterHost();
    const call = () => {
      const interrupted = jupyterHost()?.signal;
      return this.#view(values, interrupted ? AbortSignal.any([newer, interrupted]) : newer);
    };
    if (!host?.run) return call();
    let result: unknown;
    const work = async () => {
      result = await call();
    };
    return host.run(work, printed.sink).then(() => result);
  }

  #place(result: unknown, printed: Rehearsal): void | Promise<void> {
    this.#result = result;
    this.#figure = undefined;
    if (result === undefined) return this.#end(printed);
    if (!(result instanceof Figure)) return format(result).then((bundle) => this.#end(printed, displayed(bundle)));
    // The room for a figure is kept while the next is drawn, so that the page does not jump.
    this.output.part("layout")?.set({ min_height: `${result.layout.height}px` });
    this.#figure = result;
    if (this.#live) this.#live.update(result);
    else this.#live = new LiveFigure(result);
    // A page that follows the figure has it by now; for it the output stays the same.
    this.#end(printed, this.#live.output);
    if (jupyterHost()) this.#resting = setTimeout(() => void this.#addPicture(), rest);
  }

  #end(printed: Rehearsal, ...results: readonly NotebookOutput[]): void {
    this.#shown += 1;
    printed.end(...results);
  }

  async #addPicture(): Promise<void> {
    clearTimeout(this.#resting);
    const figure = this.#figure;
    const shown = this.#shown;
    // A page that follows the figure draws its picture itself.
    if (!figure || !this.#live || this.#live.followed) return;
    const output = await this.#live.outputWithPicture();
    if (this.#shown !== shown) return;
    this.#figure = undefined;
    this.output.outputs = [...this.output.outputs.slice(0, -1), output];
  }

  #shownFigure(): Record<string, unknown> {
    const shown = this.output.outputs.at(-1);
    if (shown?.output_type !== "display_data" || !(plotlyMimeType in shown.data)) return {};
    // It stands still: who follows it has the controls, too.
    const { [figureViewMimeType]: _view, ...figure } = shown.data;
    return figure;
  }

  #announce(busy: boolean): void {
    this.#busy.part("layout")?.set({ visibility: busy ? "visible" : "hidden" });
  }
}

/** Gives every control its parameter's name, unless it has a label, and all the same room for it. */
function label(controls: readonly (readonly [string, Control<unknown>])[]): void {
  const descriptions = controls.map(([name, control]) => control.description || name);
  const width = `${Math.max(10, ...descriptions.map(({ length }) => length + 2))}ch`;
  controls.forEach(([, control], index) => {
    control.description = descriptions[index]!;
    control.part("style")?.set({ description_width: width });
    // However long the names, there is the same room for what is set. Beside its width a control has a margin.
    control.part("layout")?.set({ width: `calc(${width} + 29em)`, max_width: "calc(100% - 4px)" });
  });
}

function format(value: unknown): Promise<MimeBundle> {
  return jupyterHost()?.format(value) ?? mimeBundle(value);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";
}
