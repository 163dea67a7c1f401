import { jupyterHost } from "../display/host.js";
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
import { type AxisRanges, type Listener, LiveFigure } from "./figureWidget/liveFigure.js";
import type { FigurePoint } from "./figureWidget/point.js";
import { Output } from "./output.js";

/** Where no page follows by itself, outputs are replaced so often, ms. */
const pace = 250;

/**
 * A chart that changes in place: zoomed parts stay in view, and only what is new is sent, numbers as bytes. It calls back when
 * its points are clicked or selected.
 *
 * It is shown by being the last expression of a cell, by `display`, or as a child of a box. In the notebook's file it is an ordinary
 * figure with its picture, the same for readers that know nothing of widgets. A page without the lab extension, which cannot
 * follow, is shown the whole figure again: in a box, and where `display` has shown it. So a notebook that is run without a page ends with
 * the chart as it was last.
 */
export class FigureWidget extends Output {
  readonly #live: LiveFigure;
  /** When outputs are to be replaced next, if that is not past. */
  #due = 0;

  constructor(figure: Figure | FigureParts) {
    super();
    this.#live = new LiveFigure(asFigure(figure));
    this.#replaceOutput();
  }

  /** Under which `display` shows it. */
  get displayId(): string {
    return this.id;
  }

  /** The figure as it is now. */
  get figure(): Figure {
    return this.#live.figure;
  }

  /** What the reader sees of the axes, as the page said last; empty before a page has drawn the figure. */
  get ranges(): AxisRanges {
    return this.#live.ranges;
  }

  /** Shows another figure. What the reader has zoomed, hidden or selected stays so where axes mean the same as before. */
  update(figure: Figure | FigureParts): void {
    this.#live.update(asFigure(figure));
    this.#follow();
  }

  /**
   * Changes attributes of traces, written as in `Plotly.restyle`: `restyle({ "marker.color": "red" }, [0])`. A list has a value for each of the
   * traces, so that data are lists of lists: `restyle({ y: [[1, 2, 3]] }, [0])`. null takes an attribute away.
   *
   * @param traces their numbers; all unless given
   * @throws RangeError for a trace that is not there
   */
  restyle(attributes: Attributes, traces?: number | readonly number[]): void {
    this.#apply(restyleChanges(attributes, this.#traces("restyle", traces)));
  }

  /** Changes attributes of the layout, written as in `Plotly.relayout`: `relayout({ "xaxis.range": [0, 10], "title.text": "now" })`. */
  relayout(attributes: Attributes): void {
    this.#apply(relayoutChanges(attributes));
  }

  /**
   * Adds to the data of traces: `extend({ x: [[4, 5]], y: [[16, 25]] })` gives two more points to the only trace. For every
   * attribute a list of new items, or a typed array, for each of the traces; a trace that has `ids` needs new ones.
   *
   * @param traces their numbers; all unless given
   * @param maxPoints of the longer lists the last so many items are kept
   * @throws RangeError for a trace that is not there; TypeError for an attribute that is no list, or points without their ids
   */
  extend(extension: Extension, traces?: number | readonly number[], maxPoints?: number): void {
    if (maxPoints !== undefined && !(Number.isInteger(maxPoints) && maxPoints >= 0))
      throw new RangeError(`extend: maxPoints is ${maxPoints}, not a whole number of points`);
    const numbers = this.#traces("extend", traces);
    const named = numbers.find((trace) => this.#live.json.data[trace]?.ids !== undefined);
    // Plotly takes points without an id for one point.
    if (named !== undefined && !("ids" in extension))
      throw new TypeError(`extend: the points of trace ${named} have ids; give ids for the new ones, too`);
    this.#apply(extendChanges(extension, numbers, maxPoints));
  }

  /** Calls back with the point that was clicked; returns what ends it. */
  onClick(listener: Listener<FigurePoint>): () => void {
    return listen(this.#live.clicked, listener);
  }

  /** Calls back with the points that were selected by box or lasso, and with none when the selection is given up. */
  onSelect(listener: Listener<readonly FigurePoint[]>): () => void {
    return listen(this.#live.selected, listener);
  }

  /** Calls back with what is in view after a zoom or a shift. */
  onZoom(listener: Listener<AxisRanges>): () => void {
    return listen(this.#live.zoomed, listener);
  }

  /** The figure with its picture, for readers of the saved notebook. */
  override async [displaySymbol](): Promise<MimeBundle> {
    return { ...(await this.figure[displaySymbol]()), ...this.#live.view };
  }

  override get text(): string {
    return this.figure.text;
  }

  override close(): void {
    this.#live.close();
    super.close();
  }

  #traces(method: string, given: number | readonly number[] | undefined): readonly number[] {
    const count = this.#live.json.data.length;
    const traces = given === undefined ? [...Array(count).keys()] : typeof given === "number" ? [given] : given;
    const missing = traces.find((trace) => !(Number.isInteger(trace) && trace >= 0 && trace < count));
    if (missing !== undefined)
      throw new RangeError(`${method}: there is no trace ${missing}; the figure has ${count}, counted from 0`);
    return traces;
  }

  #apply(changes: readonly Change[]): void {
    this.#live.apply(changes);
    this.#follow();
  }

  #follow(): void {
    if (this.#live.followed || performance.now() < this.#due) return;
    this.#due = performance.now() + 2 * pace;
    // A cell ends only when what it displays is there: so its last change is, too.
    void jupyterHost()?.display(
      { [displaySymbol]: () => this.#settled() },
      { displayId: this.displayId, update: true },
    );
  }

  /** What is shown after a while of changes. */
  async #settled(): Promise<MimeBundle> {
    await new Promise((resolve) => setTimeout(resolve, pace));
    this.#due = 0;
    this.#replaceOutput();
    return this[displaySymbol]();
  }

  /** The output in a box, for those who do not follow by themselves, and for those who come later. */
  #replaceOutput(): void {
    if (this.#live.followed) return;
    // The room for the figure is kept while it is drawn, so that the page does not jump.
    this.part("layout")?.set({ min_height: `${this.figure.layout.height}px` });
    this.outputs = [this.#live.output];
  }
}

/** A chart that changes in place, of a figure: see {@link FigureWidget}. */
export function figureWidget(figure: Figure | FigureParts): FigureWidget {
  return new FigureWidget(figure);
}

function asFigure(figure: Figure | FigureParts): Figure {
  return figure instanceof Figure ? figure : new Figure(figure);
}

function listen<Value>(listeners: Set<Listener<Value>>, listener: Listener<Value>): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
