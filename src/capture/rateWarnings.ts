import { digits, time as inWords } from "../table/words.js";
import type { CountedInterval } from "./countedIntervals.js";
import type { ProgramRate } from "./eventRates.js";
import type { CaptureWarning } from "./finding.js";
import { labelOf, labelsOf } from "./label.js";

/** Above it events come in bursts, and many more intervals are needed than their number would make one think. */
const burst = 10;

/** What there is to know before rates are used: intervals that were not counted, or too few, or events in bursts. */
export function rateWarnings(
  programs: readonly ProgramRate[],
  intervals: readonly CountedInterval[],
  cpus?: number,
): CaptureWarning[] {
  const labels = labelsOf(programs);
  const counted = intervals.filter(({ events }) => events !== null);
  const times = new Map<number, number>();
  for (const { from, events } of counted) times.set(from, (times.get(from) ?? 0) + events!);
  const idle = [...times].filter(([, events]) => events === 0);
  return [
    ...intervals
      .filter(({ status }) => status !== "counted")
      .map((interval) => ({ code: interval.status, message: saying(interval) })),
    ...idle.map(([from]) => ({
      code: "nothing-counted",
      message: `no program ran at all in the interval from ${inWords(from)}: statistics may have been off`,
    })),
    ...programs.flatMap(({ intervals: count }, index) =>
      count > 1
        ? []
        : [
            {
              code: "one-interval",
              message: `${labels[index]}: of one interval nobody knows how far the next would differ; its rate's interval supposes a Poisson process, its load has none`,
            },
          ],
    ),
    ...programs.flatMap(({ load }, index) =>
      cpus !== undefined && load !== null && load > 1
        ? [
            {
              code: "more-than-all",
              message: `${labels[index]}: it ran ${digits(load * cpus)} times as long as the time between the captures, on ${cpus} CPUs: cpus, a time or the counters are wrong`,
            },
          ]
        : [],
    ),
    ...programs.flatMap(({ dispersion }, index) =>
      dispersion !== null && dispersion > burst
        ? [
            {
              code: "bursts",
              message: `${labels[index]}: counts vary ${digits(dispersion)} times as much as those of a Poisson process: events come in bursts, or the rate changes`,
            },
          ]
        : [],
    ),
  ];
}

function saying(interval: CountedInterval): string {
  const { status, from, to, atLeast } = interval;
  const least = atLeast === null ? "" : `; it ran at least ${digits(atLeast)} times`;
  const what: Readonly<Record<string, string>> = {
    reset: "its counters fell, so they began anew",
    loaded: "it was loaded in between",
    unloaded: "it was unloaded in between",
    reloaded: "it was loaded again under another id",
    wrapped: "a counter went past its end and was mended",
    unknown: "one of the captures has no statistics of it",
  };
  return `${labelOf(interval)} from ${inWords(from)} to ${inWords(to)}: ${what[status]}${least}`;
}
