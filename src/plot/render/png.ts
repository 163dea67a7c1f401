import { createRequire } from "node:module";
import type { Resvg } from "@resvg/resvg-js";

/** Pixels of the picture per px of the figure, so that it is sharp on screens and in print. */
const scale = 2;

/**
 * An SVG as PNG, at twice its size, with the fonts of the system.
 *
 * @throws Error where the system has no font: the picture would lack every word
 */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { Resvg: Renderer, renderAsync } = createRequire(import.meta.url)("@resvg/resvg-js") as {
    Resvg: typeof Resvg;
    renderAsync: typeof import("@resvg/resvg-js").renderAsync;
  };
  const font = { loadSystemFonts: true };
  if (/<text[ >]/.test(svg) && !new Renderer(sample, { font }).getBBox())
    throw new Error(
      "no font is installed on this system, so a PNG would have no text; install one (fonts-dejavu-core, for example) or save an .svg",
    );
  const picture = await renderAsync(svg, { font, fitTo: { mode: "zoom", value: scale } });
  return picture.asPng();
}

const sample =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9" font-family="sans-serif">n</text></svg>';
