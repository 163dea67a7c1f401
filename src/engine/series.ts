import { duration } from "../machine/duration.js";
import type { Model } from "../machine/model.js";
import type { Machine } from "./compile.js";
import type { Series } from "./run.js";

/** How a run is cut into windows: at most this many, or each this long. */
export type Windows = number | string;

const mostFixedWindows = 1_000_000;

/**
 * Follows a run and keeps what it is like at the end of each window.
 *
 * How long a run will be is not known before it is over. So where a number of windows is asked for they begin 1 ns wide, and
 * whenever they are all used every second end is dropped and the width doubled: between half of the number and all of
 * it remain, from the same points in time whatever the machine.
 */
export class SeriesRecorder {
  readonly #model: Model;
  readonly #machine: Machine;
  readonly #capacity: number;
  readonly #merges: boolean;
  #width: number;
  readonly #rows: number[][] = [];
  /** The end of the window that is open. */
  end: number;

  constructor(model: Model, machine: Machine, windows: Windows) {
    this.#model = model;
    this.#machine = machine;
    this.#merges = typeof windows === "number";
    if (typeof windows === "number") {
      if (!(Number.isInteger(windows) && windows >= 2 && windows <= mostFixedWindows))
        throw new RangeError(`windows: expected a whole number from 2 to ${mostFixedWindows}, got ${windows}`);
      this.#capacity = windows;
      this.#width = 1;
    } else {
      this.#capacity = mostFixedWindows;
      this.#width = duration(windows, "windows");
      if (this.#width < 1) throw new RangeError(`windows: a window is at least 1 ns long, got ${windows}`);
    }
    this.end = this.#width;
  }

  /** Closes every window that ends before `time`, at which the next event happens. */
  advance(time: number): void {
    while (this.end < time) {
      const missing = Math.ceil((time - this.end) / this.#width);
      if (this.#rows.length + missing > this.#capacity) this.#makeRoom();
      else this.#close();
    }
  }

  /** Closes the last window at `time` and makes the columns. */
  finish(time: number): Series {
    this.advance(time);
    // Windows were closed for an event that then never was: of one who shares a resource and is done at another time.
    while ((this.#rows.at(-1)?.[0] ?? 0) > time) this.#rows.pop();
    if (time > (this.#rows.at(-1)?.[0] ?? 0)) this.#rows.push(this.#row(time));
    return this.#columns();
  }

  #close(): void {
    this.#rows.push(this.#row(this.end));
    this.end = this.#width * (this.#rows.length + 1);
  }

  #makeRoom(): void {
    if (!this.#merges)
      throw new RangeError(
        `windows: the run has more than ${mostFixedWindows} windows of ${this.#width} ns; ask for longer ones`,
      );
    const kept = this.#rows.filter((_, index) => index % 2 === 1);
    this.#rows.splice(0, this.#rows.length, ...kept);
    this.#width *= 2;
    this.end = this.#width * (this.#rows.length + 1);
  }

  #row(time: number): number[] {
    const { entities, counters, resources, accounts } = this.#machine;
    return [
      time,
      entities.alive[0]!,
      ...Object.values(counters).map(sum),
      ...Object.values(entities.totals).map(sum),
      ...Object.values(resources).flatMap(({ busy, waiting }) => [sum(busy), sum(waiting)]),
      ...accounts,
    ];
  }

  #columns(): Series {
    const column = (index: number): Float64Array => Float64Array.from(this.#rows, (row) => row[index]!);
    const { entities, counters, resources } = this.#machine;
    const names = [
      "time",
      "alive",
      ...Object.keys(counters),
      ...Object.keys(entities.totals),
      ...Object.keys(resources).flatMap((name) => [`${name}_busy`, `${name}_waiting`]),
    ];
    const series: Record<string, Float64Array> = {};
    names.forEach((name, index) => {
      series[name] = column(index);
    });
    Object.entries(this.#model.accounts).forEach(([name, initial], index) => {
      series[name] = increments(column(names.length + index), initial);
    });
    const { overhead } = this.#model;
    if (overhead)
      series.overhead = series[overhead.bookkeeping]!.map((bookkeeping, index) => {
        const work = series[overhead.work]![index]!;
        return work === 0 ? Number.NaN : bookkeeping / work;
      });
    return series as Series;
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function increments(cumulative: Float64Array, initial: number): Float64Array {
  return cumulative.map((value, index) => value - (index > 0 ? cumulative[index - 1]! : initial));
}
