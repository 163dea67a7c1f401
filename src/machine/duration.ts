import math from "mathjs/lib/browser/math.js";

/** The units a duration may have, in ns; the same names may stand in expressions. */
export const durationUnits: ReadonlyMap<string, number> = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["µs", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["min", 60e9],
  ["h", 3600e9],
]);

/** ns are whole numbers exactly up to here, 104 days; no clock of a run goes further. */
export const longestTime = Number.MAX_SAFE_INTEGER;

/**
 * A duration in ns, from a number of ns or a string with a unit such as `"3 ms"`.
 *
 * @param what what the duration is for, named in the error
 * @throws RangeError for what is not a duration, is negative, or is longer than 2^53 ns (104 days)
 */
export function duration(value: number | string, what = "duration"): number {
  const nanoseconds = typeof value === "number" ? value : parse(value, what);
  if (!(nanoseconds >= 0 && nanoseconds <= longestTime))
    throw new RangeError(`${what}: a duration is between 0 and 2^53 ns (104 days), got ${show(value)}`);
  return nanoseconds;
}

/** The number that a quantity of a model stands for: itself, or the ns of a duration. */
export function quantity(value: number | string): number {
  return typeof value === "string" ? duration(value) : value;
}

function parse(text: string, what: string): number {
  // Both letters that look like µ are in use: the micro sign and the Greek letter.
  if (typeof text !== "string") throw new RangeError(`${what}: expected a duration such as "3 ms", got ${show(text)}`);
  const normalised = text.trim().replace(/[µμ]s\b/, "us");
  if (normalised !== "" && Number.isFinite(Number(normalised))) return Number(normalised);
  try {
    if (!/^[-+]?[.\d]/.test(normalised)) throw new RangeError("no number before the unit");
    const nanoseconds = math.unit(normalised).toNumber("ns");
    // Units of mathjs are multiplied by binary fractions: 3 us is 3000.0000000000005 ns before it is rounded.
    return Number(nanoseconds.toPrecision(14));
  } catch {
    throw new RangeError(
      `${what}: expected a duration such as "3 ms" in ${[...durationUnits.keys()].join(", ")}, got ${show(text)}`,
    );
  }
}

function show(value: number | string): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
