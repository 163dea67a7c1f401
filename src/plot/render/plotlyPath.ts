import { createRequire } from "node:module";

/** Where the source of Plotly, for a browser, is installed. */
export function plotlyPath(): string {
  return createRequire(import.meta.url).resolve("plotly.js-dist/plotly.js");
}
