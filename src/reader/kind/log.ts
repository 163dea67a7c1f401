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
    private readonly rows: Rows<LogEntry>,
  ) {
    super(lines, rows);
  }

  get log(): readonly LogEntry[] {
    return this.all();
  }

  override summary(): string {
    const { rows } = this;
    if (rows.length < 2) return rows.length === 1 ? "1 message" : "no messages";
    const seconds = rows.at(rows.length - 1).time - rows.at(0).time;
    return `${rows.length.toLocaleString("en")} messages in ${seconds.toPrecision(3)} s`;
  }
}
