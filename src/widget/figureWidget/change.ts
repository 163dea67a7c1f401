import type { Json } from "../../plot/json.js";

/** Where something stands in a figure: `["data", 0, "marker", "color"]`; the empty path is the figure itself. */
export type Path = readonly (string | number)[];

/** One step from a figure to the next, as the page is told of it: another value at a place, or more items of a list there. */
export type Change =
  | { readonly at: Path; readonly value: Json }
  /** Of the longer list the last `most` items are kept. */
  | { readonly at: Path; readonly append: readonly Json[]; readonly most: number | undefined };

/** A list of this many numbers or more travels as bytes. */
const many = 64;

/** A change as it is sent: long lists of numbers as Plotly's binary form `{ dtype, bdata }`, with NaN for their gaps. */
export function packed(change: Change): object {
  return "append" in change
    ? { ...change, append: packedValue(change.append) }
    : { ...change, value: packedValue(change.value) };
}

function packedValue(value: Json): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, packedValue(member)]));
  if (value.length < many) return value.map(packedValue);
  const numbers = numbersIn(value);
  return numbers ? { dtype: "f8", bdata: numbers } : value.map(packedValue);
}

function numbersIn(list: readonly Json[]): Float64Array | undefined {
  const numbers = new Float64Array(list.length);
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (typeof item === "number") numbers[index] = item;
    else if (item === null) numbers[index] = Number.NaN;
    else return undefined;
  }
  return numbers;
}
