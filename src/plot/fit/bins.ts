import type { Sample } from "../../fit/data.js";
import { type Atom, rangesOf } from "./shares.js";

/** A bar of a histogram: the share of what was measured that is above `low` and at most `high`. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

/**
 * Bars as wide as each other on the axis, as near as the data allow: none begins or ends inside a bucket, whose content nobody
 * knows the place of, or between two ticks of a clock, where bars would hold one tick or two by turns.
 */
export function binsOf(atoms: readonly Atom[], sample: Sample, log: boolean): Bin[] {
  const finite = atoms.filter(({ at }) => Number.isFinite(at));
  const [first, last] = [finite[0]?.at ?? 0, finite.at(-1)?.at ?? 0];
  const buckets = rangesOf(sample).filter(({ low, high }) => Number.isFinite(low) && high >= first && high <= last);
  const scale = log ? Math.log : (value: number) => value;
  const ends = [...finite.map(({ at }) => at), ...buckets.map(({ low }) => low)].filter((end) => !log || end > 0);
  const [least, most] = [Math.min(...extremes(ends)), Math.max(...extremes(ends))];
  if (!(most > least)) return [];
  const count = Math.min(60, Math.max(10, Math.ceil(2 * Math.cbrt(sample.size))));
  const step = (scale(most) - scale(least)) / count;
  const grid = Array.from({ length: count + 1 }, (_, index) => scale(least) + index * step);
  const allowed = allowedEnds(finite, buckets, sample.size).filter((end) => !log || end > 0);
  const edges =
    allowed.length > 0 ? snapped(grid, allowed.map(scale), allowed) : grid.map((at) => (log ? Math.exp(at) : at));
  if (allowed.length === 0) [edges[0], edges[count]] = [least, most];
  return counted(edges, finite);
}

/** Where bars may begin and end; empty where they may do so anywhere. */
function allowedEnds(
  atoms: readonly Atom[],
  buckets: readonly { low: number; high: number }[],
  size: number,
): number[] {
  if (buckets.length > 0) {
    const ends = [...new Set(buckets.flatMap(({ low, high }) => [low, high]))].sort((first, second) => first - second);
    const sorted = buckets.toSorted((first, second) => first.low - second.low);
    let reach = -Infinity;
    let next = 0;
    return ends.filter((end) => {
      for (; next < sorted.length && sorted[next]!.low < end; next++) reach = Math.max(reach, sorted[next]!.high);
      return reach <= end;
    });
  }
  if (atoms.length < 2 || atoms.length > size / 2) return [];
  const middles = atoms.slice(1).map(({ at }, index) => (at + atoms[index]!.at) / 2);
  return [
    atoms[0]!.at - (middles[0]! - atoms[0]!.at),
    ...middles,
    atoms.at(-1)!.at + (atoms.at(-1)!.at - middles.at(-1)!),
  ];
}

/** The end nearest to each point of the grid, each once. */
function snapped(grid: readonly number[], places: readonly number[], ends: readonly number[]): number[] {
  let next = 0;
  const chosen = grid.map((at) => {
    while (next < places.length - 1 && Math.abs(places[next + 1]! - at) <= Math.abs(places[next]! - at)) next += 1;
    return ends[next]!;
  });
  return [...new Set(chosen)];
}

function counted(edges: readonly number[], atoms: readonly Atom[]): Bin[] {
  let next = 0;
  // What is exactly at the first edge belongs to the first bar.
  return edges.slice(1).map((high, index) => {
    let share = 0;
    for (; next < atoms.length && atoms[next]!.at <= high; next++)
      if (index > 0 || atoms[next]!.at >= edges[0]!) share += atoms[next]!.share;
    return { low: edges[index]!, high, share };
  });
}

/** Least and greatest, without spreading a million arguments. */
function extremes(values: readonly number[]): [least: number, most: number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}
