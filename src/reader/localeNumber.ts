/** A number as a tool may print it in some locale: digits with separators of thousands, and a fraction. Source for a pattern. */
export const localeNumberPattern = String.raw`\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`;

/**
 * The value of a number with separators of thousands, as printf's `'` flag prints it: `226,054.13`, `226.054,13`, `226 054,13`. One separator
 * before exactly three digits is one of thousands; NaN for anything that is no such number.
 */
export function localeNumber(text: string): number {
  const plain = text.replace(/['’\s\u00a0\u202f]/g, "");
  if (!/^-?\d[\d.,]*$/.test(plain)) return Number.NaN;
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  if (last < 0) return Number(plain);
  const isThousands = /^-?[1-9]\d{0,2}(?:\.\d{3})+$/.test(plain) || /^-?[1-9]\d{0,2}(?:,\d{3})+$/.test(plain);
  const whole = plain.slice(0, isThousands ? plain.length : last).replace(/[.,]/g, "");
  return Number(isThousands ? whole : `${whole}.${plain.slice(last + 1)}`);
}

/** The value of a number that has a fraction and no separators of thousands: `0,80` and `0.80`; null for `nan` and anything else. */
export function decimal(text: string | undefined): number | null {
  const number = text === undefined || text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
  return Number.isFinite(number) ? number : null;
}
