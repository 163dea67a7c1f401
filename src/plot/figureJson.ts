import type { Json } from "./json.js";

/** A figure in the form in which it is stored and sent. */
export interface FigureJson {
  readonly data: readonly { readonly [attribute: string]: Json }[];
  readonly layout: { readonly [attribute: string]: Json };
  readonly config?: { readonly [attribute: string]: Json };
}

/** The figure's title without its markup. */
export function titleOf(layout: FigureJson["layout"]): string | undefined {
  const { title } = layout as { title?: string | { text?: string } };
  const text = typeof title === "string" ? title : title?.text;
  return text?.replace(/<[^>]*>/g, "");
}
