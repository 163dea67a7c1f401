/** Widths of the characters from " " to "~" in Helvetica, in thousandths of the font size (Adobe's font metrics). */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
const averageWidth = 556;
const fullWidth = 1000;

/** About how wide a line of text is, in px, at a font size in px: in Helvetica, Arial and Liberation Sans exactly. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let width = 0;
  for (const character of text) width += characterWidth(character.codePointAt(0)!);
  return (width * fontSize * (bold ? 1.07 : 1)) / 1000;
}

function characterWidth(code: number): number {
  // Chinese, Japanese, Korean and emoji fill a square.
  return code >= 0x1100 && code > 0x2e7f ? fullWidth : (widths[code - 32] ?? averageWidth);
}
