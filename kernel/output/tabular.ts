import { inspect, types } from "node:util";

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
/** Columns that are shown, and those of what is still a table. */
const columnsShown = 50;
const mostColumns = 1000;
/** Characters of one cell that are shown. */
const longestCell = 200;

/** A list of rows, or of a table of Arrow's the first of them, with the number of all. */
interface Rows {
  rows: readonly Record<string, unknown>[];
  length: number;
}

type Field = DataResource["schema"]["fields"][number];

/** How a value is shown that is a table: a list of objects some of whose values are plain, or a table of Arrow's. */
export function tabular(value: unknown): Record<string, unknown> {
  // Node prints a proxy without asking it anything; it may be a trap.
  if (types.isProxy(value)) return {};
  const records = recordsOf(value);
  if (records) {
    const names = [...new Set(records.rows.flatMap((row) => Object.keys(row)))];
    const hasPlain = records.rows.some((row) => Object.values(row).some(isPlain));
    return hasPlain && names.length <= mostColumns ? bundleOf(names, records) : {};
  }
  const arrow = arrowTableOf(value);
  return arrow && arrow.names.length > 0 ? { ...bundleOf(arrow.names, arrow), "text/plain": tableText(arrow) } : {};
}

function bundleOf(names: readonly string[], found: Rows): Record<string, unknown> {
  const fields = names.map((name) => ({ name, type: typeOf(found.rows.map((row) => row[name])) }));
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
function tableHtml(fields: readonly Field[], { rows, length }: Rows): string {
  const cell = (tag: string, type: string, text: string): string =>
    `<${tag} style="text-align:${type === "number" || type === "integer" ? "right" : "left"}">${escapeMarkup(text)}</${tag}>`;
  const shown = fields.slice(0, columnsShown);
  const head = shown.map(({ name, type }) => cell("th", type, name)).join("");
  const body = rows
    .slice(0, rowsShown)
    .map((row) => `<tr>${shown.map(({ name, type }) => cell("td", type, text(row[name]))).join("")}</tr>`)
    .join("");
  const count = countText(length, fields.length);
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table><p>${count}</p>`;
}

/** The same for readers of text: the insides of Arrow's objects, which Node prints, say nothing of what they hold. */
function tableText({ names, rows, length }: Rows & { names: readonly string[] }): string {
  const shown = names.slice(0, columnsShown);
  const lines = [shown, ...rows.slice(0, rowsShown).map((row) => shown.map((name) => text(row[name])))];
  const widths = shown.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const padded = lines.map((line) => line.map((cell, column) => cell.padStart(widths[column]!)).join("  "));
  return [...padded, countText(length, names.length)].join("\n");
}

function countText(rows: number, columns: number): string {
  const all = `${rows} ${rows === 1 ? "row" : "rows"} × ${columns} ${columns === 1 ? "column" : "columns"}`;
  const parts = [
    ...(rows > rowsShown ? [`the first ${rowsShown}`] : []),
    ...(columns > columnsShown ? [`the first ${columnsShown} columns`] : []),
  ];
  return parts.length > 0 ? `${all}, ${parts.join(" and ")} shown` : all;
}

function recordsOf(value: unknown): Rows | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const rows = Array.from({ length: Math.min(value.length, rowsSent) }, (_, index): unknown => value[index]);
  return rows.every(isRecord) ? { rows, length: value.length } : undefined;
}

/** Known by what every implementation of Arrow's tables has. */
function arrowTableOf(value: unknown): (Rows & { names: string[] }) | undefined {
  if (value === null || typeof value !== "object") return undefined;
  const { numRows: length, schema, get } = value as { numRows?: unknown; schema?: { fields?: unknown }; get?: unknown };
  if (typeof length !== "number" || !Array.isArray(schema?.fields) || typeof get !== "function") return undefined;
  const names = (schema.fields as { name: string }[]).map(({ name }) => name);
  const rows = Array.from({ length: Math.min(length, rowsSent) }, (_, index) => {
    const cells = { ...(unwrapped(get.call(value, index)) as Record<string, unknown>) };
    return Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, unwrapped(cell)]));
  });
  return { names, rows, length };
}

/** The rows, lists and structures of Arrow's as what they hold. */
function unwrapped(value: unknown): unknown {
  if (isPlain(value)) return value;
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === "function" ? (toJSON.call(value) as unknown) : value;
}

/** A plain object that computes nothing when it is looked at. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object" || types.isProxy(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(Object.getOwnPropertyDescriptors(value)).every((property) => "value" in property);
}

/** What a cell of a table can hold as it is. */
function isPlain(value: unknown): boolean {
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
  return isPlain(value) ? value : text(value);
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
  const text = value === null || value === undefined ? "" : isPlain(value) ? String(value) : nested(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}

/** What is not plain, on one line: errors would bring their stack. */
function nested(value: unknown): string {
  const options = { depth: 1, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 10, maxStringLength: longestCell };
  return inspect(value, options).replace(/\s*\n\s*/g, " ");
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
