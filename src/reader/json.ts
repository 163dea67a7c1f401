import type { FitData } from "../fit/data.js";
import type { Value } from "../table/table.js";
import { Column } from "./column.js";
import { type FoundObject, jsonObjects } from "./jsonObjects.js";
import { MeasurementsReading } from "./kind/measurements.js";
import { TableReading } from "./kind/table.js";
import type { Lines } from "./lines.js";
import type { Reader, ReadOptions } from "./reader.js";
import { RowCollector } from "./rowCollector.js";

/** A list of numbers, of lists or objects, or an object. */
const begins = /^\s*(?:\[[-+\s\d.,eE\]]*$|\[\s*[[{"]|\{\s*(?:$|["}]))/;
const parts = ["exact", "intervals", "leftCensored", "rightCensored", "aggregates"];

/** Plain JSON: a list of numbers; a list of objects, or one a line; lists by name; or measurements as `fit` takes them. */
export const json: Reader<TableReading | MeasurementsReading> = {
  tools: ["json"],
  kinds: ["table", "measurements"],
  recognises: (head) => (head.some((line) => begins.test(line)) ? 0.4 : 0),
  read: (lines, options) => {
    const head = lines.head();
    const first = firstOf(head);
    const isList = /^\s*\[/.test(first);
    const isOfObjects = head.slice(head.indexOf(first)).some((line) => /^\s*\[?\s*\{/.test(line));
    if (isList && !isOfObjects) return numbers(lines);
    return isList || isRow(first) ? objects(lines, options) : document(lines, options);
  },
};

function firstOf(head: readonly string[]): string {
  return head.find((line) => begins.test(line)) ?? "";
}

/** Whether the line is a row: an object, and not one of lists. */
function isRow(line: string): boolean {
  try {
    return !Object.values(JSON.parse(line) as object).some(Array.isArray);
  } catch {
    return false;
  }
}

/** A list of numbers of any length: what stands between commas. */
function numbers(lines: Lines): TableReading {
  const column = new Column();
  /** What nothing follows yet: where the text ends there, it may be a part of a number. */
  let last = "";
  let [isOpen, isClosed, wasPartial] = [false, false, false];
  const add = (text: string) => {
    const cell = text.trim();
    if (isNumber(cell)) column.push(Number(cell));
    else if (cell !== "") lines.report.leaveOut(lines.number, cell, "is no number");
  };
  for (const line of lines) {
    if (!wasPartial) {
      add(last);
      last = "";
    }
    let text = last + line;
    wasPartial = lines.partial;
    if (!isOpen && text.trimStart().startsWith("[")) {
      text = text.trimStart().slice(1);
      isOpen = true;
    }
    const cells = text.split(",");
    const isList =
      isOpen && !isClosed && (cells.some((cell) => isNumber(cell.replace("]", "").trim())) || !/\w/.test(text));
    if (!isList) {
      last = "";
      if (text.trim() !== "") lines.skip("is no list of numbers");
      continue;
    }
    last = cells.pop()!;
    for (const cell of cells) add(cell);
    if (last.trimEnd().endsWith("]")) {
      add(last.trimEnd().slice(0, -1));
      last = "";
      isClosed = true;
    }
  }
  if (!isClosed) {
    lines.note(`${lines.report.name} is not JSON to its end: the list is never closed`);
    if (last.trim() !== "") lines.report.leaveOut(lines.number, last.trim(), "may be cut off");
  }
  return new TableReading(lines, new Map([["value", column]]));
}

function isNumber(cell: string): boolean {
  return cell !== "" && Number.isFinite(Number(cell));
}

/** The columns are those of the first object. */
function objects(lines: Lines, options: ReadOptions): TableReading {
  let rows: RowCollector | undefined;
  for (const { value, line } of jsonObjects(lines)) {
    rows ??= new RowCollector(lines, Object.keys(value), options);
    for (const name of Object.keys(value))
      if (options.column === undefined && !rows.columns.has(name))
        lines.note(`the column "${name}" is not in the first row: it is left out`);
    addRow(rows, { value, line });
  }
  return new TableReading(lines, rows?.columns ?? new Map());
}

function addRow(rows: RowCollector, { value, line }: FoundObject): void {
  rows.add(
    line,
    () => JSON.stringify(value),
    (name) => cell(value[name]),
  );
}

function cell(value: unknown): Value | undefined {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : (value as Value | undefined);
}

/** One object over the whole of the text. */
function document(lines: Lines, { column }: ReadOptions): TableReading | MeasurementsReading {
  const { report } = lines;
  let value: Record<string, unknown>;
  try {
    value = JSON.parse([...lines].join("\n"));
  } catch (error) {
    throw new Error(`${report.name} is not JSON: ${(error as Error).message}`);
  }
  if (column === undefined && parts.some((part) => part in value))
    return new MeasurementsReading(lines, value as FitData);
  const lists = Object.entries(value).filter(([, list]) => Array.isArray(list));
  if (column === undefined && lists.length === 0)
    throw new Error(`${report.name} is JSON without a list of measurements; it has ${Object.keys(value).join(", ")}`);
  if (column !== undefined && !Array.isArray(value[column]))
    throw new Error(`${report.name} has no list "${column}"; it has ${Object.keys(value).join(", ")}`);
  const names = lists.map(([name]) => name);
  const rows = new RowCollector(lines, names, column === undefined ? {} : { column });
  const length = Math.max(...lists.map(([name, list]) => (rows.columns.has(name) ? (list as unknown[]).length : 0)));
  for (let index = 0; index < length; index++)
    rows.add(
      index + 1,
      () => JSON.stringify((value[column ?? names[0]!] as unknown[])[index]) ?? "",
      (name) => cell((value[name] as unknown[])[index]),
    );
  return new TableReading(lines, rows.columns);
}
