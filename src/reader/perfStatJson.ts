import { jsonObjects, numberOf, textOf } from "./jsonObjects.js";
import type { CountersReading } from "./kind/counters.js";
import type { TopDownReading } from "./kind/topDown.js";
import type { Lines } from "./lines.js";
import { PerfStatRows, type Place, shareOf } from "./perfStatRows.js";

type Fields = Readonly<Record<string, unknown>>;

const places = ["cpu", "core", "cluster", "cache", "die", "socket", "node", "thread", "cgroup"];
const others = new Set([
  ...places,
  ...["interval", "summary", "aggregate-number", "counters", "unit", "event", "metricgroup", "metric-threshold"],
  ...["counter-value", "event-runtime", "pcnt-running", "variance", "metric-value", "metric-unit"],
]);

/** `perf stat -j`: an object a line, numbers as texts. */
export function readPerfStatJson(lines: Lines): CountersReading | TopDownReading {
  const rows = new PerfStatRows();
  /** With --metric-only of earlier versions: units in a first line, then values in their order, an object each. */
  const headings: string[] = [];
  let column = 0;
  let line = 0;
  let place: Place = { time: null, section: null };
  for (const { value, line: number } of jsonObjects(lines, mended)) {
    if (number !== line) [column, line] = [0, number];
    const keys = Object.keys(value);
    if (keys.length === 0) continue;
    if (keys.length === 1 && "unit" in value) headings.push(String(value.unit));
    else if (keys.length === 1 && "metric-value" in value) {
      const heading = headings.filter((name) => name !== "sec")[column++];
      if (heading !== undefined) rows.metric(place, heading, numberOf(value["metric-value"]));
      else if (numberOf(value["metric-value"]) !== null)
        lines.report.leaveOut(number, JSON.stringify(value), "is a metric without a name");
    } else {
      place = placeOf(value);
      if (!addRow(rows, value, place))
        lines.report.leaveOut(number, JSON.stringify(value), "has no event and no metric");
    }
  }
  return rows.reading(lines);
}

/** What versions of perf print that is no JSON: `nan`, a comma after the last field, a fraction after a comma. */
function mended(text: string): string {
  return text
    .replace(/:\s*-?(?:nan|inf)\b/gi, ": null")
    .replace(/(:\s*-?\d+),(\d+)(?=\s*[,}])/g, "$1.$2")
    .replace(/,(\s*,)+/g, ",")
    .replace(/,\s*\}/g, "}");
}

function placeOf(value: Fields): Place {
  const key = places.find((name) => name in value && name !== "cgroup");
  const name = key === undefined ? null : String(value[key]);
  const own = name !== null && key === "cpu" && /^\d+$/.test(name) ? `CPU${name}` : name;
  const cgroup = textOf(value.cgroup);
  const parts = [own, cgroup].filter((part) => part !== null);
  return { time: numberOf(value.interval), section: parts.length > 0 ? parts.join(" ") : null };
}

/** Whether there was anything in it. */
function addRow(rows: PerfStatRows, value: Fields, place: Place): boolean {
  // What some versions make of a metric without a name.
  const heading = value["metric-unit"] === "(null)" ? null : textOf(value["metric-unit"]);
  const metric = numberOf(value["metric-value"]);
  const name = textOf(value.event);
  if (name !== null && "counter-value" in value) {
    const share = numberOf(value["pcnt-running"]);
    const deviation = numberOf(value.variance);
    rows.counter({
      ...place,
      name,
      value: numberOf(value["counter-value"]),
      unit: textOf(value.unit),
      missing: /<(.*)>/.exec(String(value["counter-value"]))?.[1] ?? null,
      runningShare: share === null ? null : shareOf(share),
      deviation: deviation === null ? null : shareOf(deviation),
      metricValue: heading === null ? null : metric,
      metricUnit: heading,
    });
    return true;
  }
  if (heading !== null) {
    rows.metric(place, heading, metric);
    return true;
  }
  // With --metric-only of later versions every metric is a field of its own name.
  const metrics = Object.entries(value).filter(([key]) => !others.has(key));
  for (const [key, field] of metrics) rows.metric(place, key, numberOf(field));
  return metrics.length > 0 || "metricgroup" in value || "interval" in value;
}
