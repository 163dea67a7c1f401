import type { FitData } from "../fit/data.js";
import type { Value } from "../table/table.js";
import { Column } from "./column.js";
import { type FoundObject, jsonObjects } from "./jsonObjects.js";
import { MeasurementsReading } from "./kind/measurements.js";
import { TableReading } from "./kind/table.js";
import type { Lines } from "./lines.js";
import type { Reader, ReadOptions } from "./reader.js";
import { RowCollector } from "./rowCollector.js";

const parts = ["exact", "intervals", "leftCensored", "rightCensored", "aggregates"];

/** Plain JSON: a list of numbers; a list of objects, or one a line; lists by name; or measurements as `fit` takes them. */
export const json: Reader<TableReading | MeasurementsReading> = {
  tools: ["json"],
  kinds: ["table", "measurements"],
  recognises: (head) => (/^\s*(?:\[\s*(?:$|[-\d[{nN"])|\{\s*(?:$|["}]))/.test(firstOf(head)) ? 0.2 : 0),
  read: (lines, options) => {
    const head = lines.head();
    const first = firstOf(head);
    const isList = /^\s*\[/.test(first);
    const inList = isList ? head.join("\n").replace(/^\s*\[\s*/, "")[0] : undefined;
    if (isList && inList !== "{") return numbers(lines);
    return isList || isWhole(first) ? objects(lines, options) : document(lines, options);
  },
};

function firstOf(head: readonly string[]): string {
  return head.find((line) => line.trim() !== "") ?? "";
}

function isWhole(line: string): boolean {
  try {
    return !parts.some((part) => part in JSON.parse(line));
  } catch {
    return false;
  }
}

/** A list of numbers of any length: what stands between commas. */
function numbers(lines: Lines): TableReading {
  const column = new Column();
  const isLast = (text: string) => text.endsWith("]");
  let begun = "";
  let isClosed = false;
  const add = (text: string) => {
    const trimmed = text.trim();
    if (trimmed === "") return;
    const value = Number(trimmed);
    if (Number.isFinite(value)) column.push(value);
    else lines.report.leaveOut(lines.number, trimmed, "is no number");
  };
  let isFirst = true;
  for (const line of lines) {
    let text = begun + line;
    begun = "";
    if (isFirst && text.trim() !== "") {
      text = text.trimStart().slice(1);
      isFirst = false;
    }
    if (isClosed) {
      if (text.trim() !== "") lines.skip("is after the end of the list");
      continue;
    }
    const cells = text.split(",");
    begun = cells.pop()!;
    for (const cell of cells) add(cell);
    if (isLast(begun.trimEnd())) {
      add(begun.trimEnd().slice(0, -1));
      begun = "";
      isClosed = true;
    }
  }
  if (!isClosed) {
    lines.note(`${lines.report.name} is not JSON to its end: the list is never closed`);
    if (begun.trim() !== "") lines.report.leaveOut(lines.number, begun.trim(), "may be cut off");
  }
  return new TableReading(lines, new Map([["value", column]]));
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
