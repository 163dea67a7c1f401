/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Plain JSON from what figures are made of: typed arrays become arrays, numbers that JSON has no sign for (NaN and the
 * infinities) become null, which Plotly draws as a gap, and undefined members are left out.
 *
 * @throws TypeError for a function, a symbol or a bigint, with the path to it
 */
export function toJson(value: unknown, path = "figure"): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((item, index) => toJson(item ?? null, `${path}[${index}]`));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as unknown as ArrayLike<unknown>, (item) => toJson(item, path));
  if (typeof value === "object") {
    if ("toJSON" in value && typeof value.toJSON === "function") return toJson(value.toJSON(), path);
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, toJson(member, `${path}.${name}`)]));
  }
  throw new TypeError(`${path}: a figure is made of JSON values and typed arrays, got ${typeof value}`);
}
