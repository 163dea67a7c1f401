import { durationUnits } from "./duration.js";

/**
 * Events in a ns, from a number of them or a string with a unit of time such as `"2000/s"`.
 *
 * @param what what the rate is for, named in the error
 * @throws RangeError for what is not a positive rate
 */
export function rate(value: number | string, what = "rate"): number {
  const perNanosecond = typeof value === "number" ? value : parse(value);
  if (!(perNanosecond > 0 && Number.isFinite(perNanosecond)))
    throw new RangeError(
      `${what}: expected a positive rate such as "2000/s" in ${[...durationUnits.keys()].join(", ")}, got ${JSON.stringify(value)}`,
    );
  return perNanosecond;
}

function parse(text: string): number {
  const [, count, unit] = /^\s*([\d.]+(?:e[-+]?\d+)?)\s*(?:\/|per)\s*(\S+)\s*$/i.exec(text) ?? [];
  return Number(count) / (durationUnits.get(unit ?? "") ?? Number.NaN);
}
