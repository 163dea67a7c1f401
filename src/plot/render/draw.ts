import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DOMWindow } from "jsdom";
import type { FigureJson } from "../figureJson.js";
import { plotlyPath } from "./plotlyPath.js";
import { sizeOf } from "./size.js";
import { plotlyWindow } from "./window.js";

/** The one function of Plotly that is used, and what it takes. */
interface Plotly {
  toImage(
    figure: object,
    options: { format: "svg"; width: number; height: number; imageDataOnly: true },
  ): Promise<string>;
}

let window: (DOMWindow & { Plotly: Plotly }) | undefined;

/** Draws a figure as SVG in this thread: about 1 s for the first, 0.1 s for those that follow. */
export async function draw(figure: FigureJson): Promise<string> {
  window ??= loadPlotly();
  window.Math.random = numbersFrom(JSON.stringify(figure));
  return window.Plotly.toImage(drawable(figure), { format: "svg", imageDataOnly: true, ...sizeOf(figure) });
}

function loadPlotly(): DOMWindow & { Plotly: Plotly } {
  const loaded = plotlyWindow() as DOMWindow & { Plotly: Plotly };
  loaded.eval(readFileSync(plotlyPath(), "utf8"));
  return loaded;
}

/** Drawn once and never touched, points drawn by a graphics card look as those drawn by anything else. */
function drawable(figure: FigureJson): object {
  const copy = structuredClone(figure);
  return {
    ...copy,
    data: copy.data.map((trace) => (trace.type === "scattergl" ? { ...trace, type: "scatter" } : trace)),
  };
}

/**
 * The numbers from which Plotly makes the ids in a picture, in place of random ones: the same for the same figure, so that it
 * gives the same bytes, and others for others, so that several pictures can stand in one page.
 */
function numbersFrom(text: string): () => number {
  let bytes = createHash("sha256").update(text).digest();
  let at = 0;
  return () => {
    if (at + 4 > bytes.length) {
      bytes = createHash("sha256").update(bytes).digest();
      at = 0;
    }
    at += 4;
    return bytes.readUInt32LE(at - 4) / 2 ** 32;
  };
}
