import type { Run } from "../../engine/run.js";

/** Bookkeeping per work of each window by itself. */
export function windowedOf({ series, model }: Run): Float64Array {
  if (!series.overhead) throw new Error(`plot.overhead: the model "${model.name}" does not say what its overhead is`);
  return series.overhead;
}

/** Bookkeeping per work from the start to the end of each window. */
export function cumulativeOf({ series, model }: Run): number[] {
  const { bookkeeping, work } = model.overhead ?? { bookkeeping: "", work: "" };
  let [spent, done] = [model.accounts[bookkeeping] ?? 0, model.accounts[work] ?? 0];
  return Array.from(series.time, (_, index) => {
    spent += series[bookkeeping]?.[index] ?? Number.NaN;
    done += series[work]?.[index] ?? Number.NaN;
    return done === 0 ? Number.NaN : spent / done;
  });
}

/** The values at other times of a curve that is known at the ends of windows, straight between them. */
export function interpolated(times: readonly number[], ends: Float64Array, values: readonly number[]): number[] {
  return atWindows(times, ends, (next, time) => {
    if (next === 0) return values[0] ?? Number.NaN;
    const [before, after] = [ends[next - 1]!, ends[next]!];
    return values[next - 1]! + ((values[next]! - values[next - 1]!) * (time - before)) / (after - before);
  });
}

/** The values of the windows that hold other times. */
export function stepped(times: readonly number[], ends: Float64Array, values: ArrayLike<number>): number[] {
  return atWindows(times, ends, (window) => values[window] ?? Number.NaN);
}

/** @param times rising */
function atWindows(times: readonly number[], ends: Float64Array, valueIn: (window: number, time: number) => number) {
  let window = 0;
  return times.map((time) => {
    while (window < ends.length - 1 && ends[window]! < time) window += 1;
    return valueIn(window, time);
  });
}

export function percent(ratio: number | undefined): number {
  return (ratio ?? Number.NaN) * 100;
}
