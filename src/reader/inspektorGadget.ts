import { AlignedColumns } from "./alignedColumns.js";
import { isFurniture } from "./furniture.js";
import { jsonObjects, numberOf, textOf } from "./jsonObjects.js";
import { meanOfRuns, type Program, ProgramsReading } from "./kind/programs.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";
import { nanosecondsOf } from "./unit.js";

const header = /^(?=.*\bPROGID\b)(?=.*\bRUNTIME\b)(?=.*\bRUNCOUNT\b)/;
const jsonKeys = /"prog_?id"\s*:/i;
const durationPart = /([\d.]+)(ns|µs|μs|us|ms|s|m|h)?/gy;

/**
 * Inspektor Gadget's `bpfstats`, `top bpfstats` and the older `top ebpf`, as columns or JSON: run times as ns or as `1.2µs`, of the interval,
 * not since the program was loaded. Names and leading columns may be empty.
 */
export const inspektorGadget: Reader<ProgramsReading> = {
  tools: ["ig-bpfstats", "ig-top-ebpf"],
  kinds: ["programs"],
  recognises(head) {
    if (head.some((line) => header.test(line))) return 0.95;
    return head.some((line) => jsonKeys.test(line) && /run_?count"\s*:/i.test(line)) ? 0.9 : 0;
  },
  read(lines) {
    const isTable = lines.head().some((line) => header.test(line));
    const programs = [...(isTable ? tableRows(lines) : jsonRows(lines))];
    const tables = new Set(programs.map(({ interval }) => interval)).size;
    lines.note(
      tables > 1
        ? `${tables} tables, one an interval: a program has a row in each, told apart by interval`
        : "run times and counts are of the time that the gadget watched, not since the programs were loaded",
    );
    return new ProgramsReading(lines, programs);
  },
};

function* tableRows(lines: Lines): Generator<Program> {
  let columns: AlignedColumns | undefined;
  let interval = -1;
  for (const line of lines) {
    if (header.test(line)) {
      columns = new AlignedColumns(line);
      interval += 1;
      continue;
    }
    if (isFurniture(line, lines)) continue;
    const cells = columns?.cells(line);
    const id = numberOf(cells?.get("PROGID"));
    const runTimeNs = nanoseconds(cells?.get("RUNTIME"));
    const runCount = numberOf(cells?.get("RUNCOUNT"));
    if (!cells || id === null || runTimeNs === null || runCount === null) {
      lines.skip("is no row with PROGID, RUNTIME and RUNCOUNT");
      continue;
    }
    const name = cells.get("PROGNAME") ?? cells.get("NAME") ?? null;
    const meanNs = meanOfRuns(runTimeNs, runCount);
    yield {
      id,
      name,
      type: cells.get("TYPE") ?? null,
      runTimeNs,
      runCount,
      meanNs,
      task: cells.get("COMM") ?? null,
      interval,
    };
  }
}

function* jsonRows(lines: Lines): Generator<Program> {
  for (const { value, line } of jsonObjects(lines)) {
    const fields = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase().replaceAll("_", ""), field]));
    const id = numberOf(fields.get("progid"));
    const time = fields.get("runtime") ?? fields.get("currentruntime");
    const runTimeNs = numberOf(time) ?? (typeof time === "string" ? nanoseconds(time) : null);
    const runCount = numberOf(fields.get("runcount") ?? fields.get("currentruncount"));
    if (id === null || runTimeNs === null || runCount === null) {
      lines.report.leaveOut(line, JSON.stringify(value), "has no program id, run time and run count");
      continue;
    }
    const name = textOf(fields.get("progname") ?? fields.get("name"));
    const type = textOf(fields.get("type"));
    yield { id, name, type, runTimeNs, runCount, meanNs: meanOfRuns(runTimeNs, runCount), task: null, interval: 0 };
  }
}

/** `1212539`, or a duration as Go writes it: `1.2µs`, `1m2.5s`. */
function nanoseconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  let sum = 0;
  let end = 0;
  for (const match of text.matchAll(new RegExp(durationPart))) {
    const [part, value, unit = ""] = match;
    const factor = unit === "m" ? 60e9 : unit === "h" ? 3600e9 : nanosecondsOf(unit);
    if (match.index !== end || factor === undefined) return null;
    sum += Number(value) * factor;
    end += part.length;
  }
  return end === text.length && end > 0 ? Math.round(sum) : null;
}
