/** A unit to show values in: its sign, and how many of what the values are measured in it holds. */
export interface Unit {
  readonly name: string;
  readonly size: number;
}

/** Durations are ns everywhere; these are the units people read them in, the largest first. */
const timeUnits: readonly Unit[] = [
  { name: "s", size: 1e9 },
  { name: "ms", size: 1e6 },
  { name: "µs", size: 1e3 },
  { name: "ns", size: 1 },
];

/** The unit in which a duration of `nanoseconds` reads as a number from 1 on; ns for 0. */
export function timeUnit(nanoseconds: number): Unit {
  return timeUnits.find(({ size }) => Math.abs(nanoseconds) >= size) ?? timeUnits.at(-1)!;
}

/** A duration in ns for people, with three digits or those of a whole number: `"1.5 ms"`, `"100 µs"`. */
export function formatDuration(nanoseconds: number): string {
  // 999.9996 µs would read as 1,000 µs in the unit below.
  const rounded = Number(nanoseconds.toPrecision(3));
  const { name, size } = timeUnit(rounded);
  return `${formatNumber(rounded / size)} ${name}`;
}

/** Makers of text from numbers are slow to make, and a figure asks for thousands of texts. */
const formats = new Map<string, Intl.NumberFormat>();

/** A number for people: groups of thousands, and no more than `digits` digits where it has a fraction. */
export function formatNumber(value: number, digits = 3): string {
  const whole = Math.abs(value) >= 10 ** (digits - 1);
  const key = whole ? "whole" : `${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(
      "en-GB",
      whole ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: digits },
    );
    formats.set(key, format);
  }
  return format.format(value);
}

/** A ratio as a percentage: `"15.6 %"`. */
export function formatPercent(ratio: number): string {
  return Number.isFinite(ratio) ? `${formatNumber(ratio * 100)} %` : "no value";
}
