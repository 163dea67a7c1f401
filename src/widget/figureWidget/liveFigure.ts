import { jupyterHost } from "../../display/host.js";
import { mimeBundle } from "../../display/mime.js";
import type { Figure } from "../../plot/figure.js";
import type { FigureJson } from "../../plot/figureJson.js";
import { displayed, type NotebookOutput } from "../output.js";
import type { Change } from "./change.js";
import { FigureChannel, type PageEvent } from "./channel.js";
import { EditableFigure } from "./editable.js";
import { type FigurePoint, pointAt, pointsAt } from "./point.js";

/** Beside a figure in an output: which model knows how the figure goes on. Only the lab extension looks at it. */
export const figureViewMimeType = "application/vnd.phasebook.figure-view+json";

/** The ends of axes as they are seen: `{ xaxis: [0, 10], yaxis: [0, 1] }`; of a logarithmic axis the exponents of 10. */
export type AxisRanges = Readonly<Record<string, readonly (number | string)[]>>;

export type Listener<Value> = (value: Value) => void | Promise<void>;

/** A figure that changes, together with every page that shows it. */
export class LiveFigure {
  readonly clicked = new Set<Listener<FigurePoint>>();
  readonly selected = new Set<Listener<readonly FigurePoint[]>>();
  readonly zoomed = new Set<Listener<AxisRanges>>();
  readonly #channel: FigureChannel;
  #editable: EditableFigure;
  #output: NotebookOutput | undefined;
  #ranges: AxisRanges = {};

  constructor(figure: Figure) {
    this.#editable = new EditableFigure(figure);
    this.#channel = new FigureChannel({
      joined: () => this.#channel.send([this.#whole()]),
      said: (event, buffers) => this.#hear(event, buffers),
    });
  }

  get json(): FigureJson {
    return this.#editable.json;
  }

  get figure(): Figure {
    return this.#editable.figure;
  }

  get ranges(): AxisRanges {
    return this.#ranges;
  }

  /** Whether a page follows by itself; else an output that shows the figure has to be replaced. */
  get followed(): boolean {
    return this.#channel.heard;
  }

  /** What makes the lab extension follow the figure from the output it stands in. */
  get view(): Record<string, unknown> {
    return this.#channel.open ? { [figureViewMimeType]: { model_id: this.#channel.id } } : {};
  }

  /** The figure as one of the outputs of an {@link Output}; where a page follows it, the one that it follows it from. */
  get output(): NotebookOutput {
    if (!this.followed || !this.#output) this.#output = displayed({ ...this.figure.liveBundle(), ...this.view });
    return this.#output;
  }

  /** The same with its picture, for readers of the saved notebook. */
  async outputWithPicture(): Promise<NotebookOutput> {
    const bundle = await (jupyterHost()?.format(this.figure) ?? mimeBundle(this.figure));
    this.#output = displayed({ ...bundle, ...this.view });
    return this.#output;
  }

  update(figure: Figure): void {
    this.#editable = new EditableFigure(figure);
    this.#channel.send([this.#whole()]);
  }

  apply(changes: readonly Change[]): void {
    this.#editable.apply(changes);
    this.#channel.send(changes);
  }

  close(): void {
    this.#channel.close();
  }

  #whole(): Change {
    return { at: [], value: this.#editable.json as never };
  }

  #hear(event: PageEvent, buffers: readonly Uint8Array[]): void | Promise<void> {
    switch (event.event) {
      case "click": {
        const point = pointAt(this.json, Number(event.trace), event.index as FigurePoint["index"]);
        // Where a mark stands for many points, only the page knows its place.
        const { x, y, z } = event as Partial<FigurePoint>;
        return tell(this.clicked, { ...point, x: point.x ?? x, y: point.y ?? y, z: point.z ?? z });
      }
      case "select":
        return tell(this.selected, pointsAt(this.json, event.traces as number[], buffers));
      case "zoom":
        this.#ranges = event.ranges as AxisRanges;
        return tell(this.zoomed, this.#ranges);
    }
  }
}

/** Calls everybody, also where one fails; fails with the first failure. */
async function tell<Value>(listeners: ReadonlySet<Listener<Value>>, value: Value): Promise<void> {
  const calls = await Promise.allSettled([...listeners].map(async (listener) => listener(value)));
  const failed = calls.find((call) => call.status === "rejected");
  if (failed) throw failed.reason;
}
