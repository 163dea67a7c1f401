import type { Row, Value } from "./table.js";

/** What the values of a column have in common, nulls aside: files have one type a column. */
export type ColumnKind = "int32" | "double" | "string" | "boolean" | "mixed";

function kindOf(values: readonly Value[]): ColumnKind {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size > 1) return "mixed";
  const [kind = "number"] = kinds;
  if (kind !== "number") return kind as "string" | "boolean";
  return values.every((value) => value === null || isInt32(value as number)) ? "int32" : "double";
}

function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** The values of a column with their kind. */
export function columnOf(name: string, rows: readonly Row[]): { kind: ColumnKind; values: Value[] } {
  const values = rows.map((row) => row[name] ?? null);
  return { kind: kindOf(values), values };
}

/** A value of a file as a value of a table: big integers become numbers, dates and lists are refused. */
export function plainValue(value: unknown, column: string): Value {
  if (typeof value === "bigint") return Number(value);
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new TypeError(
    `column "${column}" holds ${Object.prototype.toString.call(value)}; a table holds numbers, texts, booleans and null`,
  );
}
