import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { Figure, type FigureParts } from "../plot/figure.js";
import {
  type Attributes,
  type Extension,
  extendChanges,
  relayoutChanges,
  restyleChanges,
} from "./figureWidget/attributes.js";
import type { Change } from "./figureWidget/change.js";
import { FigureChannel, type PageEvent } from "./figureWidget/channel.js";
import { EditableFigure } from "./figureWidget/editable.js";
import { Paced } from "./figureWidget/paced.js";
import { type FigurePoint, pointAt, pointsAt } from "./figureWidget/point.js";
import { Output } from "./output.js";

/** Beside a figure in an output: which model knows how the figure goes on. Only the lab extension looks at it. */
export const figureViewMimeType = "application/vnd.phasebook.figure-view+json";

/** The ends of axes as they are seen: `{ xaxis: [0, 10], yaxis: [0, 1] }`; of a logarithmic axis the exponents of 10. */
export type AxisRanges = Readonly<Record<string, readonly (number | string)[]>>;

/** Where no page follows by itself, outputs are replaced at most so often, ms. */
const pace = 250;

/**
 * A chart that changes in place: zoomed parts stay in view, and only what is new is sent, numbers as bytes. It calls back when
 * its points are clicked or selected.
 *
 * It is shown by being the last expression of a cell, by `display`, or as a child of a box. In the notebook's file it is an ordinary
 * figure with its picture, the same for readers that know nothing of widgets. A page without the lab extension, which cannot
 * follow, is shown the whole figure again in its box.
 */
export class FigureWidget extends Output {
  #editable: EditableFigure | undefined;
  #channel: FigureChannel | undefined;
  /** Whether the figure is what is shown, and not something else in its place. */
  #showing = false;
  #ranges: AxisRanges = {};
  readonly #redraw = new Paced(pace, () => this.#replaceOutput());
  readonly #clicked = new Set<Listener<FigurePoint>>();
  readonly #selected = new Set<Listener<readonly FigurePoint[]>>();
  readonly #zoomed = new Set<Listener<AxisRanges>>();

  constructor(figure?: Figure | FigureParts) {
    super();
    if (figure) this.update(figure);
  }

  /** The figure as it is now. */
  get figure(): Figure | undefined {
    return this.#editable?.figure;
  }

  /** What the reader sees of the axes, as the page said last; empty before a page has drawn the figure. */
  get ranges(): AxisRanges {
    return this.#ranges;
  }

