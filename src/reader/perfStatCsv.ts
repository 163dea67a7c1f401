import { commandIn, isFurniture } from "./furniture.js";
import type { CountersReading } from "./kind/counters.js";
import { shareNamed, type TopDownReading } from "./kind/topDown.js";
import type { Lines } from "./lines.js";
import { decimal } from "./localeNumber.js";
import { PerfStatRows, type Place, shareOf } from "./perfStatRows.js";

/** One that -x may be given; it is the character before the event's running time and its percentage. */
const separators = [",", ";", "\t", "|", ":", "^", "~", "@"];
const time = /^\s*\d+\.\d{9}$/;
const aggregate = /^(?:CPU\d+|[SN]\d+(?:-[A-Z]+\d+)*(?:-C(?:LS)?\d+)?|S\d+-D\d+-L\d-ID\d+)\s*$/;
const missing = /^<(not counted|not supported)>$/;
const number = /^-?\d+(?:[.,]\d+)?$/;

interface Fields extends Place {
  /** From the value on. */
  readonly rest: readonly string[];
}

/** The separator of a line of `perf stat -x`; undefined for any other line. */
function separatorOf(line: string): string | undefined {
  if (line.length > 4096 || commandIn(line) !== undefined) return undefined;
  return separators.find((separator) => {
    if (isHeader(line.split(separator))) return true;
    const { rest } = fieldsOf(line, separator);
    if (rest.length < 5) return false;
    const [value = "", , event = ""] = rest;
    if (number.test(value) || missing.test(value))
      return /[a-z]/i.test(event) && statisticsOf(rest)?.runTime !== undefined;
    return value === "" && /^(?:%\s+)?tma_|^Topdown|^%/.test(rest.at(-1)!.trim());
  });
}

export function isPerfStatCsvLine(line: string): boolean {
  return separatorOf(line) !== undefined;
}

/** With --metric-only and --topdown the first line names the columns. */
function isHeader(fields: readonly string[]): boolean {
  return fields.filter((field) => shareNamed(field) !== undefined).length > 1;
}

/** `perf stat -x`: value, unit, event, running time, percentage, metric, its unit; with more in front (-I, -A) and between (-r, cgroups). */
export function readPerfStatCsv(lines: Lines): CountersReading | TopDownReading {
  const rows = new PerfStatRows();
  const separator =
    lines
      .head()
      .map(separatorOf)
      .find((found) => found !== undefined) ?? ",";
  let headings: readonly string[] | undefined;
  for (const line of lines) {
    if (line.trim() === "" || /^# started on/.test(line)) continue;
    if (!/\d/.test(line) && isHeader(line.split(separator))) {
      headings = line.split(separator).map((field) => field.trim());
      continue;
    }
    if (headings && addMetrics(rows, headings, line.split(separator))) continue;
    const { rest, ...place } = fieldsOf(line, separator);
    if (!addFields(rows, rest, place) && !isFurniture(line, lines))
      lines.skip(`is no row of perf stat -x '${separator}'`);
  }
  return rows.reading(lines);
}

/** Whether the row fits the headings of --metric-only. */
function addMetrics(rows: PerfStatRows, headings: readonly string[], fields: readonly string[]): boolean {
  if (fields.length !== headings.length) return false;
  const cell = (name: string) => (headings.includes(name) ? fields[headings.indexOf(name)]!.trim() : null);
  const at = cell("time");
  const section =
    ["core", "die", "socket", "node", "cpu", "comm-pid"].map(cell).find((value) => value !== null) ?? null;
  headings.forEach((heading, index) => {
    if (!/^(?:time|core|die|socket|node|cpus?|comm-pid|)$/.test(heading))
      rows.metric({ time: decimal(at ?? undefined), section }, heading, decimal(fields[index]!.replace("%", "")));
  });
  return true;
}

function fieldsOf(line: string, separator: string): Fields {
  const rest = line.split(separator);
  let at: number | null = null;
  if (time.test(rest[0]!)) at = Number(rest.shift());
  if (rest[0]?.trim() === "summary") rest.shift();
  const first = rest[0] ?? "";
  let section: string | null = null;
  if (aggregate.test(first) || (/^\S.*-\d+$/.test(first) && !number.test(first))) {
    section = first.trim();
    rest.shift();
    // The number of CPUs that were added up, except with -A.
    const next = rest[1] ?? "";
    const isBeforeValue = number.test(next) || missing.test(next) || rest.slice(1, 4).every((field) => field === "");
    if (/^\s*\d+$/.test(rest[0] ?? "") && !/^CPU/.test(section) && isBeforeValue) rest.shift();
  }
  return { time: at, section, rest };
}

/** Whether it was a row of perf stat. */
function addFields(rows: PerfStatRows, rest: readonly string[], { time, section }: Place): boolean {
  const [value = "", unit = ""] = rest;
  const why = missing.exec(value)?.[1] ?? null;
  if (why === null && !number.test(value) && !/^-?nan$/.test(value)) {
    if (value !== "" || rest.length < 4) return false;
    // Of metrics without an event only the last two fields are filled; of the name of a group, the last.
    const [metric = "", heading = ""] = rest.slice(-2);
    if (!/[a-z]/i.test(heading)) return false;
    if (metric !== "") rows.metric({ time, section }, heading, decimal(metric));
    return true;
  }
  const found = statisticsOf(rest);
  // Without it the line is cut off, perhaps within the name.
  if (found?.runTime === undefined) return false;
  const { event, cgroup, deviation, share, metricValue, metricUnit } = found;
  const place = [section, cgroup].filter(Boolean).join(" ");
  rows.counter({
    time,
    section: place === "" ? null : place,
    name: event,
    value: why === null ? decimal(value) : null,
    unit: unit === "" ? null : unit,
    missing: why,
    runningShare: share === null ? null : shareOf(share),
    deviation: deviation === null ? null : shareOf(deviation),
    metricValue: metricUnit === null ? null : metricValue,
    metricUnit,
  });
  return true;
}

function statisticsOf(rest: readonly string[]) {
  let next = 3;
  let event = rest[2] ?? "";
  // An event of a PMU has commas within its slashes: cpu/event=0x3c,umask=0x1/.
  while ((event.match(/\//g)?.length ?? 0) % 2 === 1 && next < rest.length) event += `,${rest[next++]}`;
  if (event === "") return undefined;
  const isCgroup = (field: string | undefined) =>
    field !== undefined && field !== "" && !/^-?[\d.,]+%?$|^-?nan%?$/.test(field);
  const cgroup = isCgroup(rest[next]) ? rest[next++]! : null;
  const deviation = /%$/.test(rest[next] ?? "") ? decimal(rest[next++]!.replace("%", "")) : null;
  const runTime = decimal(rest[next++]) ?? undefined;
  const share = decimal(rest[next++]);
  const metricValue = decimal(rest[next++]);
  const metricUnit = rest.slice(next).join(",").trim() || null;
  return { event, cgroup, deviation, runTime, share, metricValue, metricUnit };
}
