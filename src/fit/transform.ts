import type { Role } from "../distribution/estimation.js";

/** A parameter as a number without bounds, for the search: identity, logarithm, or log odds between two bounds. */
export interface Transform {
  /** Also of what is out of bounds: a place inside, near the bound. */
  free(value: number): number;
  bound(free: number): number;
  /** The derivative of `bound`. */
  slope(free: number): number;
}

/** The range of a parameter that its role allows. */
export function rangeOf(role: Role): readonly [low: number, high: number] {
  if (role === "probability") return [0, 1];
  return role === "location" || role === "log-location" || role === "real" ? [-Infinity, Infinity] : [0, Infinity];
}

/** Between open bounds, either of which may be infinite. */
export function transformBetween(low: number, high: number): Transform {
  if (low === -Infinity && high === Infinity) return { free: (x) => x, bound: (t) => t, slope: () => 1 };
  const width = high - low;
  const margin = width < Infinity ? 0.1 * width : 0.1 * Math.abs(low > -Infinity ? low : high);
  const inside = (x: number): number => (x <= low ? low + margin : x >= high ? high - margin : x);
  if (high === Infinity)
    return { free: (x) => Math.log(inside(x) - low), bound: (t) => low + Math.exp(t), slope: (t) => Math.exp(t) };
  if (low === -Infinity)
    return { free: (x) => -Math.log(high - inside(x)), bound: (t) => high - Math.exp(-t), slope: (t) => Math.exp(-t) };
  const share = (t: number): number => 1 / (1 + Math.exp(-t));
  return {
    free: (x) => Math.log((inside(x) - low) / (high - inside(x))),
    bound: (t) => (t < 0 ? low + width * share(t) : high - width * share(-t)),
    slope: (t) => width * share(t) * share(-t),
  };
}

/** A parameter of data measured in `unit`, in the unit they came in. */
export function inUnit(role: Role, value: number, unit: number): number {
  if (role === "location" || role === "scale") return value * unit;
  if (role === "inverse-scale") return value / unit;
  return role === "log-location" ? value + Math.log(unit) : value;
}

/** The other way round. */
export function toUnit(role: Role, value: number, unit: number): number {
  if (role === "location" || role === "scale") return value / unit;
  if (role === "inverse-scale") return value * unit;
  return role === "log-location" ? value - Math.log(unit) : value;
}
