import type { FigureJson } from "../figure.js";
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
  return types.length > 0 ? svgFromChromium(figure, types) : drawInThread(figure);
}
