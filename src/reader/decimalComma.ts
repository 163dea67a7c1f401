const decimalComma = /^-?\d+,\d+$/;

/** Whether a cell is a number as some locales write it, `12,75`; what a number with a point is, nobody has to guess. */
export function hasDecimalComma(cell: unknown): cell is string {
  return typeof cell === "string" && decimalComma.test(cell);
}

/** What to do about such a number. */
export function decimalCommaAdvice(cell: string): string {
  return `write ${cell.replace(",", ".")} for ${cell}, as programs do with LC_ALL=C`;
}
