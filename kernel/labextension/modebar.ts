import type { Config, PlotlyHTMLElement } from "plotly.js-dist";
import type { Figure, Plotly } from "./loadPlotly.js";

/** The buttons above figures, always the same: Plotly makes a figure anew, and forgets its zoom, when its buttons change. */
let buttons: Partial<Config> | undefined;

/** The buttons above a figure: Plotly's own, and two that save it as a PNG of twice its size and as an SVG. */
export function modebar(plotly: Plotly): Partial<Config> {
  const button = (format: "png" | "svg", icon: keyof Plotly["Icons"]) => ({
    name: `Download plot as ${format.toUpperCase()}`,
    title: `Download plot as ${format.toUpperCase()}`,
    icon: plotly.Icons[icon],
    click: (graph: PlotlyHTMLElement) => {
      const filename = fileName((graph as PlotlyHTMLElement & Pick<Figure, "layout">).layout);
      const scale = format === "png" ? 2 : 1;
      // Without a size of its own the picture is as large as the figure on the page.
      const options = { format, scale, filename, width: null, height: null };
      void plotly.downloadImage(graph, options);
    },
  });
  buttons ??= {
    displaylogo: false,
    // Plotly's own button for it would send the data to another company's server.
    showSendToCloud: false,
    modeBarButtonsToRemove: ["toImage"],
    modeBarButtonsToAdd: [button("png", "camera"), button("svg", "disk")],
  };
  return buttons;
}

/** The figure's title in letters that every file system takes, or "figure". */
function fileName({ title }: Figure["layout"]): string {
  const text: unknown = typeof title === "object" ? title.text : title;
  const words = typeof text === "string" ? text.replace(/<[^>]*>/g, " ").match(/[\p{L}\p{N}]+/gu) : null;
  return words?.join("-").toLowerCase().slice(0, 80) ?? "figure";
}
