import type { Column } from "../column.js";
import type { Lines } from "../lines.js";
import { LatenciesReading } from "./latencies.js";

/** Waits in run queues in µs, worked out from single events, with the states in which tasks were switched away. */
export class SchedulerReading extends LatenciesReading {
  /** @param states how often tasks were switched away in each state, as `{ S: 12, R: 3 }` */
  constructor(
    lines: Pick<Lines, "report">,
    columns: Readonly<Record<"time" | "task" | "pid" | "value", Column> & Record<string, Column>>,
    readonly states: Readonly<Record<string, number>>,
  ) {
    super(lines, "us", columns);
  }

  override content() {
    return { ...super.content(), states: this.states };
  }
}
