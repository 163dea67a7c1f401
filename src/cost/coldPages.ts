import type { RunCost } from "./cost.js";

/**
 * A page of code that is not in the iTLB when a run comes to it: 10 ns, a page walk of 30 cycles (Intel's VTune counts so many for each) at
 * 3 GHz. Interval: 18 cycles where the second-level TLB still has it, 38 with a walk behind that (measured on a Haswell, Mynavi
 * 2013-06-21). That the code itself is no longer in a cache is not part of it.
 */
export const pageWalk = { nanoseconds: 10, interval: [0.6, 1.28] } as const;

/**
 * So many cold pages of code a run, by `placePrograms` or by a guess: without a program pack each program has pages to itself, one at least.
 *
 * @throws RangeError for what is not a number from 0
 */
export function coldPages(pages: number): RunCost {
  if (!(typeof pages === "number" && pages >= 0 && pages < Infinity))
    throw new RangeError(`pages: expected a number from 0, got ${pages}`);
  return {
    kind: "run",
    name: "cold-pages",
    operations: { run: { nanoseconds: pages * pageWalk.nanoseconds, interval: pageWalk.interval } },
    conditions: `${pages} pages a run that are not in the iTLB`,
    source: "Intel VTune's weight of an iTLB page walk; Mynavi, Haswell, 2013-06-21",
  };
}
