import { types } from "node:util";

/** A table as Frictionless Data describes it; front ends know it as `application/vnd.dataresource+json`. */
export interface DataResource {
  schema: { fields: { name: string; type: string }[] };
  data: Record<string, unknown>[];
}

export const dataResourceType = "application/vnd.dataresource+json";

/** Rows and characters that are sent, and rows that are shown: enough to look at, and little enough to be saved with a notebook. */
const rowsSent = 1000;
const charactersSent = 1_000_000;
const rowsShown = 30;
const mostColumns = 100;
/** Characters of one cell that are shown. */
const longestCell = 200;

/** A list of rows, or of a table of Arrow's the first of them, with the number of all. */
interface Rows {
  rows: readonly Record<string, unknown>[];
  length: number;
}

/** How a value is shown that is a table: a list of objects with plain values, or a table of Arrow's. */
export function tabular(value: unknown): Record<string, unknown> {
  // Node prints a proxy without asking it anything; it may be a trap.
  if (types.isProxy(value)) return {};
  const found = rowsOf(value) ?? arrowRowsOf(value);
  if (!found) return {};
  const names = new Set<string>();
  for (const row of found.rows) {
    for (const [name, cell] of Object.entries(row)) {
      if (!isCell(cell)) return {};
      names.add(name);
    }
    if (names.size > mostColumns) return {};
  }
  if (names.size === 0) return {};
  const fields = [...names].map((name) => ({ name, type: typeOf(found.rows.map((row) => row[name])) }));
  const resource: DataResource = { schema: { fields }, data: dataOf(found.rows) };
  return { "text/html": tableHtml(fields, found), [dataResourceType]: resource };
}

/** The rows as JSON can hold them, as many as there is room for. */
function dataOf(rows: Rows["rows"]): Record<string, unknown>[] {
  const data: Record<string, unknown>[] = [];
  let room = charactersSent;
  for (const row of rows) {
    const cells = Object.entries(row).map(([name, cell]) => [name, plain(cell)] as const);
    for (const [name, cell] of cells) room -= name.length + String(cell).length;
    if (room < 0) break;
    data.push(Object.fromEntries(cells));
  }
  return data;
}

/** The head of a table and its count, in HTML. */
function tableHtml(fields: DataResource["schema"]["fields"], { rows, length }: Rows): string {
  const cell = (tag: string, type: string, text: string): string =>
    `<${tag} style="text-align:${type === "number" || type === "integer" ? "right" : "left"}">${escapeMarkup(text)}</${tag}>`;
  const head = fields.map(({ name, type }) => cell("th", type, name)).join("");
  const first = rows.slice(0, rowsShown);
  const body = first
    .map((row) => `<tr>${fields.map(({ name, type }) => cell("td", type, text(row[name]))).join("")}</tr>`)
    .join("");
  const count = `${length} ${length === 1 ? "row" : "rows"} × ${fields.length} ${fields.length === 1 ? "column" : "columns"}`;
  const shown = first.length < length ? `, the first ${first.length} shown` : "";
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

/** As JSON can hold it; a number that is none as the text that Table Schema has for it, since null means something else. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === "number" && !Number.isFinite(value)) return String(value).replace("Infinity", "INF");
  return value;
}

/** The type of a column in the words of Table Schema. */
function typeOf(cells: readonly unknown[]): string {
  const present = cells.filter((cell) => cell !== null && cell !== undefined);
  const every = (...types: string[]): boolean => present.every((cell) => types.includes(typeof cell));
  if (present.length === 0) return "any";
  if (every("number", "bigint"))
    return present.every((cell) => typeof cell === "bigint" || Number.isInteger(cell)) ? "integer" : "number";
  if (present.every((cell) => cell instanceof Date)) return "datetime";
  return every("boolean") ? "boolean" : every("string") ? "string" : "any";
}

function text(value: unknown): string {
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  if (value instanceof Date) return String(plain(value) ?? value);
  const text = value === null || value === undefined ? "" : String(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
