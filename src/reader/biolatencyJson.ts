import { jsonObjects, numberOf } from "./jsonObjects.js";
import { type Bucket, type Histogram, HistogramsReading, noteOnSeveral } from "./kind/histograms.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";

const keys = /^\s*\{.*['"]interval-start['"]\s*:/;
/** What is no section. */
const common = new Set(["ts", "val_type", "data"]);

/** `biolatency -j` of bcc: a dict of Python a line, with its single quotes and byte texts, which is no JSON. */
export const biolatencyJson: Reader<HistogramsReading> = {
  tools: ["biolatency"],
  kinds: ["histograms"],
  recognises: (head) => (head.some((line) => keys.test(line) || /^\s*\{'ts': /.test(line)) ? 0.95 : 0),
  read,
};

function read(lines: Lines): HistogramsReading {
  const histograms: Histogram[] = [];
  for (const { value, line } of jsonObjects(lines, asJson)) {
    const { ts, val_type: unit, data, ...rest } = value;
    if (!Array.isArray(data)) {
      lines.report.leaveOut(line, JSON.stringify(value), "has no histogram under data");
      continue;
    }
    const buckets = data.map(bucketOf);
    if (buckets.some((bucket) => bucket === undefined))
      lines.report.leaveOut(line, JSON.stringify(value), "has buckets without ends or count: they are left out");
    const kept = buckets.filter((bucket) => bucket !== undefined);
    const section = Object.entries(rest)
      .filter(([name]) => !common.has(name))
      .map(([name, of]) => `${name.replace(/^Bucket /, "")}=${String(of)}`);
    histograms.push({
      section: section.length > 0 ? section.join(", ") : null,
      time: typeof ts === "string" || typeof ts === "number" ? ts : null,
      unit: typeof unit === "string" ? unit : null,
      count: kept.reduce((sum, [, , count]) => sum + count, 0),
      buckets: kept,
    });
  }
  noteOnSeveral(lines, histograms);
  return new HistogramsReading(lines, histograms);
}

function bucketOf(bucket: Record<string, unknown> | null): Bucket | undefined {
  const [low, last, count] = ["interval-start", "interval-end", "count"].map((name) => numberOf(bucket?.[name]));
  return low == null || last == null || count == null ? undefined : [low, last + 1, count];
}

/** What Python's `repr` writes of a dict, as JSON: texts in either quotes, bytes as texts, None, True and False. */
function asJson(text: string): string {
  return text.replace(
    /b?'((?:[^'\\]|\\.)*)'|b?"((?:[^"\\]|\\.)*)"|\b(None|True|False)\b/g,
    (_, single, double, word) =>
      word === undefined
        ? JSON.stringify((single ?? double ?? "").replace(/\\(.)/g, "$1"))
        : ({ None: "null", True: "true", False: "false" } as Record<string, string>)[word]!,
  );
}
