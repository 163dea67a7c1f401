import type { WindowCounts } from "./evidence.js";

/** A series as plain columns, one value a window; the windows are of one length, but the last may be shorter. */
export interface SeriesColumns {
  /** The end of each window, ns. */
  readonly time: ArrayLike<number>;
  /** Bookkeeping per work of each window; not finite where there was no work. */
  readonly overhead: ArrayLike<number>;
  /** The useful work of each window, by which it counts; unless given, all count alike. */
  readonly work?: ArrayLike<number>;
  /** The bookkeeping of each window; overhead times work unless given, which knows nothing of windows without work. */
  readonly bookkeeping?: ArrayLike<number>;
  /** The backlog: those who are there at the end of each window, or the work that is left. */
  readonly alive?: ArrayLike<number>;
  /** Nothing was left to happen at the end: all have left for good. */
  readonly ended?: boolean;
  /** How many events there were for each of those who are there: how often each has gone its round. */
  readonly eventsPerEntity?: number;
}

/** The windows to judge, as numbers to compute with. */
export interface Windows {
  readonly bookkeeping: Float64Array;
  readonly work: Float64Array;
  readonly alive?: Float64Array;
  readonly eventsPerEntity: number;
  /** Of each, ns. */
  readonly length: number;
  readonly counts: Pick<WindowCounts, "total" | "leaving" | "length">;
}

/** The lengths of windows may differ by this share, from rounding. */
const unequal = 0.01;

/**
 * The windows of a series in which its population stood.
 *
 * Where a run ended because nothing was left to happen, its end tells how those who were measured left, not what regime they were
 * in: it is cut off where the backlog was last as high as its median over time.
 *
 * @throws RangeError for columns of different lengths, times that do not rise, windows of different lengths, negative or infinite values
 */
export function windowsOf(columns: SeriesColumns): Windows {
  const { time, overhead, work, bookkeeping, alive, ended = false, eventsPerEntity = Infinity } = columns;
  requireAlike({ overhead, work, bookkeeping, alive }, time.length);
  const total = time.length;
  const length = lengthOf(time);
  // The last one is cut off by the end of the run.
  const whole = total > 1 && time[total - 1]! - time[total - 2]! < length * (1 - unequal) ? total - 1 : total;
  const weights = Float64Array.from({ length: whole }, (_, index) =>
    work ? work[index]! : Number.isFinite(overhead[index]!) ? 1 : 0,
  );
  const spent = Float64Array.from({ length: whole }, (_, index) =>
    bookkeeping ? bookkeeping[index]! : weights[index] === 0 ? 0 : overhead[index]! * weights[index]!,
  );
  requireFinite({ work: weights, [bookkeeping ? "bookkeeping" : "overhead"]: spent });
  const backlog = alive && Float64Array.from({ length: whole }, (_, index) => alive[index]!);
  if (backlog) requireFinite({ alive: backlog });
  const standing = backlog && ended ? lastAtMedian(backlog) + 1 : whole;
  return {
    bookkeeping: spent.subarray(0, standing),
    work: weights.subarray(0, standing),
    ...(backlog && { alive: backlog.subarray(0, standing) }),
    eventsPerEntity,
    length,
    counts: { total, leaving: whole - standing, length },
  };
}

function lastAtMedian(backlog: Float64Array): number {
  const there = backlog.filter((value) => value > 0).sort();
  const median = there[there.length >> 1] ?? 0;
  return backlog.findLastIndex((value) => value >= median);
}

function lengthOf(time: ArrayLike<number>): number {
  if (time.length === 0) return Number.NaN;
  const length = time.length > 1 ? time[1]! - time[0]! : time[0]!;
  for (let index = 1; index < time.length; index += 1) {
    const step = time[index]! - time[index - 1]!;
    if (!(step > 0)) throw new RangeError(`time: expected times that rise, got ${time[index]} at ${index}`);
    const isLast = index === time.length - 1;
    if (!(step <= length * (1 + unequal) && (isLast || step >= length * (1 - unequal))))
      throw new RangeError(`time: expected windows of one length, got ${length} and, at ${index}, ${step}`);
  }
  return length;
}

function requireAlike(columns: Readonly<Record<string, ArrayLike<number> | undefined>>, length: number): void {
  for (const [name, column] of Object.entries(columns))
    if (column && column.length !== length)
      throw new RangeError(`${name}: expected ${length} values, as time has, got ${column.length}`);
}

function requireFinite(columns: Readonly<Record<string, Float64Array>>): void {
  for (const [name, column] of Object.entries(columns)) {
    const wrong = column.findIndex((value) => !(Number.isFinite(value) && value >= 0));
    if (wrong >= 0)
      throw new RangeError(`${name}: expected finite values from 0, got ${column[wrong]} in window ${wrong}`);
  }
}
