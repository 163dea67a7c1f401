import type { FitData } from "../../fit/data.js";
import { type Row, Table } from "../../table/table.js";
import type { Column } from "../column.js";
import type { Lines } from "../lines.js";
import { type MeasurementOptions, Reading } from "../reading.js";
import { truncatedBelow } from "./truncatedBelow.js";

const rowsShown = 30;

/** A table of numbers and words whose meaning the file does not say: CSV, JSON, Parquet, or one number a line. */
export class TableReading extends Reading {
  readonly kind = "table";
  readonly length: number;

  /** @param columns of one length, in their order */
  constructor(
    lines: Pick<Lines, "report">,
    readonly columns: ReadonlyMap<string, Column>,
  ) {
    super(lines);
    this.length = Math.max(0, ...Array.from(columns.values(), ({ length }) => length));
  }

  override content() {
    return { columns: [...this.columns.keys()], table: { [Symbol.iterator]: () => this.#rows(this.length) } };
  }

  override summary(): string {
    return `${this.length.toLocaleString("en")} rows of ${[...this.columns.keys()].join(", ")}`;
  }

  /** Its first rows. */
  override table(): Table {
    return new Table(this.#rows(Math.min(this.length, rowsShown)), this.columns.keys());
  }

  /** All of its rows: of millions, {@link columns} need far less memory. */
  rows(): Table {
    return new Table(this.#rows(this.length), this.columns.keys());
  }

  /**
   * The numbers of its column, as they are: the file does not say their unit.
   *
   * @throws RangeError where there are several columns: choose one with `read(path, { column })`
   */
  override measurements({ unit, truncateBelow }: MeasurementOptions = {}): FitData {
    const [column, ...others] = this.columns.values();
    if (!column || others.length > 0)
      throw new RangeError(`${this.name}: choose a column; its columns are ${[...this.columns.keys()].join(", ")}`);
    return truncatedBelow({ exact: column.numbers() }, truncateBelow, unit);
  }

  *#rows(count: number): Generator<Row> {
    const columns = [...this.columns];
    for (let index = 0; index < count; index++)
      yield Object.fromEntries(columns.map(([name, column]) => [name, column.at(index)]));
  }
}
