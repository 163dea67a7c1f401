import type { FigureJson } from "../../plot/figureJson.js";
import type { Json } from "../../plot/json.js";

/** A point of a figure, as its own data have it. What the trace does not say is undefined. */
export interface FigurePoint {
  /** The number of its trace. */
  readonly trace: number;
  /** The trace's name. */
  readonly name: string | undefined;
  /** Its number within the trace; row and column of a heat map; of a mark that stands for many, as a histogram's bar, undefined. */
  readonly index: number | readonly number[] | undefined;
  readonly x: Json | undefined;
  readonly y: Json | undefined;
  readonly z: Json | undefined;
  readonly text: Json | undefined;
  readonly customdata: Json | undefined;
  readonly id: Json | undefined;
}

/** A point by its place in the figure. */
export function pointAt({ data }: FigureJson, trace: number, index: FigurePoint["index"]): FigurePoint {
  const of = data[trace] ?? {};
  const path = index === undefined ? [-1] : typeof index === "number" ? [index] : index;
  const item = (attribute: string): Json | undefined => path.reduce(itemOf, of[attribute]);
  const along = (attribute: string, number: number): Json | undefined =>
    path.length > 1 ? itemOf(of[attribute], path[number]!) : item(attribute);
  return {
    trace,
    name: typeof of.name === "string" ? of.name : undefined,
    index,
    x: along("x", 1),
    y: along("y", 0),
    z: item("z"),
    text: item("text"),
    customdata: item("customdata"),
    id: item("ids"),
  };
}

function itemOf(list: Json | undefined, index: number): Json | undefined {
  return Array.isArray(list) ? list[index] : undefined;
}

/** The points of a selection: for each of the traces the numbers of its points, as 32-bit integers. */
export function pointsAt(figure: FigureJson, traces: readonly number[], buffers: readonly Uint8Array[]): FigurePoint[] {
  return traces.flatMap((trace, number) => {
    // Copied, since the bytes of a message may begin anywhere.
    const bytes = Uint8Array.from(buffers[number] ?? []);
    return Array.from(new Int32Array(bytes.buffer), (index) => pointAt(figure, trace, index));
  });
}
