import { figureRenderer } from "./figureRenderer.js";
import type { Lumino, MimeExtension } from "./jupyterlab.js";
import { addStyle } from "./style.js";

const plotlyMimeType = "application/vnd.plotly.v1+json";

/** Tells JupyterLab that outputs of Plotly's MIME type are drawn here. */
export function mimeExtension(lumino: Lumino): MimeExtension {
  const Renderer = figureRenderer(lumino);
  addStyle();
  return {
    id: "phasebook:figures",
    rendererFactory: {
      // A figure is data, never code: it may be drawn in notebooks that are not trusted.
      safe: true,
      mimeTypes: [plotlyMimeType],
      createRenderer: ({ mimeType }) => new Renderer(mimeType),
    },
    rank: 0,
    dataType: "json",
  };
}
