import type { Lines } from "../lines.js";
import { ListReading } from "./list.js";
import type { TopDown } from "./topDown.js";

/** A number that a tool counted or measured; a reader may add to it what else its tool says. */
export interface Counter {
  readonly name: string;
  /** null where the tool says `<not counted>` or `<not supported>`. */
  readonly value: number | null;
  readonly unit: string | null;
  /** The key of a map, a CPU, a cgroup: whatever tells counters of one name apart. */
  readonly section: string | null;
  /** Of the interval, as the tool prints it. */
  readonly time: string | number | null;
  readonly [more: string]: unknown;
}

/** Counters, and the shares of a Top-Down analysis where they were printed among them. */
export class CountersReading extends ListReading<Counter> {
  readonly kind = "counters";
  protected readonly columns = ["time", "section", "name", "value", "unit"];

  /** @param counters an array, or where there may be millions, rows kept by columns */
  constructor(
    lines: Pick<Lines, "report">,
    readonly counters: Iterable<Counter> & { readonly length: number },
    readonly topDown: readonly TopDown[] = [],
  ) {
    super(lines, counters);
  }

  override content() {
    const { counters, topDown } = this;
    return topDown.length > 0 ? { counters, topDown } : { counters };
  }

  override summary(): string {
    const names = new Set(Array.from(this.counters, ({ name }) => name));
    return `${this.counters.length.toLocaleString("en")} values of ${names.size} counters`;
  }
}
