import { readFile } from "node:fs/promises";
import { escapeMarkup } from "../../display/escapeMarkup.js";
import { type FigureJson, titleOf } from "../figureJson.js";
import { plotlyPath } from "./plotlyPath.js";

/** A page with the figure, interactive, that needs nothing beside itself: Plotly is part of it (10 MB). */
export async function toHtml(figure: FigureJson): Promise<string> {
  const plotly = await readFile(plotlyPath(), "utf8");
  const { data, layout, config = {} } = figure;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeMarkup(titleOf(layout) ?? "Figure")}</title>
<style>body { margin: 0; font-family: sans-serif; }</style>
<script>${plotly.replaceAll("</script", "<\\/script")}</script>
</head>
<body>
<div id="figure"></div>
<script>
Plotly.newPlot("figure", ${inScript(data)}, ${inScript(layout)}, ${inScript({ responsive: true, displaylogo: false, ...config })});
</script>
</body>
</html>
`;
}

/** JSON that can stand in a script of a page, whatever its strings say. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
