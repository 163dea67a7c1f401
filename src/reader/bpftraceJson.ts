import { counterOf, impliedUnit, readingOfMaps, statistic } from "./bpftraceText.js";
import { jsonObjects, numberOf } from "./jsonObjects.js";
import type { Counter, CountersReading } from "./kind/counters.js";
import type { Bucket, Histogram, HistogramsReading } from "./kind/histograms.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";

const types =
  "attached_probes|hist|lhist|tseries|stats|avg|map|value|printf|time|join|cat|syscall|lost_events|errorf|helper_error";
const typed = new RegExp(String.raw`^\s*\{\s*"type"\s*:\s*"(?:${types})"\s*,\s*"(?:data|msg)"\s*:`);

/** `bpftrace -f json`: one document a line, or pretty. `max` is in its bucket; without `min` or `max` a bucket is open there. */
export const bpftraceJson: Reader<HistogramsReading | CountersReading> = {
  tools: ["bpftrace"],
  kinds: ["histograms", "counters"],
  recognises: (head) => (head.some((line) => typed.test(line)) ? 0.95 : 0),
  read,
};

function read(lines: Lines): HistogramsReading | CountersReading {
  const histograms: Histogram[] = [];
  const counters: Counter[] = [];
  let time: string | null = null;
  for (const { value, line } of jsonObjects(lines)) {
    const { type, data } = value;
    const skip = (reason: string) => lines.report.leaveOut(line, JSON.stringify(value), reason);
    if (type === "time") time = String(data).trim();
    else if (type === "attached_probes") continue;
    else if (type === "lost_events") lines.note(`events were lost on the way to bpftrace: ${JSON.stringify(data)}`);
    else if (type === "value") counters.push(counterOf("print", time, asText(data)));
    else if (!isObject(data) || type === "printf") skip(`is ${String(type)}, no map`);
    else
      for (const [name, held] of Object.entries(data))
        for (const [section, each] of keysOf(name, held)) {
          if (Array.isArray(each) && isHistogram(each)) histograms.push(histogramOf(section, time, each));
          else if (type === "hist" || type === "lhist") skip(`holds no buckets under ${section}`);
          else if (isObject(each) && "total" in each && "count" in each)
            counters.push(statistic(section, time, numberOf(each.count) ?? 0, numberOf(each.total) ?? 0));
          else counters.push(counterOf(section, time, asText(each)));
        }
  }
  return readingOfMaps(lines, histograms, counters);
}

/** Each key of a map with what it holds; a map without keys holds one thing. */
function keysOf(name: string, held: unknown): (readonly [section: string, held: unknown])[] {
  const isOne = !isObject(held) || ("total" in held && "count" in held);
  return isOne ? [[name, held]] : Object.entries(held).map(([key, each]) => [`${name}[${key}]`, each]);
}

function isHistogram(list: readonly unknown[]): list is Record<string, unknown>[] {
  return list.every(
    (bucket) => isObject(bucket) && (numberOf(bucket.count) ?? -1) >= 0 && ("min" in bucket || "max" in bucket),
  );
}

function histogramOf(section: string, time: string | null, list: readonly Record<string, unknown>[]): Histogram {
  const buckets = list.map(({ min, max, count }): Bucket => {
    const last = numberOf(max);
    return [numberOf(min), last === null ? null : last + 1, numberOf(count) ?? 0];
  });
  const count = buckets.reduce((sum, [, , each]) => sum + each, 0);
  return { section, time, unit: null, ...impliedUnit(section), count, buckets };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
