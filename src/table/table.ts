import { requireBytes, requireList, requireText } from "../argument/argument.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { arrowOf, arrowRows } from "./arrow.js";
import { csvOf, csvRows } from "./csv.js";
import { parquetOf, parquetRows } from "./parquet.js";
import { tableBundle } from "./tableBundle.js";

/** What a cell of a table can hold. */
export type Value = string | number | boolean | null;

/** One row: a value for each column. */
export type Row = Readonly<Record<string, Value>>;

/** Rows with the same columns in the same order, shown as a table of HTML with its head and count, and as one of data for programs. */
export class Table<R extends Row = Row> implements Iterable<R> {
  readonly rows: readonly R[];
  readonly columns: readonly string[];

  /** @param columns defaults to those of the rows, in the order of their first appearance. */
  constructor(rows: Iterable<R>, columns?: Iterable<string>) {
    requireList("table", "a list of rows", rows);
    this.rows = [...rows];
    this.columns = columns ? [...columns] : [...new Set(this.rows.flatMap((row) => Object.keys(row)))];
  }

  get length(): number {
    return this.rows.length;
  }

  [Symbol.iterator](): Iterator<R> {
    return this.rows[Symbol.iterator]();
  }

  /** The values of one column; throws a RangeError that lists the columns where there is none of that name. */
  column(name: string): Value[] {
    this.require(name);
    return this.rows.map((row) => row[name] ?? null);
  }

  /** The values of one column of numbers; throws a TypeError that names the first row that holds something else. */
  numbers(name: string): Float64Array {
    return Float64Array.from(this.column(name), (value, index) => {
      if (typeof value === "number") return value;
      throw new TypeError(`column "${name}" holds ${JSON.stringify(value)} in row ${index}, not a number`);
    });
  }

  filter(keep: (row: R) => boolean): Table<R> {
    return new Table(this.rows.filter(keep), this.columns);
  }

  /** The rows with the same values in `names` together, in the order of their first appearance. */
  groupBy(...names: string[]): { key: Row; rows: Table<R> }[] {
    for (const name of names) this.require(name);
    const groups = new Map<string, { key: Row; rows: R[] }>();
    for (const row of this.rows) {
      const key = Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
      const id = JSON.stringify(Object.values(key));
      const group = groups.get(id);
      if (group) group.rows.push(row);
      else groups.set(id, { key, rows: [row] });
    }
    return [...groups.values()].map(({ key, rows }) => ({ key, rows: new Table(rows, this.columns) }));
  }

  toJSON(): readonly R[] {
    return this.rows;
  }

  /** Comma-separated values with the columns' names first; see {@link Table.fromCSV}. */
  toCSV(): string {
    return csvOf(this.columns, this.rows);
  }

  /** The bytes of a Parquet file. */
  toParquet(): Uint8Array {
    return parquetOf(this.columns, this.rows);
  }

  /** The bytes of an Arrow file; throws a TypeError that names a column with values of more than one kind. */
  toArrow(): Uint8Array {
    return arrowOf(this.columns, this.rows);
  }

  /** A table of {@link Table.toJSON} or another list of objects; throws a TypeError that names what no cell can hold. */
  static fromJSON(rows: unknown): Table {
    if (!Array.isArray(rows))
      throw new TypeError(`a table is a list of rows, got ${JSON.stringify(rows)?.slice(0, 40)}`);
    rows.forEach((row: unknown, index) => {
      if (typeof row !== "object" || row === null || Array.isArray(row))
        throw new TypeError(
          `row ${index}: expected an object with a value for each column, got ${JSON.stringify(row)}`,
        );
      for (const [name, value] of Object.entries(row))
        if (typeof value === "object" && value !== null)
          throw new TypeError(`row ${index}: column "${name}" holds ${JSON.stringify(value).slice(0, 40)}`);
    });
    return new Table(rows as Row[]);
  }

  /** Reads comma-separated values: numbers and booleans are what they say unless in quotes, an empty cell is null. */
  static fromCSV(text: string): Table {
    requireText("Table.fromCSV", "a text", text);
    const { columns, rows } = csvRows(text);
    return new Table(rows, columns);
  }

  static async fromParquet(bytes: Uint8Array): Promise<Table> {
    requireBytes("Table.fromParquet", "the bytes of a file, a Uint8Array", bytes);
    const { columns, rows } = await parquetRows(bytes);
    return new Table(rows, columns);
  }

  static fromArrow(bytes: Uint8Array): Table {
    requireBytes("Table.fromArrow", "the bytes of a file, a Uint8Array", bytes);
    const { columns, rows } = arrowRows(bytes);
    return new Table(rows, columns);
  }

  [displaySymbol](): MimeBundle {
    return tableBundle(this.columns, this.rows);
  }

  private require(name: string): void {
    if (!this.columns.includes(name))
      throw new RangeError(`the table has no column "${name}"; its columns are ${this.columns.join(", ")}`);
  }
}
