import { requireList } from "../argument/argument.js";

/**
 * The quiet machine, from several runs at each number of entries: the least of all runs of that size and of larger ones, since a disturbed run
 * is slower, never faster, and a smaller map costs no more than a larger one.
 *
 * @param runs as `[entries, ns]`, in any order
 * @throws RangeError for no runs, or numbers that are not finite
 */
export function quietest(runs: Iterable<readonly [entries: number, nanoseconds: number]>): Map<number, number> {
  requireList("quietest", "a list of runs, each [entries, nanoseconds]", runs);
  const largestFirst = [...runs].sort(([first], [second]) => second - first);
  if (largestFirst.length === 0) throw new RangeError("quietest: expected at least one run, got none");
  const quiet = new Map<number, number>();
  let least = Infinity;
  for (const [entries, nanoseconds] of largestFirst) {
    if (!(Number.isFinite(entries) && Number.isFinite(nanoseconds)))
      throw new RangeError(`quietest: expected numbers, got ${nanoseconds} ns at ${entries} entries`);
    least = Math.min(least, nanoseconds);
    quiet.set(entries, least);
  }
  return new Map([...quiet].reverse());
}
