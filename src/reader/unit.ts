import { duration } from "../machine/duration.js";

const names: ReadonlyMap<string, number> = new Map([
  ["ns", 1],
  ["nsec", 1],
  ["nsecs", 1],
  ["nanoseconds", 1],
  ["us", 1e3],
  ["µs", 1e3],
  ["μs", 1e3],
  ["usec", 1e3],
  ["usecs", 1e3],
  ["microseconds", 1e3],
  ["ms", 1e6],
  ["msec", 1e6],
  ["msecs", 1e6],
  ["milliseconds", 1e6],
  ["s", 1e9],
  ["sec", 1e9],
  ["secs", 1e9],
  ["seconds", 1e9],
]);

/** How many ns a unit of time is, as tools write it; undefined for one that is none of time. */
export function nanosecondsOf(unit: string | null): number | undefined {
  return unit === null ? undefined : names.get(unit);
}

/** What numbers in `unit` are multiplied by to be in `wanted`; 1 where the file's unit is not known or none of time. */
export function factorTo(unit: string | null, wanted = "ns"): number {
  const from = nanosecondsOf(unit);
  return from === undefined ? 1 : from / (names.get(wanted) ?? duration(`1 ${wanted}`, "unit"));
}

/** The unit of time that a name says, as `@usecs` or `run_time_ns`, if it says one. */
export function timeUnitIn(name: string): string | undefined {
  const words = name
    .replace(/\[.*$/s, "")
    .toLowerCase()
    .split(/[^a-zµμ]+/);
  // A single s is no word for seconds in a name.
  return words.find((word) => word !== "s" && names.has(word));
}
