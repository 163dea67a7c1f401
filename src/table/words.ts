/** A ratio in percent, with the digits that count: `"3.28 %"`. */
export function percent(ratio: number): string {
  return `${digits(100 * ratio)} %`;
}

/** A ratio in percent with its interval: `"3.28 % (3.27 to 3.29)"`. */
export function percentWithin({
  value,
  low,
  high,
}: {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}): string {
  return `${percent(value)} (${digits(100 * low)} to ${digits(100 * high)})`;
}

const units = [
  ["s", 1e9],
  ["ms", 1e6],
  ["µs", 1e3],
] as const;

/** A duration in the unit it reads best in: `"4.87 µs"`. */
export function time(nanoseconds: number): string {
  const [name, size] = units.find(([, each]) => Math.abs(nanoseconds) >= each) ?? ["ns", 1];
  return `${digits(nanoseconds / size)} ${name}`;
}

/** A number with up to four digits that count, and all of a whole number below a million. */
export function digits(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return value.toLocaleString("en-GB");
  return Math.abs(value) >= 1e4 && Math.abs(value) < 1e6
    ? Math.round(value).toLocaleString("en-GB")
    : String(Number(value.toPrecision(4)));
}
