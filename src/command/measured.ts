import type { FitData } from "../fit/data.js";

/** What a file of measurements holds. */
export interface Measured {
  readonly data: FitData;
  /** What is no number, in the order of the file. */
  readonly skipped: readonly Skipped[];
}

/** A line that was left out, counted from 1, or an element of a JSON array. */
export interface Skipped {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/**
 * The measurements in a text: a JSON array of numbers, or of objects with a number under `column`; a JSON object as `fit`
 * takes it; CSV with a header; or one number a line, where a first line that is no number is its header.
 *
 * @throws Error that names the file where the column is missing, has to be chosen, or nothing is there
 */
export function measuredIn(text: string, file: string, column?: string): Measured {
  const start = text.trimStart();
  if (start === "") throw new Error(`${file} is empty`);
  return /^[[{]/.test(start) ? fromJson(text, file, column) : fromLines(text, file, column);
}

function fromJson(text: string, file: string, column: string | undefined): Measured {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(value)) {
    const named = column === undefined ? undefined : (value as Record<string, unknown>)[column];
    if (Array.isArray(named)) return fromValues(named);
    if (column !== undefined)
      throw new Error(`${file} has no list "${column}"; it has ${Object.keys(value as object).join(", ")}`);
    return { data: value as FitData, skipped: [] };
  }
  const first: unknown = value[0];
  if (typeof first !== "object" || first === null) return fromValues(value);
  const key = chosen(Object.keys(first), file, column);
  return fromValues(value.map((row) => (row as Record<string, unknown> | null)?.[key]));
}

function fromValues(values: readonly unknown[]): Measured {
  const skipped = values.flatMap((value, index) =>
    typeof value === "number" ? [] : [{ line: index + 1, text: String(value), reason: "which is no number" }],
  );
  return { data: { exact: values.filter((value) => typeof value === "number") }, skipped };
}

function fromLines(text: string, file: string, column: string | undefined): Measured {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== "");
  const names = cellsOf(lines[first]!);
  const headless = names.every((name) => name !== "" && !Number.isNaN(Number(name)));
  if (headless && (names.length > 1 || column !== undefined))
    throw new Error(
      `${file} has no header to find ${column === undefined ? "its columns" : `"${column}"`} by: it begins with ${lines[first]}`,
    );
  const place = headless ? 0 : names.indexOf(chosen(names, file, column));
  const exact: number[] = [];
  const skipped: Skipped[] = [];
  for (let index = headless ? first : first + 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.trim() === "") continue;
    const cell = cellsOf(line)[place] ?? "";
    const value = Number(cell);
    if (cell !== "" && Number.isFinite(value)) exact.push(value);
    else
      skipped.push({
        line: index + 1,
        text: line,
        reason: cell === "" ? "which has no value there" : "which is no number",
      });
  }
  return { data: { exact }, skipped };
}

/** The cells of a line of CSV; a quoted one may hold commas. */
function cellsOf(line: string): string[] {
  const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  // The pattern finds one more, empty, at the end of a line that does not end in a comma.
  const all = line.endsWith(",") ? cells : cells.slice(0, -1);
  return all.map((cell) =>
    cell
      .replace(/,$/, "")
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replaceAll('""', '"'),
  );
}

function chosen(names: readonly string[], file: string, column: string | undefined): string {
  if (column !== undefined && names.includes(column)) return column;
  if (column === undefined && names.length === 1) return names[0]!;
  const columns = `its columns are ${names.join(", ")}`;
  throw new Error(
    column === undefined
      ? `${file}: choose with --column; ${columns}`
      : `${file} has no column "${column}"; ${columns}`,
  );
}
