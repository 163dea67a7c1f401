import { requireList } from "../argument/argument.js";

/**
 * The values, as numbers to compute with.
 *
 * @param user who needs them, for the message: `"an interval"`
 * @param least how many are needed
 * @throws RangeError where there are fewer, or one of them is not finite
 */
export function finiteValues(values: Iterable<number>, user: string, least: number): Float64Array {
  requireList(user, "a list of values", values);
  const all = values instanceof Float64Array ? values : Float64Array.from(values);
  if (all.length < least)
    throw new RangeError(
      least === 1 ? `${user} needs at least one value` : `${user} needs at least ${least} values, got ${all.length}`,
    );
  const wrong = all.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new RangeError(`value ${wrong} is ${all[wrong]}; ${user} needs finite values`);
  return all;
}
