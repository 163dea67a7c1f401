import type { Row, Value } from "./table.js";

/** The MIME type under which front ends and other programs know a table with its schema. */
export const dataResourceMimeType = "application/vnd.dataresource+json";

/** At most so many rows and characters are put in: enough to look at, little enough to be saved with a notebook. */
const mostRows = 1000;
const mostCharacters = 1_000_000;

/** A column's name and its type in the words of Frictionless Data's Table Schema. */
export interface Field {
  readonly name: string;
  readonly type: "integer" | "number" | "boolean" | "string" | "any";
}

/** The first rows of a table with their schema, as Frictionless Data's Tabular Data Resource describes it. */
export interface DataResource {
  readonly schema: { readonly fields: readonly Field[] };
  readonly data: readonly Record<string, Value>[];
}

/** The first rows of a table, as JSON can hold them: numbers that are none are the texts that Table Schema has for them. */
export function dataResource(columns: readonly string[], rows: readonly Row[]): DataResource {
  const fields = columns.map((name) => ({ name, type: typeOf(rows.slice(0, mostRows).map((row) => row[name])) }));
  const data: Record<string, Value>[] = [];
  let room = mostCharacters;
  for (const row of rows.slice(0, mostRows)) {
    const cells = columns.map((name) => [name, plain(row[name])] as const);
    for (const [name, value] of cells) room -= name.length + String(value).length;
    if (room < 0) break;
    data.push(Object.fromEntries(cells));
  }
  return { schema: { fields }, data };
}

function typeOf(values: readonly unknown[]): Field["type"] {
  const present = values.filter((value) => value !== null && value !== undefined);
  const every = (...types: string[]) => present.every((value) => types.includes(typeof value));
  if (present.length === 0) return "any";
  if (every("number", "bigint"))
    return present.every((value) => typeof value === "bigint" || Number.isInteger(value)) ? "integer" : "number";
  return every("boolean") ? "boolean" : every("string") ? "string" : "any";
}

/** Rows that come from untyped code may hold what no {@link Value} is. */
function plain(value: unknown): Value {
  if (typeof value === "number" && !Number.isFinite(value))
    return Number.isNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF";
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) return Number(value);
  return value === null || value === undefined ? null : String(value);
}
