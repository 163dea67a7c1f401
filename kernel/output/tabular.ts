import { types } from "node:util";

/** A table as Frictionless Data describes it; front ends know it as `application/vnd.dataresource+json`. */
export interface DataResource {
  schema: { fields: { name: string; type?: string }[] };
  data: Record<string, unknown>[];
}

export const dataResourceType = "application/vnd.dataresource+json";

/** Rows that are sent, and rows that are shown: enough to look at, and little enough to be saved with a notebook. */
const rowsSent = 1000;
const rowsShown = 30;
const mostColumns = 100;

/** A list of rows, or of a table of Arrow's the first of them, with the number of all. */
interface Rows {
  rows: readonly Record<string, unknown>[];
  length: number;
}

/** What a value says as a table: a list of objects with plain values, or a table of Arrow's. */
export function tableOf(value: unknown): { resource: DataResource; length: number } | undefined {
  // Node prints a proxy without asking it anything; it may be a trap.
  if (types.isProxy(value)) return undefined;
  const found = rowsOf(value) ?? arrowRowsOf(value);
  if (!found) return undefined;
  const names = new Set<string>();
  for (const row of found.rows) {
    for (const [name, cell] of Object.entries(row)) {
      if (!isCell(cell)) return undefined;
      names.add(name);
    }
    if (names.size > mostColumns) return undefined;
  }
  if (names.size === 0) return undefined;
  const data = found.rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, plain(cell)])),
  );
  const fields = [...names].map((name) => ({ name, type: typeOf(data.map((row) => row[name])) }));
  return { resource: { schema: { fields }, data }, length: found.length };
}

/** The head of a table and its count, in HTML. */
export function tableHtml({ schema, data }: DataResource, length = data.length): string {
  const { fields } = schema;
  const cell = (tag: string, type: string | undefined, text: string): string =>
    `<${tag} style="text-align:${type === "number" || type === "integer" ? "right" : "left"}">${escapeMarkup(text)}</${tag}>`;
  const head = fields.map(({ name, type }) => cell("th", type, name)).join("");
  const rows = data.slice(0, rowsShown);
  const body = rows
    .map((row) => `<tr>${fields.map(({ name, type }) => cell("td", type, text(row[name]))).join("")}</tr>`)
    .join("");
  const count = `${length} ${length === 1 ? "row" : "rows"} × ${fields.length} ${fields.length === 1 ? "column" : "columns"}`;
  const shown = rows.length < length ? `, the first ${rows.length} shown` : "";
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table><p>${count}${shown}</p>`;
}

function rowsOf(value: unknown): Rows | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const rows = Array.from({ length: Math.min(value.length, rowsSent) }, (_, index): unknown => value[index]);
  return rows.every(isRecord) ? { rows, length: value.length } : undefined;
}

/** Known by what every implementation of Arrow's tables has. */
function arrowRowsOf(value: unknown): Rows | undefined {
  if (value === null || typeof value !== "object") return undefined;
  const { numRows: length, schema, get } = value as { numRows?: unknown; schema?: { fields?: unknown }; get?: unknown };
  if (typeof length !== "number" || !Array.isArray(schema?.fields) || typeof get !== "function") return undefined;
  const rows = Array.from({ length: Math.min(length, rowsSent) }, (_, index) => {
    const row = get.call(value, index) as object & { toJSON?(): object };
    return { ...(row.toJSON?.() ?? row) };
  });
  return { rows, length };
}

/** A plain object that computes nothing when it is looked at. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object" || types.isProxy(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(Object.getOwnPropertyDescriptors(value)).every((property) => "value" in property);
}

function isCell(value: unknown): boolean {
  return (
    value === null ||
    value instanceof Date ||
    ["string", "number", "bigint", "boolean", "undefined"].includes(typeof value)
  );
}

/** As JSON can hold it. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  // JSON would make null of them, which means something else.
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function typeOf(cells: readonly unknown[]): string {
  const present = cells.filter((cell) => cell !== null && cell !== undefined);
  const isNumber = (cell: unknown): boolean => typeof cell === "number" || /^(NaN|-?Infinity)$/.test(String(cell));
  if (present.length > 0 && present.every(isNumber)) return present.every(Number.isInteger) ? "integer" : "number";
  return present.length > 0 && present.every((cell) => typeof cell === "boolean") ? "boolean" : "string";
}

function text(value: unknown): string {
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  return value === null || value === undefined ? "" : String(value);
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
