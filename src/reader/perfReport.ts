import { isFurniture } from "./furniture.js";
import { type BpfRole, ProfileReading, type ProfileRow, type SampledEvent } from "./kind/profile.js";
import { PerfHierarchy } from "./perfHierarchy.js";
import type { Reader } from "./reader.js";
import { Rows } from "./rows.js";

const headings = /^\s*#?\s*(?:Overhead|Children)\b.*\b(?:Symbol|Command|Shared Object)\b/;
const samples = /^#?\s*Samples:\s+(\d+)([KMG]?)\s+of (?:event|events) '?([^',]+)/;
/** perf cuts off what is below its unit: 12K are 12,000 to 12,999. */
const units: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, G: 1e9 };
const share = /^\s*(-?[\d.]+)%/;
const dots = /^#\s*\.+(?:\s+\.+)*\s*$/;
const comment = /^#|^\s*$|^\s*Event count \(approx\.\)/;
/** In a hierarchy, in place of what `--percent-limit` leaves out. */
const cutOff = /^\s*no entry >= /;
/** Below a row, how it was reached: branches, or the names of a call chain. */
const chain = /^\s+(?:\||-{2,}|\S)/;
const levels: Readonly<Record<string, string>> = {
  k: "kernel",
  ".": "user",
  g: "guest",
  u: "guest user",
  H: "hypervisor",
};

/**
 * `perf report --stdio`. The same BPF program stands under every command in whose time it ran: `programs` adds them up. Trampolines and
 * what enters and leaves a program are its cost too (`bpf: "dispatch"`). Source: tools/perf/ui/stdio/hist.c of Linux.
 */
export const perfReport: Reader<ProfileReading> = {
  tools: ["perf-report"],
  kinds: ["profile"],
  recognises: (head) => (head.some((line) => headings.test(line)) ? 0.95 : 0),
  read(lines) {
    const rows = new Rows<ProfileRow>([
      ...(["share", "shareWithCallees", "samples", "command", "object", "symbol", "level", "event", "bpf"] as const),
    ]);
    const events = new Set<string | null>();
    const sampled: SampledEvent[] = [];
    let dispatches = 0;
    let columns: readonly string[] = [];
    let separator: string | undefined;
    let hierarchy: PerfHierarchy | undefined;
    let above = 0;
    let event: string | null = null;
    let chained = 0;
    for (const line of lines) {
      const [, count, unit, named] = samples.exec(line) ?? [];
      if (named !== undefined) {
        event = named;
        sampled.push({ event, samples: Number(count) * units[unit!]! });
      } else if (headings.test(line)) {
        separator = /(?:Overhead|Children)([,;|\t])/.exec(line)?.[1];
        columns = (
          separator === undefined
            ? line
                .replace("#", " ")
                .trim()
                .split(/\s{2,}/)
            : line.replace("#", "").split(separator)
        ).map((name) => name.trim());
        hierarchy = separator === undefined ? PerfHierarchy.of(columns) : undefined;
      } else if (dots.test(line) || comment.test(line)) {
        const lost = /Total Lost Samples: (\d+)/.exec(line)?.[1] ?? "0";
        if (lost !== "0") lines.note(`${lost} samples were lost`);
      } else if (hierarchy && cutOff.test(line)) {
      } else if (columns.length > 0 && share.test(line)) {
        const found = hierarchy ? hierarchy.read(line) : fieldsOf(line, columns, separator);
        const row = found && found !== "above" ? rowOf(found, event) : undefined;
        if (row) {
          rows.push(row);
          events.add(row.event);
          if (row.bpf === "dispatch") dispatches += 1;
        } else if (found === "above") above += 1;
        else lines.skip(`does not fit the columns ${columns.join(", ")}`);
      } else if (rows.length > 0 && chain.test(line) && !isFurniture(line, lines)) chained += 1;
      else if (!isFurniture(line, lines)) lines.skip("is no row of perf report");
    }
    if (above > 0) lines.note(`${above} rows of --hierarchy are sums of those below them and were not kept`);
    if (chained > 0) lines.note(`${chained} lines of call chains were not read`);
    if (dispatches > 0)
      lines.note("trampolines and what enters and leaves programs (bpf: dispatch) are a cost of BPF too");
    if (events.size > 1) lines.note(`${events.size} events: the shares of each are of a whole of its own`);
    return new ProfileReading(lines, rows, sampled);
  },
};

/** What a row of a plain table says by the names of columns. */
function fieldsOf(
  line: string,
  columns: readonly string[],
  separator: string | undefined,
): ReadonlyMap<string, string> | undefined {
  const fields = (separator === undefined ? line.trim().split(/\s{2,}/) : line.split(separator)).map((field) =>
    field.trim(),
  );
  // With --group an event each has a share of its own under one heading.
  while (fields.length > columns.length && share.test(fields[1] ?? "") && !/^(?:Self|Children)$/.test(columns[1] ?? ""))
    fields.splice(1, 1);
  // A symbol may be followed by columns that are empty, and a command may be.
  if (fields.length < 2 || fields.length > columns.length) return undefined;
  return new Map(fields.map((field, index): [string, string] => [columns[index]!, field]).reverse());
}

function rowOf(fields: ReadonlyMap<string, string>, event: string | null): ProfileRow | undefined {
  const field = (name: string) => fields.get(name) ?? null;
  const percentOf = (name: string) => {
    const found = share.exec(field(name) ?? "")?.[1];
    return found === undefined ? null : Number((Number(found) / 100).toPrecision(12));
  };
  const own = percentOf("Self") ?? percentOf("Overhead");
  if (own === null) return undefined;
  const [, level, name = field("Symbol")] = /^\[(.)\]\s+(.*)$/.exec(field("Symbol") ?? "") ?? [];
  const count = field("Samples");
  const object = field("Shared Object");
  return {
    share: own,
    shareWithCallees: percentOf("Children"),
    samples: count === null ? null : Number(count),
    command: field("Command"),
    object,
    symbol: name,
    level: level === undefined ? null : (levels[level] ?? level),
    event,
    bpf: roleOf(name ?? "", object ?? ""),
  };
}

const dispatchers =
  /^(?:bpf_trampoline_|bpf_dispatcher_|__bpf_prog_(?:enter|exit)|__bpf_tramp_(?:enter|exit)|bpf_trace_run\d|trace_call_bpf|perf_trace_run_bpf_submit|__bpf_trace_|bpf_prog_run|bpf_prog_array_|kprobe_(?:multi_link_prog_run|perf_func)|__bpf_prog_run)/;
const helpers =
  /^(?:_*bpf_|_*htab_|array_map_|percpu_array_map_|_*pcpu_freelist_|lookup_nulls_elem_raw|trie_lookup_elem|stack_map_|xsk_map_|dev_map_|task_storage_|queue_stack_map_)/;

/** By the names that the kernel gives to what belongs to BPF. */
function roleOf(symbol: string, object: string): BpfRole | null {
  if (dispatchers.test(symbol) || /^bpf_(?:trampoline|dispatcher)_/.test(object)) return "dispatch";
  if (/^bpf_prog_[0-9a-f]{16}/.test(symbol) || /^bpf_prog_[0-9a-f]{16}/.test(object)) return "program";
  return helpers.test(symbol) ? "helper" : null;
}
