import type { Value } from "../table/table.js";
import { Column } from "./column.js";
import { decimalCommaAdvice, hasDecimalComma } from "./decimalComma.js";
import type { Lines } from "./lines.js";
import type { ReadOptions } from "./reader.js";

/**
 * Collects rows into columns: all of them; or the one that was asked for, or the only one, of which what is no number is skipped.
 */
export class RowCollector {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #only: string | undefined;

  /** @throws RangeError that lists the columns where the one asked for is not there */
  constructor(
    readonly lines: Lines,
    names: readonly string[],
    { column }: ReadOptions,
  ) {
    if (column !== undefined && !names.includes(column))
      throw new RangeError(`${lines.report.name} has no column "${column}"; its columns are ${names.join(", ")}`);
    this.#only = column ?? (names.length === 1 ? names[0] : undefined);
    const kept = this.#only === undefined ? names : [this.#only];
    this.columns = new Map(kept.map((name) => [name, new Column()]));
  }

  /** @param cellIn the value of a column, undefined where the row has none */
  add(line: number, text: () => string, cellIn: (column: string) => Value | undefined): void {
    if (this.#only === undefined) for (const [name, column] of this.columns) column.push(cellIn(name) ?? null);
    else {
      const value = cellIn(this.#only);
      if (typeof value === "number" && Number.isFinite(value)) this.columns.get(this.#only)!.push(value);
      else this.lines.report.leaveOut(line, text(), whyNot(value));
    }
  }
}

function whyNot(value: Value | undefined): string {
  if (value === undefined || value === null || value === "") return "has no value there";
  return hasDecimalComma(value) ? `has a decimal comma: ${decimalCommaAdvice(value)}` : "is no number";
}
