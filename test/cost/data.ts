import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sharedData } from "../sharedData.js";

/** The rows of map-size.csv for one operation: ns per operation of its runs by number of entries, as measured. */
export function mapSizes(operation: string): Map<number, number[]> {
  const [, ...lines] = readFileSync(sharedData("bpf-costs/map-size.csv"), "utf8").trim().split("\n");
  const runs = new Map<number, number[]>();
  for (const line of lines) {
    const [name, entries, , , nanoseconds] = line.split(",");
    if (name !== operation) continue;
    const size = Number(entries);
    runs.set(size, [...(runs.get(size) ?? []), Number(nanoseconds)]);
  }
  return runs;
}

/** The loop with nothing in it: the least of its runs, the median over sizes. */
export const emptyLoop = (): number => median([...mapSizes("none").values()].map((runs) => Math.min(...runs)));

/** The quiet machine: the least of the runs by number of entries, without the empty loop. */
export function quietMapSizes(operation: string): Map<number, number> {
  const empty = emptyLoop();
  return new Map([...mapSizes(operation)].map(([entries, runs]) => [entries, Math.min(...runs) - empty]));
}

/** All runs as `[entries, ns]`, without the empty loop. */
export function allMapSizes(operation: string): [entries: number, nanoseconds: number][] {
  const empty = emptyLoop();
  return [...mapSizes(operation)].flatMap(([entries, runs]) =>
    runs.map((run): [number, number] => [entries, run - empty]),
  );
}

/**
 * The mean of each of ten equal stretches of operations that were timed one by one, ascending, without the timer's own cost (its
 * quietest stretch). The slowest hundredth of a stretch, interrupts and exits of the virtual machine, is left out.
 */
export function stretches(name: string): number[] {
  const timer = stretchMeans("timer")[0]!;
  return stretchMeans(name).map((mean) => mean - timer);
}

/** The quietest stretch, ns. */
export const timed = (name: string): number => stretches(name)[0]!;

/** How many operations were timed one by one. */
export const calls = (name: string): number => timedCalls(name).length;

function timedCalls(name: string): number[] {
  const [, ...lines] = gunzipSync(readFileSync(sharedData(`bpf-costs/${name}.csv.gz`)))
    .toString()
    .trim()
    .split("\n");
  return lines.map(Number);
}

function stretchMeans(name: string): number[] {
  const all = timedCalls(name);
  const length = Math.floor(all.length / 10);
  return Array.from({ length: 10 }, (_, index) => {
    const values = all.slice(index * length, (index + 1) * length);
    return mean(ascending(values).slice(0, Math.ceil(length * 0.99)));
  }).sort((left, right) => left - right);
}

/** One row of techniques.csv, without the loop around it. */
export function technique(variant: string): number {
  const lines = readFileSync(sharedData("bpf-costs/techniques.csv"), "utf8").split("\n");
  const value = (name: string): number => Number(lines.find((line) => line.split(",")[1] === name)?.split(",")[4]);
  return value(variant) - value("empty (the baseline to subtract)");
}

/** A row of techniques.csv as it is, by its technique, variant and parameter's value or run. */
export function techniqueRows(name: string): { variant: string; parameter: number; nanoseconds: number }[] {
  const [, ...lines] = readFileSync(sharedData("bpf-costs/techniques.csv"), "utf8").trim().split("\n");
  return lines.flatMap((line) => {
    const [technique, variant, , parameter, nanoseconds] = line.split(",");
    return technique === name
      ? [{ variant: variant!, parameter: Number(parameter), nanoseconds: Number(nanoseconds) }]
      : [];
  });
}

/** The loops of one operation in notebooks/data/calibration.jsonl, ns, ascending, without the least of the empty loops. */
export function calibrated(operation: string): number[] {
  const rows = readFileSync(new URL("../../notebooks/data/calibration.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { operation?: string; nanoseconds: number; failures: number });
  const loops = (name: string): number[] => {
    const found = rows.filter((row) => row.operation === name);
    if (found.length !== 9 || found.some(({ failures }) => failures > 0))
      throw new Error(`${name}: expected nine loops without failures`);
    return ascending(found.map(({ nanoseconds }) => nanoseconds));
  };
  const empty = loops("empty loop")[0]!;
  return loops(operation).map((loop) => loop - empty);
}

/** The value of a published figure. */
export function published(id: string): number {
  const figures = JSON.parse(readFileSync(sharedData("bpf-costs/published-figures.json"), "utf8")) as {
    readonly id: string;
    readonly value: number;
  }[];
  const figure = figures.find((each) => each.id === id);
  if (!figure) throw new Error(`there is no published figure ${id}`);
  return figure.value;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Between the two nearest values, linearly. */
export function quantile(values: readonly number[], probability: number): number {
  const sorted = ascending(values);
  const place = probability * (sorted.length - 1);
  const below = Math.floor(place);
  const next = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return sorted[below]! + (place - below) * (next - sorted[below]!);
}

const ascending = (values: readonly number[]): number[] => [...values].sort((left, right) => left - right);
