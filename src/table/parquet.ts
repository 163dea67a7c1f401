import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { type BasicType, parquetWriteBuffer } from "hyparquet-writer";
import { type ColumnKind, columnOf, plainValue } from "./columnKind.js";
import type { Row } from "./table.js";

const types: Readonly<Record<ColumnKind, BasicType>> = {
  int32: "INT32",
  double: "DOUBLE",
  string: "STRING",
  boolean: "BOOLEAN",
  mixed: "JSON",
};

/** Words that go with a table in its file. */
export type Metadata = Readonly<Record<string, string>>;

/**
 * A Parquet file: whole numbers that fit are INT32, other numbers DOUBLE, texts UTF8; columns of more than one kind are JSON. The same
 * table gives the same bytes.
 *
 * @throws TypeError for a column of more than one kind with a number that JSON cannot say
 */
export function parquetOf(columns: readonly string[], rows: readonly Row[], metadata: Metadata = {}): Uint8Array {
  const columnData = columns.map((name) => {
    const { kind, values } = columnOf(name, rows);
    if (kind === "mixed" && values.some((value) => typeof value === "number" && !Number.isFinite(value)))
      throw new TypeError(
        `column "${name}" holds texts and a number that is not finite, which Parquet cannot keep in one`,
      );
    return { name, data: values, type: types[kind] };
  });
  const kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy: "phasebook" }));
}

/**
 * What a Parquet file holds.
 *
 * @throws Error where the bytes are no such file, TypeError for a column of lists, dates or the like
 */
export async function parquetRows(bytes: Uint8Array): Promise<{ columns: string[]; rows: Row[]; metadata: Metadata }> {
  // A copy: the bytes of a file may be a part of a larger buffer.
  const file = new Uint8Array(bytes).buffer;
  const { schema, key_value_metadata: pairs = [] } = parquetMetadata(file);
  const columns = schema.slice(1).map(({ name }) => name);
  const objects = await parquetReadObjects({ file });
  return {
    columns,
    rows: objects.map((object) => Object.fromEntries(columns.map((name) => [name, plainValue(object[name], name)]))),
    metadata: Object.fromEntries(pairs.map(({ key, value = "" }) => [key, value])),
  };
}