  /** Shows another figure. What the reader has zoomed, hidden or selected stays so where axes mean the same as before. */
  update(figure: Figure | FigureParts): void {
    const next = figure instanceof Figure ? figure : new Figure(figure);
    this.#editable = new EditableFigure(next);
    this.#channel ??= new FigureChannel({
      joined: () => this.#channel?.send([this.#whole()]),
      said: (event, buffers) => this.#hear(event, buffers),
    });
    this.#changed([this.#whole()]);
  }

  /**
   * Changes attributes of traces, written as in `Plotly.restyle`: `restyle({ "marker.color": "red" }, [0])`. A list has a value for each of the
   * traces, so that data are lists of lists: `restyle({ y: [[1, 2, 3]] }, [0])`. null takes an attribute away.
   *
   * @param traces their numbers; all unless given
   * @throws RangeError for a trace that is not there
   */
  restyle(attributes: Attributes, traces?: number | readonly number[]): void {
    this.#edit("restyle", restyleChanges(attributes, this.#traces("restyle", traces)));
  }

  /** Changes attributes of the layout, written as in `Plotly.relayout`: `relayout({ "xaxis.range": [0, 10], "title.text": "now" })`. */
  relayout(attributes: Attributes): void {
    this.#edit("relayout", relayoutChanges(attributes));
  }

  /**
   * Adds to the data of traces: `extend({ x: [[4, 5]], y: [[16, 25]] })` gives two more points to the only trace. For every
   * attribute a list of new items, or a typed array, for each of the traces.
   *
   * @param traces their numbers; all unless given
   * @param maxPoints of the longer lists the last so many items are kept
   * @throws RangeError for a trace that is not there; TypeError for an attribute that is no list
   */
  extend(extension: Extension, traces?: number | readonly number[], maxPoints?: number): void {
    if (maxPoints !== undefined && !(Number.isInteger(maxPoints) && maxPoints >= 0))
      throw new RangeError(`extend: at most ${maxPoints} points is no whole number of them`);
    this.#edit("extend", extendChanges(extension, this.#traces("extend", traces), maxPoints));
  }

  /** Calls back with the point that was clicked; returns what ends it. */
  onClick(listener: Listener<FigurePoint>): () => void {
    return listen(this.#clicked, listener);
  }

  /** Calls back with the points that were selected by box or lasso, and with none when the selection is given up. */
  onSelect(listener: Listener<readonly FigurePoint[]>): () => void {
    return listen(this.#selected, listener);
  }

  /** Calls back with what is in view after a zoom or a shift. */
  onZoom(listener: Listener<AxisRanges>): () => void {
    return listen(this.#zoomed, listener);
  }

  /** The figure with its picture, for readers of the saved notebook. */
  override async [displaySymbol](): Promise<MimeBundle> {
    const figure = this.figure;
    if (!figure || !this.#showing) return super[displaySymbol]();
    return { ...(await figure[displaySymbol]()), ...this.#view() };
  }

  override get text(): string {
    return this.#showing && this.#editable ? this.#editable.figure.text : super.text;
  }

  override show(bundle: MimeBundle): void {
    this.#showing = false;
    super.show(bundle);
  }

  override showError(error: unknown): void {
    this.#showing = false;
    super.showError(error);
  }

  override clear(): void {
    this.#showing = false;
    super.clear();
  }

  override close(): void {
    this.#channel?.close();
    super.close();
  }

  #whole(): Change {
    return { at: [], value: this.#editable!.json as never };
  }

  #traces(method: string, given: number | readonly number[] | undefined): readonly number[] {
    const count = this.#editable?.json.data.length ?? 0;
    const traces = given === undefined ? [...Array(count).keys()] : typeof given === "number" ? [given] : given;
    const missing = traces.find((trace) => !(Number.isInteger(trace) && trace >= 0 && trace < count));
    if (missing !== undefined)
      throw new RangeError(`${method}: there is no trace ${missing}; the figure has ${count}, counted from 0`);
    return traces;
  }

  #edit(method: string, changes: readonly Change[]): void {
    if (!this.#editable) throw new Error(`${method}: there is no figure yet to change; begin with update(figure)`);
    for (const change of changes) this.#editable.apply(change);
    this.#changed(changes);
  }

  #changed(changes: readonly Change[]): void {
    this.#channel?.send(changes);
    if (!this.#showing) this.#replaceOutput();
    else if (!this.#channel?.heard) this.#redraw.ask();
  }

  #replaceOutput(): void {
    if (!this.#editable) return;
    const { figure } = this.#editable;
    // The room for the figure is kept while it is drawn, so that the page does not jump.
    this.part("layout")?.set({ min_height: `${figure.layout.height}px` });
    super.show({ ...figure.liveBundle(), ...this.#view() });
    this.#showing = true;
  }

  #view(): Record<string, unknown> {
    return this.#channel?.open ? { [figureViewMimeType]: { model_id: this.#channel.id } } : {};
  }

  async #hear(event: PageEvent, buffers: readonly Uint8Array[]): Promise<void> {
    const { json } = this.#editable!;
    switch (event.event) {
      case "click": {
        const point = pointAt(json, Number(event.trace), event.index as FigurePoint["index"]);
        // Where a mark stands for many points, only the page knows its place.
        const { x, y, z } = event as Partial<FigurePoint>;
        return tell(this.#clicked, { ...point, x: point.x ?? x, y: point.y ?? y, z: point.z ?? z });
      }
      case "select":
        return tell(this.#selected, pointsAt(json, event.traces as number[], buffers));
      case "zoom":
        this.#ranges = event.ranges as AxisRanges;
        return tell(this.#zoomed, this.#ranges);
    }
  }
}

/** A chart that changes in place, of a figure: see {@link FigureWidget}. */
export function figureWidget(figure: Figure | FigureParts): FigureWidget {
  return new FigureWidget(figure);
}

type Listener<Value> = (value: Value) => void | Promise<void>;

function listen<Value>(listeners: Set<Listener<Value>>, listener: Listener<Value>): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Calls everybody, also where one fails; fails with the first failure. */
async function tell<Value>(listeners: ReadonlySet<Listener<Value>>, value: Value): Promise<void> {
  const calls = await Promise.allSettled([...listeners].map(async (listener) => listener(value)));
  const failed = calls.find((call) => call.status === "rejected");
  if (failed) throw failed.reason;
}
