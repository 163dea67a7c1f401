import { isFurniture } from "./furniture.js";
import { jsonObjects, numberOf, textOf } from "./jsonObjects.js";
import { meanOfRuns, type Program, ProgramsReading } from "./kind/programs.js";
import type { Lines } from "./lines.js";
import { programType } from "./programType.js";
import type { Reader } from "./reader.js";

const first = /^\s*(\d+): (type \d+|[a-z][\w]*)\s+(?:name (\S+)\s+)?tag ([0-9a-f]{16})\b(.*)$/;
const error = /^(?:Error|Warning): |^libbpf: /;
const jsonKeys = /"(?:run_time_ns|run_cnt|bytes_xlated|gpl_compatible|bytes_jited)"\s*:/;
const jsonError = /^\s*\[?\{"error":/;

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
    const programs = isJson ? jsonPrograms(lines) : plainPrograms(lines);
    describe(programs, lines);
    return new ProgramsReading(lines, programs);
  },
};

function isProfile(line: string): boolean {
  return /"metric"\s*:/.test(line);
}

function jsonPrograms(lines: Lines): Program[] {
  const programs: Program[] = [];
  for (const { value, line } of jsonObjects(lines)) {
    const id = numberOf(value.id);
    if (id === null || !("type" in value)) {
      const reason = "error" in value ? "is an error of bpftool" : "is no program: it has no id or type";
      lines.report.leaveOut(line, JSON.stringify(value), reason);
      continue;
    }
    programs.push({
      ...program(
        id,
        textOf(value.name),
        String(value.type),
        numberOf(value.run_time_ns),
        numberOf(value.run_cnt),
        lines,
      ),
      tag: textOf(value.tag),
      recursionMisses: numberOf(value.recursion_misses),
      bytesXlated: numberOf(value.bytes_xlated),
      bytesJited: numberOf(value.bytes_jited),
      bytesMemlock: numberOf(value.bytes_memlock),
      mapIds: Array.isArray(value.map_ids) ? value.map_ids : [],
    });
  }
  return programs;
}

/** The first line of a program and those below it, which begin with blanks. */
function plainPrograms(lines: Lines): Program[] {
  const programs: Record<string, unknown>[] = [];
  let inMetadata = false;
  for (const line of lines) {
    const match = first.exec(line);
    if (match) {
      inMetadata = false;
      const [, id = "", type = "", name, tag, rest = ""] = match;
      const counted = (word: string) => numberOf(new RegExp(`\\b${word} (\\d+)(?=\\s|$)`).exec(rest)?.[1]);
      const [time, count] = [counted("run_time_ns"), counted("run_cnt")];
      if (time !== null && count === null)
        lines.note(`program ${id} has a run_time_ns without run_cnt: the line is cut off`);
      programs.push({
        ...program(Number(id), name ?? null, type, time, count, lines),
        tag,
        recursionMisses: counted("recursion_misses"),
        bytesXlated: null,
        bytesJited: null,
        bytesMemlock: null,
        mapIds: [],
      });
      continue;
    }
    if (isFurniture(line, lines)) continue;
    const below = programs.at(-1);
    if (error.test(line)) lines.skip("is an error of bpftool");
    else if (!below || !/^\s/.test(line)) lines.skip("is no line of a program");
    else if (/^\s+metadata:/.test(line)) inMetadata = true;
    else if (
      !inMetadata &&
      !/^\s+(?:loaded_at|xlated|pinned|btf_id|attach_btf_obj_id|pids|cookie|verified_insns|orphaned)\b/.test(line)
    )
      lines.skip("is no line of a program that is known");
    else addSizes(below, line);
  }
  return programs as unknown as Program[];
}

function addSizes(below: Record<string, unknown>, line: string): void {
  const size = (word: string) => numberOf(new RegExp(`\\b${word} (\\d+)B`).exec(line)?.[1]);
  for (const [key, word] of [
    ["bytesXlated", "xlated"],
    ["bytesJited", "jited"],
    ["bytesMemlock", "memlock"],
  ] as const)
    below[key] = size(word) ?? below[key];
  const maps = /\bmap_ids ([\d,]+)/.exec(line)?.[1];
  if (maps) below.mapIds = maps.split(",").filter(Boolean).map(Number);
}

function program(
  id: number,
  name: string | null,
  type: string,
  time: number | null,
  count: number | null,
  lines: Lines,
): Program {
  const number = /^(?:type )?(\d+)$/.exec(type)?.[1];
  const known = number === undefined ? type : programType(Number(number));
  if (number !== undefined)
    lines.note(
      `bpftool did not know type ${number}${known ? `, which is ${known} by now` : ""}: it is older than the kernel`,
    );
  return {
    id,
    name,
    type: known ?? `type ${number}`,
    runTimeNs: time,
    runCount: count,
    meanNs: meanOfRuns(time, count),
  };
}

/** What bpftool does not say, and a reader of its numbers has to know. */
function describe(programs: readonly Program[], lines: Lines): void {
  const without = programs.filter(({ meanNs }) => meanNs === null).length;
  if (without > 0)
    lines.note(
      `${without === programs.length ? "no program has" : `${without} of ${programs.length} programs have no`} run_time_ns and run_cnt: ` +
        "statistics were off (sysctl kernel.bpf_stats_enabled) or they never ran; bpftool prints both alike",
    );
  const names = programs.map(({ name }) => name).filter((name) => name !== null);
  if (names.some((name) => name.length === 15))
    lines.note("names of 15 characters may be cut: the kernel keeps no more");
  if (new Set(names).size < names.length) lines.note("several programs share a name: tell them apart by id");
}
