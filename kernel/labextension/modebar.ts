import type { Config, PlotlyHTMLElement } from "plotly.js-dist";
import type { Figure, Plotly } from "./loadPlotly.js";

/** The buttons above a figure: Plotly's own, whose camera saves a PNG at twice the size, and one that saves an SVG. */
export function modebar(plotly: Plotly, figure: Figure): Partial<Config> {
  const filename = fileName(figure);
  return {
    displaylogo: false,
    toImageButtonOptions: { format: "png", scale: 2, filename },
    modeBarButtonsToAdd: [
      {
        name: "Download plot as SVG",
        title: "Download plot as SVG",
        icon: plotly.Icons.disk,
        click: (graph: PlotlyHTMLElement) => {
          // Without a size of its own the picture is as large as the figure on the page.
          void plotly.downloadImage(graph, { format: "svg", filename, width: null, height: null });
        },
      },
    ],
  };
}

/** The figure's title in letters that every file system takes, or "figure". */
function fileName({ layout }: Figure): string {
  const title: unknown = typeof layout.title === "object" ? layout.title.text : layout.title;
  const words = typeof title === "string" ? title.replace(/<[^>]*>/g, " ").match(/[\p{L}\p{N}]+/gu) : null;
  return words?.join("-").toLowerCase().slice(0, 80) ?? "figure";
}
