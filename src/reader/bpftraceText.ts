import { type Case, isOneOf } from "./cases.js";
import { isFurniture } from "./furniture.js";
import { type Counter, CountersReading } from "./kind/counters.js";
import { type Bucket, type Histogram, HistogramsReading, noteOnSeveral } from "./kind/histograms.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";
import { timeUnitIn } from "./unit.js";

const heading = /^(?:\^C)?(@\w*(?:\[.*\])?):\s*$/;
/** A bound as `2`, `-4`, `16K` or, in old versions, `16k`; three dots for none. */
const bound = String.raw`\s*(-?\d+(?:\.\d+)?[KkMGTPE]?|\.\.\.)\s*`;
/** `[2, 4)`, `(..., 0)`, `[10, ...)`, `[0]`; in old versions `[0, 1]`, `(...,0]`. */
const bucket = new RegExp(String.raw`^\s*([[(])${bound}(?:,${bound})?([\])])\s+(\d+)\s*\|([@ ]*)\|?\s*$`);
const bucketBegun = /^\s*[[(](?:\.{3}|-?\d)/;
const stats = /^(?:\^C)?(@\w*(?:\[.*\])?): count (\d+), average (-?\d+), total (-?\d+)\s*$/;
const value = /^(?:\^C)?(@\w*(?:\[.*\])?): (.*)$/;
const openKey = /^(?:\^C)?(@\w*\[)\s*$/;
const clock = /^\s*((?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d)\s*$/;
const attached = /^Attach(?:ing|ed) \d+ probes?(?:\.{3})?\s*$/;
const lost = /^Lost (\d+) events?/;

const suffixes: ReadonlyMap<string, number> = new Map(
  [..."KMGTPE"].map((letter, power) => [letter, 1024 ** (power + 1)]),
);

/** Maps that bpftrace prints as text: `hist`, `lhist`, `stats`, `avg`, `count` and values, of new and old versions. */
export const bpftraceText: Reader<HistogramsReading | CountersReading> = {
  tools: ["bpftrace"],
  kinds: ["histograms", "counters"],
  recognises: (head) => {
    if (head.some((line) => heading.test(line) || stats.test(line))) return 0.95;
    if (head.some((line) => bucket.test(line))) return 0.85;
    return head.some((line) => value.test(line) || openKey.test(line)) ? 0.6 : 0;
  },
  read,
};

function read(lines: Lines): HistogramsReading | CountersReading {
  const blocks: (Omit<Histogram, "count" | "buckets"> & { buckets: Bucket[] })[] = [];
  const counters: Counter[] = [];
  let time: string | null = null;
  let key: string[] | undefined;
  let losses = 0;
  const begin = (name: string | null) => {
    blocks.push({ section: name, time, unit: null, ...impliedUnit(name), buckets: [] });
    return blocks.at(-1)!;
  };
  const addBucket = (found: Bucket) => {
    const block = blocks.at(-1);
    if (!block) lines.note("it begins with buckets that have no name over them");
    (block ?? begin(null)).buckets.push(found);
  };
  const cases: Case[] = [
    [bucket, (match) => addBucket(bucketOf(match))],
    [heading, ([, name]) => begin(name!)],
    [stats, ([, name, count, , total]) => counters.push(statistic(name!, time, Number(count), Number(total)))],
    [value, ([, name, text]) => counters.push(counterOf(name!, time, text!))],
    [
      openKey,
      ([, name]) => {
        key = [name!];
      },
    ],
    [
      clock,
      ([, text]) => {
        time = text!;
      },
    ],
    [attached, () => {}],
    [
      lost,
      ([, count]) => {
        losses += Number(count);
      },
    ],
  ];
  for (const line of lines) {
    if (key && /^\s|^\]/.test(line)) {
      // A key of several lines, as a stack: indented, up to `]: value`.
      const [, value] = /^\]:(.*)$/.exec(line.trim()) ?? [];
      if (value === undefined) key.push(line.trim());
      else {
        const name = `${key[0]}${key.slice(1).join(" ")}]`;
        if (value.trim() === "") begin(name);
        else counters.push(counterOf(name, time, value.trim()));
        key = undefined;
      }
      continue;
    }
    if (isOneOf(cases, line) || isFurniture(line, lines)) continue;
    lines.skip(bucketBegun.test(line) ? "is a bucket that is cut off or garbled" : "is no line of a map");
  }
  if (key) lines.note(`a map is cut off within its key: ${key.join(" ")}`);
  if (losses > 0) lines.note(`${losses} events were lost on the way to bpftrace`);
  return readingOfMaps(lines, blocks.map(withCount), counters);
}

/** What was printed, as the kind that suits it. */
export function readingOfMaps(
  lines: Lines,
  histograms: readonly Histogram[],
  counters: readonly Counter[],
): HistogramsReading | CountersReading {
  const filled = histograms.filter(({ buckets }) => buckets.length > 0);
  const empty = histograms.length - filled.length;
  if (empty > 0) lines.note(`${empty} ${empty === 1 ? "histogram has" : "histograms have"} no buckets`);
  if (filled.length === 0 && counters.length > 0) return new CountersReading(lines, counters);
  const implied = [...new Set(filled.map(({ impliedUnit }) => impliedUnit))];
  const units = implied.filter((unit) => unit !== undefined);
  const rest = units.length < implied.length ? "; of maps whose names say none it takes the numbers as they are" : "";
  if (units.length > 0)
    lines.note(`bpftrace prints no unit; by the names of its maps fit takes them to be in ${units.join(", ")}${rest}`);
  else if (filled.length > 0) lines.note("bpftrace prints no unit: fit takes the numbers as they are");
  for (const section of new Set(filled.map((each) => each.section))) {
    const prints = filled.filter((each) => each.section === section);
    if (prints.length > 1 && prints.every((each, index) => index === 0 || goesOn(prints[index - 1]!, each)))
      lines.note(
        `${section} was printed ${prints.length} times and no count ever fell: unless the script clears it, the last holds all`,
      );
  }
  noteOnSeveral(lines, filled);
  return new HistogramsReading(lines, filled, counters);
}

/** Whether the counts of one print may be in those of the next. */
function goesOn(before: Histogram, after: Histogram): boolean {
  const counts = new Map(after.buckets.map(([low, , count]) => [low, count]));
  return before.buckets.every(([low, , count]) => count <= (counts.get(low) ?? 0));
}

/** The unit that the name of a map says, as in `@usecs`. */
export function impliedUnit(name: string | null): { impliedUnit?: string } {
  const unit = timeUnitIn(name ?? "");
  return unit === undefined ? {} : { impliedUnit: unit };
}

/** What `stats()` and `avg()` hold: the average that is printed is whole, the total says more. */
export function statistic(name: string, time: string | null, count: number, total: number): Counter {
  const value = count > 0 ? total / count : null;
  return { ...named(name), value, unit: timeUnitIn(name) ?? null, time, count, total };
}

/** A value of a map; `text` beside it where that is no number. */
export function counterOf(name: string, time: string | null, text: string): Counter {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  const isNumber = Number.isFinite(number);
  return {
    ...named(name),
    value: isNumber ? number : null,
    unit: null,
    time,
    ...(isNumber ? {} : { text }),
  };
}

/** `@name[key]` in its two parts. */
function named(map: string): { name: string; section: string | null } {
  const at = map.indexOf("[");
  return at < 0 ? { name: map, section: null } : { name: map.slice(0, at), section: map.slice(at + 1, -1) };
}

function withCount(block: Omit<Histogram, "count">): Histogram {
  return { ...block, count: block.buckets.reduce((sum, [, , count]) => sum + count, 0) };
}

function bucketOf([, , first, second, close, count]: RegExpExecArray): Bucket {
  const low = boundOf(first!);
  // One number alone is that number; both ends of the joint bucket [0, 1] of old versions are in it; (...,0] is what is below 0.
  if (second === undefined) return [low, low === null ? null : low + 1, Number(count)];
  const high = boundOf(second);
  return [low, close === "]" && low !== null && high !== null ? high + 1 : high, Number(count)];
}

function boundOf(text: string): number | null {
  if (text === "...") return null;
  return Number.parseFloat(text) * (suffixes.get(text.at(-1)!.toUpperCase()) ?? 1);
}
