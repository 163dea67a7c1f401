import type { PlotDatum, PlotlyHTMLElement } from "plotly.js-dist";
import { rangesOf } from "./view.js";

/** Tells the kernel, where there is one that listens: then it is true. */
export type Tell = (content: object, buffers?: ArrayBuffer[]) => boolean;

/** Tells what the reader does with a drawn figure: clicks on points, selects some, zooms. */
export function listenToReader(graph: HTMLElement, tell: Tell, view: ViewTeller): void {
  const drawn = graph as PlotlyHTMLElement;
  drawn.on("plotly_click", ({ points: [point] }) => {
    if (point) tell({ event: "click", ...described(point) });
  });
  drawn.on("plotly_selected", (selection: { points: PlotDatum[] } | undefined) => tellSelection(selection, tell));
  drawn.on("plotly_deselect", () => tellSelection(undefined, tell));
  drawn.on("plotly_relayout", () => view.tell(graph, tell));
}

interface Mark extends PlotDatum {
  /** Of a mark that stands for many points, as the bar of a histogram. */
  readonly pointNumbers?: readonly number[];
  readonly z?: unknown;
}

function described(point: Mark): object {
  const { curveNumber: trace, pointIndex, pointNumber, pointNumbers, x, y, z } = point;
  return { trace, index: pointNumbers ? undefined : (pointIndex ?? pointNumber), x, y, z };
}

/** Sends the numbers of the points by trace, as bytes: there may be many. */
function tellSelection(selection: { points: PlotDatum[] } | undefined, tell: Tell): void {
  const traces = new Map<number, number[]>();
  for (const point of (selection?.points ?? []) as Mark[]) {
    const indexes = point.pointNumbers ?? [point.pointIndex ?? point.pointNumber];
    const own = traces.get(point.curveNumber) ?? [];
    traces.set(point.curveNumber, own);
    for (const index of indexes) if (Number.isInteger(index)) own.push(index);
  }
  const buffers = [...traces.values()].map((indexes) => Int32Array.from(indexes).buffer);
  tell({ event: "select", traces: [...traces.keys()] }, buffers);
}

/** Tells what is in view whenever that has changed. */
export class ViewTeller {
  #told = "";

  tell(graph: HTMLElement, tell: Tell): void {
    const ranges = rangesOf(graph);
    const text = JSON.stringify(ranges);
    if (text !== this.#told && tell({ event: "zoom", ranges })) this.#told = text;
  }
}
