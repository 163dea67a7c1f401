import { requireObject } from "../argument/argument.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { type FigureJson, titleOf } from "./figureJson.js";
import { toJson } from "./json.js";
import { modebarFor, template } from "./template.js";

/** One set of marks of a figure, as Plotly describes it: https://plotly.com/javascript/reference. */
export interface Trace {
  readonly type?: string;
  readonly name?: string;
  readonly [attribute: string]: unknown;
}

/** Titles, axes and what stands around the data, as Plotly describes it. */
export interface Layout {
  readonly title?: unknown;
  /** px; fills the cell unless given. */
  readonly width?: number;
  /** px */
  readonly height?: number;
  readonly [attribute: string]: unknown;
}

/** What a figure is made from. */
export interface FigureParts {
  readonly data: readonly Trace[];
  readonly layout?: Layout;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The MIME type under which front ends know a Plotly figure. */
export const plotlyMimeType = "application/vnd.plotly.v1+json";

/** Given to every figure that names no height, so that a page reserves the room before the figure is drawn, px. */
const defaultHeight = 420;

/**
 * A chart as a value: plain Plotly JSON, in the library's look unless its layout names a template. It is drawn by the
 * front end, or by `save`; nothing changes it once it is made.
 *
 * @throws TypeError for parts that JSON has no form for
 */
export class Figure {
  readonly data: FigureJson["data"];
  readonly layout: FigureJson["layout"];
  readonly config: FigureJson["config"];

  constructor(parts: FigureParts) {
    requireObject("Figure", "the parts of a figure", parts, "data");
    const { data, layout = {}, config } = parts;
    this.data = toJson(data, "data") as FigureJson["data"];
    const { height = defaultHeight } = layout;
    this.layout = toJson({ height, template, ...modebarFor(height), ...layout }, "layout") as FigureJson["layout"];
    this.config = config && (toJson(config, "config") as FigureJson["config"]);
  }

  /** What the figure is in one line: its title, traces and points. */
  get text(): string {
    const points = this.data.reduce((sum, trace) => sum + pointsOf(trace), 0);
    const named = this.data.flatMap((trace) =>
      typeof trace.name === "string" && trace.showlegend !== false ? [trace.name] : [],
    );
    const traces = `${this.data.length} ${this.data.length === 1 ? "trace" : "traces"}`;
    return `${titleOf(this.layout) ?? "Figure"} (${traces}${named.length > 0 ? `: ${named.join(", ")}` : ""}; ${points} points)`;
  }

  toJSON(): FigureJson {
    const { data, layout, config } = this;
    return config ? { data, layout, config } : { data, layout };
  }

  /** The representations that cost nothing: for a chart that a control redraws many times a second. */
  liveBundle(): MimeBundle {
    return { [plotlyMimeType]: this.toJSON(), "text/plain": this.text };
  }

  /** All representations, a drawn picture among them for readers that cannot draw figures themselves. */
  async [displaySymbol](): Promise<MimeBundle> {
    // Imported here so that a figure can be made where pictures cannot: in a browser.
    const { toSvg } = await import("./render/svg.js");
    try {
      return { ...this.liveBundle(), "image/svg+xml": await toSvg(this.toJSON()) };
    } catch (error) {
      // A figure without its picture is still a figure; the reason is there for whoever reads the text instead.
      return { ...this.liveBundle(), "text/plain": `${this.text}\nno picture: ${(error as Error).message}` };
    }
  }
}

function pointsOf(trace: FigureJson["data"][number]): number {
  const columns = [trace.x, trace.y, trace.z, trace.values].filter(Array.isArray);
  return Math.max(0, ...columns.map((column) => column.length));
}
