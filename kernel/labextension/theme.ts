import type { Layout, Template } from "plotly.js-dist";

/** Colours for the parts of a figure that it leaves open, from the page's theme; nothing in a light theme. */
function pageTemplate(): Template | undefined {
  if (document.body.dataset.jpThemeLight !== "false") return undefined;
  const style = getComputedStyle(document.body);
  const colour = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const background = colour("--jp-layout-color0", "#111111");
  const grid = colour("--jp-border-color2", "#444444");
  const axis = { gridcolor: grid, linecolor: grid, zerolinecolor: grid };
  return {
    layout: {
      paper_bgcolor: background,
      plot_bgcolor: background,
      font: { color: colour("--jp-ui-font-color1", "#dddddd") },
      xaxis: axis,
      yaxis: axis,
    },
  };
}

/**
 * Fits a layout to a dark theme. A figure that names its background or a template has its own idea of colours: it stays
 * as it is, because half of its colours on another background may be unreadable.
 */
export function inTheme(layout: Partial<Layout>): Partial<Layout> {
  if (layout.template !== undefined || layout.paper_bgcolor !== undefined || layout.plot_bgcolor !== undefined)
    return layout;
  const template = pageTemplate();
  return template ? { ...layout, template } : layout;
}

/** Calls back when the page changes between light and dark; returns what ends it. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  return () => observer.disconnect();
}
