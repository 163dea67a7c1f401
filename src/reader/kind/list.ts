import { type Row, Table, type Value } from "../../table/table.js";
import type { Lines } from "../lines.js";
import { Reading } from "../reading.js";

/** A table shows 30 of its rows; what is beyond these the summary counts. */
export const rowsShown = 1000;

/** A reading that is a list: printed under the name of its kind, shown as a table of what fits into one. */
export abstract class ListReading<T extends object> extends Reading {
  /** The columns that are shown, of those of a row. */
  protected abstract readonly columns: readonly string[];

  #rows: readonly T[] | undefined;

  constructor(
    lines: Pick<Lines, "report">,
    protected readonly list: Iterable<T>,
  ) {
    super(lines);
  }

  /** All rows as objects, made when first asked for: of millions, going through the list needs far less memory. */
  protected all(): readonly T[] {
    this.#rows ??= Array.isArray(this.list) ? (this.list as readonly T[]) : [...this.list];
    return this.#rows;
  }

  override content(): Readonly<Record<string, unknown>> {
    return { [this.kind]: this.list };
  }

  /** Its first rows. */
  override table(): Table {
    const rows = first(this.list, rowsShown).map((row): Row => {
      const values = row as Readonly<Record<string, unknown>>;
      return Object.fromEntries(this.columns.map((name) => [name, cell(values[name])]));
    });
    return new Table(rows, this.columns);
  }
}

/** So many elements, or all where there are fewer. */
export function first<T>(list: Iterable<T>, count: number): T[] {
  const found: T[] = [];
  for (const element of list) if (found.push(element) >= count) break;
  return found;
}

function cell(value: unknown): Value {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : (value as Value);
}
