import type { Sample } from "../../fit/data.js";

/** A value that a share of what was measured has, or is known to be at most since a bucket ends there. */
export interface Atom {
  /** Infinity for what is only known to lie above all others. */
  readonly at: number;
  readonly share: number;
  /** The share of all that is at most `at`. */
  readonly upTo: number;
  /** Whether it was measured exactly, and is not the end of a bucket. */
  readonly exact: boolean;
}

/** Something known to be above `low` and at most `high`, `weight` times. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
}

const maximumRounds = 500;

/**
 * The distribution that measurements have by themselves, in ascending order: the maximum of the likelihood over all
 * distributions (Turnbull 1976), found by self-consistency. It is the empirical distribution where all is exact, Kaplan and
 * Meier's where some is right-censored. Under truncation it is that of what could be recorded; totals have no place in it.
 */
export function sharesOf(sample: Sample): Atom[] {
  const counts = countsOf(sample);
  const ranges = rangesOf(sample);
  const ends = ranges.map(({ high }) => high);
  const at = Float64Array.from(new Set([...counts.keys(), ...ends])).sort();
  const exact = Float64Array.from(at, (value) => counts.get(value) ?? 0);
  const share = consistent(
    exact,
    ranges.map((range) => withIndexes(range, at)),
  );
  let upTo = 0;
  return Array.from(at, (value, index) => {
    upTo += share[index]!;
    return { at: value, share: share[index]!, upTo: Math.min(1, upTo), exact: exact[index]! > 0 };
  }).filter((atom) => atom.share > 1e-12);
}

/** The buckets, and what is only known to be below or above something. */
export function rangesOf({ leftCensored, rightCensored, intervals, lower }: Sample): Range[] {
  return [
    ...Array.from(leftCensored, (high) => ({ low: lower, high, weight: 1 })),
    ...Array.from(rightCensored, (low) => ({ low, high: Infinity, weight: 1 })),
    ...intervals.map(([low, high, weight]) => ({ low, high, weight })),
  ];
}

function countsOf({ exact, weights }: Sample): Map<number, number> {
  const counts = new Map<number, number>();
  exact.forEach((value, index) => {
    counts.set(value, (counts.get(value) ?? 0) + (weights?.[index] ?? 1));
  });
  return counts;
}

interface IndexedRange {
  readonly first: number;
  /** One after the last. */
  readonly end: number;
  readonly weight: number;
}

function withIndexes({ low, high, weight }: Range, at: Float64Array): IndexedRange {
  return { first: firstAbove(at, low), end: firstAbove(at, high), weight };
}

/** The shares that give each range back what lies in it: the range's weight is spread over it as the shares are. */
function consistent(exact: Float64Array, ranges: readonly IndexedRange[]): Float64Array {
  const total = exact.reduce((sum, count) => sum + count, 0) + ranges.reduce((sum, { weight }) => sum + weight, 0);
  const length = exact.length;
  let shares = new Float64Array(length).fill(1 / length);
  for (let round = 0; round < maximumRounds; round++) {
    const upTo = new Float64Array(length + 1);
    for (let index = 0; index < length; index++) upTo[index + 1] = upTo[index]! + shares[index]!;
    const changes = new Float64Array(length + 1);
    for (const { first, end, weight } of ranges) {
      const inside = upTo[end]! - upTo[first]!;
      if (!(inside > 0)) continue;
      changes[first]! += weight / inside;
      changes[end]! -= weight / inside;
    }
    let factor = 0;
    let moved = 0;
    const next = new Float64Array(length);
    for (let index = 0; index < length; index++) {
      factor += changes[index]!;
      next[index] = (exact[index]! + Math.max(0, factor) * shares[index]!) / total;
      moved = Math.max(moved, Math.abs(next[index]! - shares[index]!));
    }
    shares = next;
    if (moved < 1e-9) break;
  }
  return shares;
}

function firstAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
