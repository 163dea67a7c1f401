import { type Displayable, displaySymbol } from "./mime.js";

/** A text, or a template with values in it. */
export type Markup = string | TemplateStringsArray;

/** Shows its text as HTML: html("<b>x</b>") or html`<b>${x}</b>`; values are put in as they are, so escape what is not yours. */
export function html(text: Markup, ...values: unknown[]): Displayable {
  return shownAs("text/html", text, values);
}

/** Shows its text as Markdown: markdown("**x**") or markdown`**${x}**`. */
export function markdown(text: Markup, ...values: unknown[]): Displayable {
  return shownAs("text/markdown", text, values);
}

/** Shows a drawing in SVG. */
export function svg(text: Markup, ...values: unknown[]): Displayable {
  return shownAs("image/svg+xml", text, values);
}

/** Shows a formula in LaTeX, with its dollar signs: latex("$\\lambda / \\mu$"), or latex`$\lambda / \mu$` with backslashes as they are. */
export function latex(text: Markup, ...values: unknown[]): Displayable {
  return shownAs("text/latex", text, values);
}

function shownAs(type: string, text: Markup, values: readonly unknown[]): Displayable {
  // In a template a backslash stands for itself: LaTeX is full of them.
  const source = Array.isArray(text) && "raw" in text ? String.raw(text as TemplateStringsArray, ...values) : text;
  if (typeof source !== "string")
    throw new TypeError(`${type}: expected a text, got ${source === null ? "null" : typeof source}`);
  return { [displaySymbol]: () => ({ "text/plain": source, [type]: source }) };
}
