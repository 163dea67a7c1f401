import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { type Bytes, firstBytes } from "./chunks.js";
import { TableReading } from "./kind/table.js";
import { Lines } from "./lines.js";
import type { ReadOptions } from "./reader.js";
import { RowCollector } from "./rowCollector.js";
import { fromThread } from "./thread.js";

/** Whether these bytes are a Parquet file: the one format that has no lines, and so is no {@link Reader}. */
export function isParquet(bytes: Bytes): boolean {
  return Buffer.from(firstBytes(bytes, 4)).toString("latin1") === "PAR1";
}

interface Part {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/**
 * A Parquet file, group by group of its rows.
 *
 * @throws Error where it is cut off or holds what cannot be read; RangeError for a column that is not there
 */
export function parquet(bytes: Bytes, name: string, options: ReadOptions): TableReading {
  const lines = new Lines([], name);
  lines.report.tool = "parquet";
  const module = pathToFileURL(createRequire(import.meta.url).resolve("hyparquet")).href;
  let rows: RowCollector | undefined;
  let number = 0;
  const parts = fromThread<Part>(unpack, { bytes, module, column: options.column });
  for (;;) {
    const { done, value } = next(parts, name);
    if (done) break;
    rows ??= new RowCollector(lines, value.columns, options);
    for (const row of value.rows) {
      number += 1;
      rows.add(
        number,
        () => String(row[options.column ?? value.columns[0]!]),
        (column) => cell(row[column]),
      );
    }
  }
  return new TableReading(lines, rows?.columns ?? new Map());
}

function next(parts: Generator<Part>, name: string): IteratorResult<Part, undefined> {
  try {
    return parts.next();
  } catch (error) {
    throw new Error(`${name} is no whole Parquet file: ${(error as Error).message}`);
  }
}

function cell(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : (value as string | number | boolean);
}

const unpack = `
const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import(input.module);
const { bytes } = input;
const file = bytes instanceof Uint8Array
  ? { byteLength: bytes.length, slice: (from, to) => Uint8Array.from(bytes.subarray(from, to)).buffer }
  : await asyncBufferFromFile(bytes.path);
const metadata = await parquetMetadataAsync(file);
const [, ...schema] = metadata.schema;
const columns = schema.map(({ name }) => name);
const chosen = columns.includes(input.column) ? { columns: [input.column] } : {};
const most = 10000;
const count = Number(metadata.num_rows);
give({ value: { columns, rows: [] } });
for (let rowStart = 0; rowStart < count; rowStart += most) {
  const rowEnd = Math.min(count, rowStart + most);
  give({ value: { columns, rows: await parquetReadObjects({ file, metadata, rowStart, rowEnd, ...chosen }) } });
}
`;
