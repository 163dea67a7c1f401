import type { Row, Value } from "../table/table.js";
import { Column } from "./column.js";

/** Rows kept by columns, a few bytes a value, so that there may be millions of them: gone through as often as wanted. */
export class Rows<T extends Row = Row> implements Iterable<T> {
  length = 0;
  readonly #columns: readonly (readonly [name: string, values: Column])[];

  /** @param names of the columns; what a row has beside them is not kept, what it lacks is null */
  constructor(names: readonly (keyof T & string)[]) {
    this.#columns = names.map((name) => [name, new Column()]);
  }

  push(row: T): void {
    for (const [name, values] of this.#columns) values.push((row[name] as Value | undefined) ?? null);
    this.length += 1;
  }

  at(index: number): T {
    return Object.fromEntries(this.#columns.map(([name, values]) => [name, values.at(index)])) as T;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }

  toJSON(): T[] {
    return [...this];
  }
}
