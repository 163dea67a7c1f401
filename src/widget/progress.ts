import { ProgressBar, type ProgressOptions, type ProgressReport } from "./progressBar.js";

/** Tells how far something is: the `onProgress` of the library's long functions. */
export type Tell = (report: ProgressReport) => void;

/** A bar that is told. */
export interface Told extends Tell {
  /** So many more are done, one unless given. */
  advance(by?: number): void;
  /** Nothing more comes. Where all is done the bar ends by itself. */
  end(): void;
}

/**
 * Shows how far something long is, with the time left if the rest goes as the part that is done: in Jupyter a bar, in a terminal a line on
 * the standard error that is written over again and again, elsewhere one line at the end.
 *
 * - `for (const x of progress(xs))`, `for await (const x of progress(xs))`: how many items have been taken
 * - `await progress(promise)`: how long it takes
 * - `await progress((onProgress) => sweep(program, design, { onProgress }))`: what a function says of itself; its value comes back
 * - `sweep(program, design, { onProgress: progress(100) })`, or `bar.advance()`: what the bar is told, of so many as are named
 *
 * @throws TypeError for something that is none of these, RangeError for a total that is no number from 0 on
 */
export function progress(total: number, options?: ProgressOptions): Told;
export function progress<Result>(work: (tell: Tell) => Result, options?: ProgressOptions): Result;
export function progress<Item>(items: Iterable<Item>, options?: ProgressOptions): IterableIterator<Item>;
export function progress<Item>(items: AsyncIterable<Item>, options?: ProgressOptions): AsyncIterableIterator<Item>;
export function progress<Result>(promise: PromiseLike<Result>, options?: ProgressOptions): Promise<Result>;
export function progress(what: unknown, options: ProgressOptions = {}): unknown {
  if (typeof what === "number") return told(new ProgressBar({ ...options, total: what }));
  const total = options.total ?? sizeOf(what);
  const named = total === undefined ? options : { ...options, total };
  if (typeof what === "function") return during(what as (tell: Tell) => unknown, new ProgressBar(named));
  if (isObject(what, Symbol.asyncIterator)) return eachLater(what as AsyncIterable<unknown>, named);
  if (typeof what === "string" || isObject(what, Symbol.iterator)) return each(what as Iterable<unknown>, named);
  if (isObject(what, "then")) return during(() => what as PromiseLike<unknown>, new ProgressBar(named));
  throw new TypeError(
    `progress: expected something to iterate, a promise, a function or a number, got ${what === null ? "null" : typeof what}`,
  );
}

function* each<Item>(items: Iterable<Item>, options: ProgressOptions): Generator<Item, void, void> {
  const bar = new ProgressBar(options);
  let complete = false;
  try {
    for (const item of items) {
      yield item;
      bar.advance();
    }
    complete = true;
  } finally {
    bar.end(complete);
  }
}

async function* eachLater<Item>(
  items: AsyncIterable<Item>,
  options: ProgressOptions,
): AsyncGenerator<Item, void, void> {
  const bar = new ProgressBar(options);
  let complete = false;
  try {
    for await (const item of items) {
      yield item;
      bar.advance();
    }
    complete = true;
  } finally {
    bar.end(complete);
  }
}

function during(work: (tell: Tell) => unknown, bar: ProgressBar): unknown {
  const watch = bar.watch();
  const ended = <Result>(value: Result): Result => {
    watch();
    bar.end(true);
    return value;
  };
  const failed = (error: unknown): never => {
    watch();
    bar.end(false);
    throw error;
  };
  try {
    const result = work((report) => bar.tell(report));
    return isObject(result, "then") ? Promise.resolve(result).then(ended, failed) : ended(result);
  } catch (error) {
    return failed(error);
  }
}

function told(bar: ProgressBar): Told {
  const tell = (report: ProgressReport) => {
    bar.tell(report);
    if (bar.isFull) bar.end(true);
  };
  const advance = (by = 1) => tell({ done: bar.done + by });
  return Object.assign(tell, { advance, end: () => bar.end(bar.isFull) });
}

/** How many there are of what knows it. */
function sizeOf(items: unknown): number | undefined {
  // A text is iterated by its characters, of which some are two units long.
  if (typeof items === "string") return [...items].length;
  const { length, size } = (items ?? {}) as { length?: unknown; size?: unknown };
  const known = typeof items === "function" ? undefined : (length ?? size);
  return typeof known === "number" ? known : undefined;
}

function isObject(value: unknown, member: PropertyKey): boolean {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, member) === "function";
}
