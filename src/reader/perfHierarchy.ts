const shareOrCount = /^-?[\d.]+%?$/;

/**
 * The rows of `perf report --hierarchy`: below each command its objects, below each of these its symbols, whose shares add up to what
 * they stand under. Only the last level is kept, with what it stands under beside it.
 */
export class PerfHierarchy {
  readonly #values: readonly string[];
  readonly #levels: readonly string[];
  #path: readonly { readonly indent: number; readonly name: string }[] = [];

  private constructor(values: readonly string[], levels: readonly string[]) {
    this.#values = values;
    this.#levels = levels;
  }

  /** The hierarchy of a heading, `Overhead  Command / Shared Object / Symbol`; none for the heading of a plain table. */
  static of(columns: readonly string[]): PerfHierarchy | undefined {
    const levels = columns.at(-1)?.split(" / ") ?? [];
    return levels.length > 1 ? new PerfHierarchy(columns.slice(0, -1), levels) : undefined;
  }

  /** What a row of the last level says by the names of columns; `above` for a row that is a sum of others; none for what is no row. */
  read(line: string): ReadonlyMap<string, string> | "above" | undefined {
    const fields = line.trim().split(/\s{2,}/);
    const values = fields.slice(0, this.#values.length);
    const name = fields.slice(this.#values.length).join("  ");
    if (name === "" || !values.every((value) => shareOrCount.test(value))) return undefined;
    const indent = line.search(/\S/) + values[0]!.length;
    this.#path = [...this.#path.filter((above) => above.indent < indent), { indent, name }];
    if (this.#path.length > this.#levels.length) return undefined;
    if (this.#path.length < this.#levels.length) return "above";
    return new Map([
      // The first of a name: with `--latency --children` there are two of some.
      ...this.#values.map((column, index): [string, string] => [column, values[index]!]).reverse(),
      ...this.#levels.map((column, index): [string, string] => [column, this.#path[index]!.name]),
    ]);
  }
}
