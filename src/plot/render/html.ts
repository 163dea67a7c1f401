import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { escapeMarkup } from "../../display/escapeMarkup.js";
import { type FigureJson, titleOf } from "../figureJson.js";
import { plotlyPath } from "./plotlyPath.js";

/**
 * A page with the figure, interactive, that needs nothing beside itself: Plotly is part of it, compressed (2.6 MB instead of 10).
 * Browsers unpack it since 2023 at the latest (`DecompressionStream`).
 */
export async function toHtml(figure: FigureJson): Promise<string> {
  const { data, layout, config = {} } = figure;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeMarkup(titleOf(layout) ?? "Figure")}</title>
<style>body { margin: 0; font-family: sans-serif; }</style>
</head>
<body>
<div id="figure"></div>
<script type="text/plain" id="plotly">${await compressedPlotly()}</script>
<script>
(async () => {
  const packed = Uint8Array.from(atob(document.getElementById("plotly").textContent), (byte) => byte.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(unpacked).text();
  document.head.append(script);
  await Plotly.newPlot("figure", ${inScript(data)}, ${inScript(layout)}, ${inScript({ responsive: true, displaylogo: false, showSendToCloud: false, ...config })});
})().catch((error) => {
  document.getElementById("figure").textContent = "The figure could not be drawn: " + error;
});
</script>
</body>
</html>
`;
}

let compressed: Promise<string> | undefined;

/** Plotly's source, by gzip and base64; made once, since it takes most of a second. */
function compressedPlotly(): Promise<string> {
  compressed ??= readFile(plotlyPath())
    .then((source) => promisify(gzip)(source, { level: 9 }))
    .then((bytes) => bytes.toString("base64"));
  return compressed;
}

/** JSON that can stand in a script of a page, whatever its strings say. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
