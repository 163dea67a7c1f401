import { isFurniture } from "./furniture.js";
import { type LogEntry, LogReading } from "./kind/log.js";
import type { Reader } from "./reader.js";
import { Rows } from "./rows.js";

/**
 * `comm-pid (tgid) [cpu] flags seconds: function: message`: a name may hold blanks and `-`, so the pid is what follows the last `-` before
 * the CPU; the group in parentheses and the flags are options of ftrace. Older programs have the address of the caller for a function.
 */
const row =
  /^\s*(.+)-(\d+)\s+(?:\(\s*(?:\d+|-+)\s*\)\s+)?\[(\d+)\]\s+(?:(\S{4,6})\s+)?(\d+\.\d+): (bpf_trace_printk|bpf_trace_vprintk|0x[0-9a-f]+|0): ?(.*)$/;
const lost = /^CPU:\d+ \[LOST (\d+) EVENTS\]/;

/** `bpftool prog tracelog`, /sys/kernel/tracing/trace_pipe and trace: what programs wrote with bpf_printk. */
export const tracelog: Reader<LogReading> = {
  tools: ["bpftool-prog-tracelog", "trace_pipe"],
  kinds: ["log"],
  recognises: (head) => (head.some((line) => row.test(line)) ? 0.9 : 0),
  read(lines) {
    const log = new Rows<LogEntry>(["time", "task", "pid", "cpu", "flags", "message"]);
    let missing = 0;
    for (const line of lines) {
      const match = row.exec(line);
      if (match) {
        const [, task = "", pid, cpu, flags = null, time, , message = ""] = match;
        log.push({ time: Number(time), task: task.trim(), pid: Number(pid), cpu: Number(cpu), flags, message });
        continue;
      }
      // Comments are the heading of the file `trace`; a prompt of root begins alike, but with a command.
      if (/^#(?:$| tracer|\s{2,}| entries)/.test(line) || isFurniture(line, lines)) continue;
      const some = lost.exec(line);
      missing += Number(some?.[1] ?? 0);
      lines.skip(some ? "is a report that messages were lost" : "is no message of a program");
    }
    if (missing > 0) lines.note(`${missing} messages were lost: the buffer was full before it was read`);
    return new LogReading(lines, log);
  },
};
