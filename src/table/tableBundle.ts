import { escapeMarkup } from "../display/escapeMarkup.js";
import type { MimeBundle } from "../display/mime.js";
import { aligned } from "./aligned.js";
import { type DataResource, dataResource, dataResourceMimeType } from "./dataResource.js";
import type { Row } from "./table.js";

const rowsShown = 30;
const columnsShown = 50;
/** Characters of one cell. */
const longestCell = 200;

/** What a table looks like: its first rows with their head and the count of all, and for programs the rows with their schema. */
export function tableBundle(columns: readonly string[], rows: readonly Row[]): MimeBundle {
  const resource = dataResource(columns, rows);
  const head = columns.slice(0, columnsShown);
  const body = rows.slice(0, rowsShown).map((row) => head.map((name) => cellText(row[name])));
  const count = countText(columns.length, rows.length);
  return {
    "text/plain": [...aligned([head, ...body]), count].join("\n"),
    "text/html": htmlTable(head, body, count, resource),
    [dataResourceMimeType]: resource,
  };
}

function htmlTable(
  head: readonly string[],
  body: readonly (readonly string[])[],
  count: string,
  { schema }: DataResource,
): string {
  const line = (tag: "th" | "td") => (cells: readonly string[]) =>
    `<tr>${cells.map((text, column) => cell(tag, text, schema.fields[column]!.type)).join("")}</tr>`;
  const rows = body.map(line("td")).join("");
  return `<table><thead>${line("th")(head)}</thead><tbody>${rows}</tbody></table><p>${count}</p>`;
}

function cell(tag: "th" | "td", text: string, type: string): string {
  const side = type === "number" || type === "integer" ? "right" : "left";
  return `<${tag} style="text-align:${side}">${escapeMarkup(text)}</${tag}>`;
}

function cellText(value: unknown): string {
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  const text = value === null || value === undefined ? "" : String(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}

function countText(columns: number, rows: number): string {
  const all = `${rows} ${rows === 1 ? "row" : "rows"} × ${columns} ${columns === 1 ? "column" : "columns"}`;
  const parts = [
    ...(rows > rowsShown ? [`the first ${rowsShown}`] : []),
    ...(columns > columnsShown ? [`the first ${columnsShown} columns`] : []),
  ];
  return parts.length > 0 ? `${all}, ${parts.join(" and ")} shown` : all;
}
