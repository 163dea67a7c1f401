import type { Layout } from "plotly.js-dist";

/** px; what is smaller cannot be read, and is cut off instead. */
const smallest = 9;
/** Of Plotly, for a figure whose template names none, px. */
const plotlyDefaults = { family: '"Open Sans", verdana, arial, sans-serif', title: 17, subtitle: 12, margin: 80 };

type Font = { size?: number; family?: string };
type Titled = { text?: unknown; font?: Font; x?: number; subtitle?: Titled };
type Titles = { title?: Titled | string; font?: Font; margin?: { l?: number; r?: number } };

/**
 * A layout whose title, and what stands below it, fit into a width: where Plotly would let them run out of the figure they are smaller.
 */
export function fittingTitle(layout: Partial<Layout>, width: number | undefined): Partial<Layout> {
  const figure = layout as Titles;
  const template = ((layout.template as { layout?: Titles } | undefined)?.layout ?? {}) as Titles;
  const [title, byTemplate] = [titled(figure.title), titled(template.title)];
  // One that begins elsewhere than at the left is placed with care by who has made the figure.
  if (!width || (title.x ?? byTemplate.x ?? 0.5) !== 0) return layout;
  const room = width - (figure.margin?.l ?? template.margin?.l ?? plotlyDefaults.margin) - smallest;
  const family = figure.font?.family ?? template.font?.family ?? plotlyDefaults.family;
  const fitted = (own: Titled, its: Titled | undefined, usual: number): Titled => {
    const size = own.font?.size ?? its?.font?.size ?? usual;
    const needed = widthOf(own.text, size, own.font?.family ?? its?.font?.family ?? family);
    if (needed <= room) return own;
    return { ...own, font: { ...own.font, size: Math.max(smallest, Math.floor((size * room) / needed)) } };
  };
  const { subtitle, ...words } = title;
  const below = subtitle && { subtitle: fitted(subtitle, byTemplate.subtitle, plotlyDefaults.subtitle) };
  return { ...layout, title: { ...fitted(words, byTemplate, plotlyDefaults.title), ...below } } as Partial<Layout>;
}

function titled(title: Titled | string | undefined): Titled {
  return typeof title === "string" ? { text: title } : (title ?? {});
}

/** The width of the longest line of a text as Plotly writes it, px. */
function widthOf(text: unknown, size: number, family: string): number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context || typeof text !== "string") return 0;
  context.font = `${size}px ${family}`;
  const lines = text.split(/<br\s*\/?>/i).map((line) => line.replace(/<[^>]*>/g, ""));
  return Math.max(...lines.map((line) => context.measureText(line).width));
}
