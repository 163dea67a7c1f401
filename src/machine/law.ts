import { requireObject } from "../argument/argument.js";
import { constant } from "../distribution/constant.js";
import type { Distribution } from "../distribution/distribution.js";
import { exponential } from "../distribution/exponential.js";
import { duration } from "./duration.js";

/** A random duration: a distribution over ns, a constant in ns or with its unit, or `"exp:2 ms"` for an exponential with that mean. */
export type Law = Distribution | number | string;

/**
 * The distribution that a law stands for, over ns.
 *
 * @param what what it is for, named in the error
 * @throws RangeError for what is none of these
 */
export function law(value: Law, what: string): Distribution {
  if (typeof value === "object") {
    requireObject(what, "a duration or a distribution", value, "family");
    return value;
  }
  const [, kind, time] = /^\s*(exp|const):(.*)$/.exec(String(value)) ?? [];
  const nanoseconds = duration(kind === undefined ? value : time!, what);
  if (kind !== "exp") return constant(nanoseconds);
  if (nanoseconds === 0) throw new RangeError(`${what}: the mean of an exponential duration is above 0, got ${value}`);
  return exponential(1 / nanoseconds);
}
