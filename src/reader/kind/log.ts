import type { Lines } from "../lines.js";
import type { Rows } from "../rows.js";
import { ListReading } from "./list.js";

/** A line that a program wrote with bpf_printk. */
export type LogEntry = {
  /** Seconds since boot. */
  readonly time: number;
  /** Who ran on the CPU; `<...>` where the kernel did not know. */
  readonly task: string;
  readonly pid: number;
  readonly cpu: number;
  /** Interrupts, rescheduling, preemption depth, as ftrace writes them; null where it does not. */
  readonly flags: string | null;
  readonly message: string;
};

/** What programs wrote to the trace pipe. */
export class LogReading extends ListReading<LogEntry> {
  readonly kind = "log";
  protected readonly columns = ["time", "task", "pid", "cpu", "message"];

  constructor(
    lines: Pick<Lines, "report">,
    readonly log: Rows<LogEntry>,
  ) {
    super(lines, log);
  }

  override summary(): string {
    const { log } = this;
    if (log.length < 2) return `${log.length} messages`;
    const seconds = log.at(log.length - 1).time - log.at(0).time;
    return `${log.length.toLocaleString("en")} messages in ${seconds.toPrecision(3)} s`;
  }
}
