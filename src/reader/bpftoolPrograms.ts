import { isFurniture } from "./furniture.js";
import { jsonObjects, numberOf, textOf } from "./jsonObjects.js";
import { meanOfRuns, ProgramsReading } from "./kind/programs.js";
import type { Lines } from "./lines.js";
import { programType } from "./programType.js";
import type { Reader } from "./reader.js";
import { Rows } from "./rows.js";

const first = /^\s*(\d+): (type \d+|[a-z][\w]*)\s+(?:name (\S+)\s+)?tag ([0-9a-f]{16})\b(.*)$/;
const error = /^(?:Error|Warning): |^libbpf: /;
const jsonKeys = /"(?:run_time_ns|run_cnt|bytes_xlated|gpl_compatible|bytes_jited)"\s*:/;
const jsonError = /^\s*\[?\{"error":/;

const below = /^\s+(?:loaded_at|xlated|pinned|btf_id|attach_btf_obj_id|pids|cookie|verified_insns|orphaned)\b/;
/** What stands behind a word: `run_cnt 10`, `jited 370B`. */
const patterns = {
  runTimeNs: /\brun_time_ns (\d+)(?=\s|$)/,
  runCount: /\brun_cnt (\d+)(?=\s|$)/,
  recursionMisses: /\brecursion_misses (\d+)(?=\s|$)/,
  bytesXlated: /\bxlated (\d+)B/,
  bytesJited: /\bjited (\d+)B/,
  bytesMemlock: /\bmemlock (\d+)B/,
};

/** What bpftool says of a program. */
type BpftoolProgram = {
  id: number;
  name: string | null;
  type: string;
  runTimeNs: number | null;
  runCount: number | null;
  meanNs: number | null;
  tag: string | null;
  recursionMisses: number | null;
  /** As bpftool prints it, or seconds since 1970. */
  loadedAt: string | number | null;
  bytesXlated: number | null;
  bytesJited: number | null;
  bytesMemlock: number | null;
  /** As bpftool prints them: `10,12`. */
  mapIds: string | null;
};

const fields = [
  ...(["id", "name", "type", "runTimeNs", "runCount", "meanNs", "tag", "recursionMisses", "loadedAt"] as const),
  ...(["bytesXlated", "bytesJited", "bytesMemlock", "mapIds"] as const),
];

/**
 * `bpftool prog show`, plain and JSON (`-j`, `-p`).
 *
 * run_time_ns and run_cnt are printed only where the time is above 0, so that statistics that are off
 * (`sysctl kernel.bpf_stats_enabled`) and programs that never ran look alike. Source: tools/bpf/bpftool/prog.c of Linux.
 */
export const bpftoolPrograms: Reader<ProgramsReading> = {
  tools: ["bpftool-prog-show", "bpftool-prog", "bpftool"],
  kinds: ["programs"],
  recognises(head) {
    if (head.some((line) => first.test(line))) return 0.95;
    if (head.some((line) => /^\s*[[{"]/.test(line) && jsonKeys.test(line))) return head.some(isProfile) ? 0 : 0.9;
    return head.some((line) => jsonError.test(line) || /^Error: .*(?:bpf|prog|by id)/.test(line)) ? 0.5 : 0;
  },
  read(lines) {
    const isJson = /^\s*[[{]/.test(lines.head().find((line) => /^\s*[[{]|^\s*\d+: /.test(line)) ?? "");
    const programs = new Rows<BpftoolProgram>(fields);
    for (const program of isJson ? jsonPrograms(lines) : plainPrograms(lines)) programs.push(program);
    describe(programs, lines);
    return new ProgramsReading(lines, programs);
  },
};

function isProfile(line: string): boolean {
  return /"metric"\s*:/.test(line);
}

function* jsonPrograms(lines: Lines): Generator<BpftoolProgram> {
  for (const { value, line } of jsonObjects(lines)) {
    const id = numberOf(value.id);
    if (id === null || !("type" in value)) {
      const reason = "error" in value ? "is an error of bpftool" : "is no program: it has no id or type";
      lines.report.leaveOut(line, JSON.stringify(value), reason);
      continue;
    }
    const [runTimeNs, runCount] = [numberOf(value.run_time_ns), numberOf(value.run_cnt)];
    yield {
      id,
      name: textOf(value.name),
      type: typeNamed(String(value.type), lines),
      runTimeNs,
      runCount,
      meanNs: meanOfRuns(runTimeNs, runCount),
      tag: textOf(value.tag),
      recursionMisses: numberOf(value.recursion_misses),
      loadedAt: numberOf(value.loaded_at) ?? textOf(value.loaded_at),
      bytesXlated: numberOf(value.bytes_xlated),
      bytesJited: numberOf(value.bytes_jited),
      bytesMemlock: numberOf(value.bytes_memlock),
      mapIds: Array.isArray(value.map_ids) ? value.map_ids.join(",") : null,
    };
  }
}

/** The first line of a program and those below it, which begin with blanks. */
function* plainPrograms(lines: Lines): Generator<BpftoolProgram> {
  let open: BpftoolProgram | undefined;
  let inMetadata = false;
  for (const line of lines) {
    const begun = begunBy(line, lines);
    if (begun) {
      if (open) yield open;
      open = begun;
      inMetadata = false;
    } else if (isFurniture(line, lines)) continue;
    else if (error.test(line)) lines.skip("is an error of bpftool");
    else if (!open || !/^\s/.test(line)) lines.skip("is no line of a program");
    else if (/^\s+metadata:/.test(line)) inMetadata = true;
    else if (below.test(line)) addTo(open, line);
    else if (!inMetadata) lines.skip("is no line of a program that is known");
  }
  if (open) yield open;
}

function begunBy(line: string, lines: Lines): BpftoolProgram | undefined {
  const [, id, type = "", name = null, tag = null, rest = ""] = first.exec(line) ?? [];
  if (id === undefined) return undefined;
  const [runTimeNs, runCount] = [numberIn(rest, "runTimeNs"), numberIn(rest, "runCount")];
  if (runTimeNs !== null && runCount === null)
    lines.note(`program ${id} has a run_time_ns without run_cnt: the line is cut off`);
  return {
    id: Number(id),
    name,
    type: typeNamed(type, lines),
    runTimeNs,
    runCount,
    meanNs: meanOfRuns(runTimeNs, runCount),
    tag,
    recursionMisses: numberIn(rest, "recursionMisses"),
    ...{ loadedAt: null, bytesXlated: null, bytesJited: null, bytesMemlock: null, mapIds: null },
  };
}

/** Takes what a line below the first says. */
function addTo(open: BpftoolProgram, line: string): void {
  open.loadedAt = /^\s+loaded_at (\S+)/.exec(line)?.[1] ?? open.loadedAt;
  if (!/^\s+xlated\b/.test(line)) return;
  for (const size of ["bytesXlated", "bytesJited", "bytesMemlock"] as const) open[size] = numberIn(line, size);
  open.mapIds = /\bmap_ids ([\d,]*\d)/.exec(line)?.[1] ?? null;
}

function numberIn(text: string, name: keyof typeof patterns): number | null {
  return numberOf(patterns[name].exec(text)?.[1]);
}

function typeNamed(type: string, lines: Lines): string {
  const number = /^(?:type )?(\d+)$/.exec(type)?.[1];
  if (number === undefined) return type;
  const known = programType(Number(number));
  lines.note(
    `bpftool did not know type ${number}${known ? `, which is ${known} by now` : ""}: it is older than the kernel`,
  );
  return known ?? `type ${number}`;
}

/** What bpftool does not say, and a reader of its numbers has to know. */
function describe(programs: Rows<BpftoolProgram>, lines: Lines): void {
  const names = new Set<string>();
  let [without, named] = [0, 0];
  for (const { name, meanNs } of programs) {
    if (meanNs === null) without += 1;
    if (name === null) continue;
    names.add(name);
    named += 1;
  }
  if (without > 0)
    lines.note(
      `${without === programs.length ? "no program has" : `${without} of ${programs.length} programs have no`} run_time_ns and run_cnt: ` +
        "statistics were off (sysctl kernel.bpf_stats_enabled) or they never ran; bpftool prints both alike",
    );
  if ([...names].some((name) => name.length === 15))
    lines.note("names of 15 characters may be cut: the kernel keeps no more");
  if (names.size < named) lines.note("several programs share a name: tell them apart by id");
}
