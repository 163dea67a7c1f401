import type { FigureJson } from "../figureJson.js";
import { needsBrowser, svgFromChromium } from "./chromium.js";
import { drawInThread } from "./thread.js";

/**
 * A figure drawn as SVG: without a browser where its trace types allow, in the system's Chromium where they do not. The
 * same figure gives the same bytes.
 *
 * @throws Error that says what is missing, where neither can draw it
 */
export async function toSvg(figure: FigureJson): Promise<string> {
  const types = needsBrowser(figure);
  return portable(types.length > 0 ? await svgFromChromium(figure, types) : await drawInThread(figure));
}

/** An SVG as other programs read it: with its namespace, and with references as resvg knows them, without quotes. */
function portable(svg: string): string {
  const named = svg.includes("xmlns=") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return named.replace(/url\((?:'|"|&quot;)(#[^'"&)]*)(?:'|"|&quot;)\)/g, "url($1)");
}
