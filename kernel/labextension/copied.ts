/**
 * A copy of a figure for Plotly, which writes into what it is given. Lists of numbers and texts it only reads: they are handed
 * over as they are, and being the same as before tells it that they need not be worked on again.
 */
export function copied<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return (holdsObjects(value) ? value.map(copied) : value) as Value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copied(member)])) as Value;
}

/** Short lists are copied too: a range is a list that Plotly writes into. */
function holdsObjects(list: readonly unknown[]): boolean {
  return list.length < 16 || list.some((item) => typeof item === "object" && item !== null);
}
