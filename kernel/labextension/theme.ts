import type { Layout } from "plotly.js-dist";

/**
 * Turns light into dark and keeps the hues, so that whatever is told apart on white is told apart on a dark page, also in
 * colours that a figure names itself. White becomes #121212, about the background of JupyterLab's dark theme.
 */
export const darkened = "invert(0.93) hue-rotate(180deg)";

/**
 * Fits a drawn figure to the page: in a dark theme a light one is darkened. A figure whose layout names its background has its own
 * idea of colours and stays as it is.
 */
export function fitToTheme(graph: HTMLElement, layout: Partial<Layout>): void {
  const own = layout.paper_bgcolor !== undefined || layout.plot_bgcolor !== undefined;
  const dark = document.body.dataset.jpThemeLight === "false";
  graph.style.filter = dark && !own && isLight(graph) ? darkened : "";
}

/** Whether the background is light that Plotly has found for the figure; of none, white is what it was made for. */
function isLight(graph: HTMLElement): boolean {
  const drawn = graph.querySelector<SVGElement>(".main-svg")?.style.backgroundColor ?? "";
  const [red = 255, green = 255, blue = 255] = (drawn.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 128;
}

/** Calls back when the page changes between light and dark; returns what ends it. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  return () => observer.disconnect();
}
