import { escapeMarkup } from "./escapeMarkup.js";

/**
 * A picture as HTML, to stand beside words and a table: a front end shows one representation of a value, so they have to be one piece.
 * It is an image of its own, since the names inside an SVG would clash with those of the next one on the page.
 *
 * @param svg nothing unless it is the text of a picture
 * @param alternative what is read where it is not seen
 */
export function pictureMarkup(svg: unknown, alternative: string): string {
  if (typeof svg !== "string") return "";
  return `<img alt="${escapeMarkup(alternative)}" src="data:image/svg+xml,${encodeURIComponent(svg)}">`;
}
