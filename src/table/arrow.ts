import {
  bool,
  columnFromArray,
  type DataType,
  float64,
  int32,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  utf8,
} from "@uwdata/flechette";
import { type ColumnKind, columnOf, plainValue } from "./columnKind.js";
import type { Row, Value } from "./table.js";

const types: Readonly<Record<Exclude<ColumnKind, "mixed">, () => DataType>> = {
  int32,
  double: float64,
  string: utf8,
  boolean: bool,
};

/**
 * An Arrow file (the IPC format with random access, also called Feather 2): whole numbers that fit are int32, other numbers float64.
 *
 * @throws TypeError for a column of more than one kind, which Arrow does not have
 */
export function arrowOf(columns: readonly string[], rows: readonly Row[]): Uint8Array {
  const made = columns.map((name) => {
    const { kind, values } = columnOf(name, rows);
    if (kind === "mixed")
      throw new TypeError(`column "${name}" holds values of more than one kind; a column of Arrow holds one`);
    return [name, columnFromArray<Value>(values, types[kind]())] as [string, ReturnType<typeof columnFromArray>];
  });
  return tableToIPC(tableFromColumns(made), { format: "file" })!;
}

/**
 * What the bytes of an Arrow file or stream hold.
 *
 * @throws Error where the bytes are no such file, TypeError for a column of lists, structures or the like
 */
export function arrowRows(bytes: Uint8Array): { columns: string[]; rows: Row[] } {
  const table = tableFromIPC(bytes, { useProxy: false });
  const columns = table.names as string[];
  const values = columns.map((name) => [...table.getChild(name)].map((value) => plainValue(value, name)));
  return {
    columns,
    rows: Array.from({ length: table.numRows }, (_, row) =>
      Object.fromEntries(columns.map((name, column) => [name, values[column]![row]!])),
    ),
  };
}
