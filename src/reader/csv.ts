import { decimalCommaAdvice, hasDecimalComma } from "./decimalComma.js";
import { TableReading } from "./kind/table.js";
import type { Lines } from "./lines.js";
import type { Reader, ReadOptions } from "./reader.js";
import { RowCollector } from "./rowCollector.js";

const separators = [",", "\t", ";"];
/** A cell in quotes, with line ends within, is not longer. */
const mostJoined = 1000;

/** CSV with a header, its cells apart by commas, tabs or semicolons; or one number a line, with its name above or without. */
export const csv: Reader<TableReading> = {
  tools: ["csv", "numbers"],
  kinds: ["table"],
  recognises: (head) => {
    const filled = head.filter((line) => line.trim() !== "");
    if (shapeOf(filled).width > 1) return filled.length > 1 ? 0.3 : 0;
    const numbers = filled.filter((line) => isNumber(line.trim())).length;
    if (numbers >= 0.5 * filled.length) return 0.3;
    // A word and words below it: a column in which nothing was measured.
    return filled.length > 1 && filled.every((line) => /^\s*"?[\w./-]+"?\s*$/.test(line)) ? 0.1 : 0;
  },
  read,
};

function read(lines: Lines, options: ReadOptions): TableReading {
  const { separator, width } = shapeOf(lines.head().filter((line) => line.trim() !== ""));
  let rows: RowCollector | undefined;
  let names: string[] = [];
  for (const { text, line } of records(lines)) {
    if (text.trim() === "") continue;
    const cells = width === 1 ? [text.trim().replace(/^"(.*)"$/, "$1")] : cellsOf(text, separator);
    if (cells.length !== width) {
      lines.report.leaveOut(line, text, `has ${cells.length} of ${width} cells`);
      continue;
    }
    if (!rows) {
      const isHeadless = cells.every(isNumber);
      if (width === 1 && !isHeadless && (isGarbled(text) || text.includes(": "))) {
        lines.report.leaveOut(line, text, "is no name of a column");
        continue;
      }
      if (isHeadless && (width > 1 || options.column !== undefined)) throw headless(text, lines, options);
      names = isHeadless ? ["value"] : cells.map((name, index) => name || `column ${index + 1}`);
      rows = new RowCollector(lines, names, options);
      if (!isHeadless) continue;
    }
    rows.add(
      line,
      () => text,
      (name) => meantBy(cells[names.indexOf(name)]!),
    );
  }
  for (const [name, column] of rows?.columns ?? []) {
    const first = column.length > 0 ? column.at(0) : null;
    if (hasDecimalComma(first))
      lines.note(`column "${name}" begins with a decimal comma and is a text: ${decimalCommaAdvice(first)}`);
  }
  return new TableReading(lines, rows?.columns ?? new Map());
}

/** Cells that most lines have, and what is between them; one, where lines do not agree on more. */
function shapeOf(lines: readonly string[]): { separator: string; width: number } {
  let best = { separator: ",", width: 1, count: Math.max(2, lines.length / 2) };
  for (const separator of separators) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      if (isGarbled(line)) continue;
      const width = cellsOf(line, separator).length;
      if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
    }
    for (const [width, count] of counts) if (count >= best.count) best = { separator, width, count };
  }
  return best;
}

/** Lines, of which those that end within quotes are one with the next. */
function* records(lines: Lines): Generator<{ text: string; line: number }> {
  let open: { text: string; line: number; joined: number } | undefined;
  for (const line of lines) {
    const text: string = open ? `${open.text}\n${line}` : line;
    const isOpen = (text.match(/"/g)?.length ?? 0) % 2 === 1;
    const begun: { text: string; line: number; joined: number } = {
      text,
      line: open?.line ?? lines.number,
      joined: (open?.joined ?? 0) + 1,
    };
    if (isOpen && begun.joined < mostJoined) open = begun;
    else {
      open = undefined;
      yield begun;
    }
  }
  if (open) lines.report.leaveOut(open.line, open.text, "has a quote that is never closed");
}

function headless(text: string, { report }: Lines, { column }: ReadOptions): Error {
  const wanted = column === undefined ? "its columns" : `"${column}"`;
  const one = hasDecimalComma(text) ? `; if that is one number, ${decimalCommaAdvice(text)}` : "";
  return new Error(`${report.name} has no header to find ${wanted} by: it begins with ${text}${one}`);
}

function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  const pattern = new RegExp(`\\s*(?:"((?:[^"]|"")*)"\\s*|([^${separator}]*))(${separator}|$)`, "y");
  for (let end: string | undefined = separator; end === separator; ) {
    const match = pattern.exec(line);
    if (!match) return line.split(separator);
    cells.push(match[1] === undefined ? match[2]!.trim() : match[1].replaceAll('""', '"'));
    end = match[3];
  }
  return cells;
}

function meantBy(cell: string): string | number | null {
  return cell === "" ? null : isNumber(cell) ? Number(cell) : cell;
}

function isNumber(cell: string): boolean {
  return cell !== "" && Number.isFinite(Number(cell));
}

function isGarbled(line: string): boolean {
  return line.includes("\0") || line.includes("\ufffd");
}
