import { darkened } from "./theme.js";

/**
 * What the page needs of CSS.
 *
 * The pictures of state diagrams are darkened in dark themes, as figures are: JupyterLab shows an SVG as an image, which knows nothing of the
 * page's theme; those of diagrams are known by a word in them.
 *
 * Charts in a row of widgets share its width, unless they are given one. By themselves each would be as wide as it was drawn at first.
 */
const rules = `
body[data-jp-theme-light="false"] .jp-RenderedSVG img[src*="phasebook-diagram"] { filter: ${darkened}; }
.widget-hbox > .widget-output:has(.jp-RenderedPhasebookFigure) { flex: 1 1 auto; min-width: 0; width: 0; }
`;

export function addStyle(): void {
  const style = document.createElement("style");
  style.textContent = rules;
  document.head.append(style);
}
