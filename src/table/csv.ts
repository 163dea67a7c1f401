import type { Row, Value } from "./table.js";

/**
 * Comma-separated values by RFC 4180, lines ended by LF: the names of the columns first, nothing for null, numbers as JavaScript writes
 * them, so that reading gives the same ones. A text that reads as something else, such as `"12"` or `""`, is put in quotes.
 */
export function csvOf(columns: readonly string[], rows: readonly Row[]): string {
  const lines = [columns.map(quoted), ...rows.map((row) => columns.map((name) => cell(row[name] ?? null)))];
  return `${lines.map((line) => line.join(",")).join("\n")}\n`;
}

function cell(value: Value): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  return meantBy({ text: value, isQuoted: false }) === value ? quoted(value) : `"${value.replaceAll('"', '""')}"`;
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

interface Cell {
  readonly text: string;
  readonly isQuoted: boolean;
}

/**
 * The table that comma-separated values stand for, with names of columns in the first line: numbers, `true` and `false`, `NaN` and
 * `Infinity` are what they say unless they stand in quotes; an empty cell is null.
 *
 * @throws SyntaxError that names the line where a quote is never closed, or that has more or fewer cells than the first
 */
export function csvRows(text: string): { columns: string[]; rows: Row[] } {
  const [head, ...lines] = linesOf(text.replace(/^\ufeff/, ""));
  if (!head || (head.cells.length === 1 && head.cells[0]!.text === ""))
    throw new SyntaxError("CSV: expected the names of the columns in the first line, got nothing");
  const columns = head.cells.map(({ text }) => text);
  // A line without anything is a row only where there is one column.
  const isRow = ({ cells }: Line) => columns.length === 1 || cells.length > 1 || cells[0]!.text !== "";
  const rows = lines.filter(isRow).map(({ cells, number }) => {
    if (cells.length !== columns.length)
      throw new SyntaxError(`CSV: line ${number} has ${cells.length} cells, the first ${columns.length}`);
    return Object.fromEntries(columns.map((name, index) => [name, meantBy(cells[index]!)]));
  });
  return { columns, rows };
}

function meantBy({ text, isQuoted }: Cell): Value {
  if (isQuoted) return text;
  if (text === "") return null;
  if (text === "true" || text === "false") return text === "true";
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) || /^(NaN|[-+]?Infinity)$/.test(text)) return Number(text);
  return text;
}

interface Line {
  readonly cells: Cell[];
  readonly number: number;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let cells: Cell[] = [];
  let number = 1;
  let began = 1;
  // A cell in quotes or not, and what ends it.
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw new SyntaxError(`CSV: line ${number} has a quote that is never closed, or one inside a cell`);
    const [whole, inQuotes, plain = "", end] = match;
    cells.push(
      inQuotes === undefined
        ? { text: plain, isQuoted: false }
        : { text: inQuotes.replaceAll('""', '"'), isQuoted: true },
    );
    number += whole.split("\n").length - 1;
    if (end !== ",") {
      lines.push({ cells, number: began });
      cells = [];
      began = number;
    } else if (pattern.lastIndex === text.length) cells.push({ text: "", isQuoted: false });
    if (pattern.lastIndex === at && end === "") break;
  }
  if (cells.length > 0) lines.push({ cells, number: began });
  return lines;
}
