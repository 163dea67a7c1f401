import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { Table } from "../table/table.js";
import type { Run } from "./run.js";
import { traceOf } from "./stays.js";
import { type EventKind, eventKinds, type Trace } from "./trace.js";

/** One event of a run. */
export type TraceRow = {
  /** ns. */
  readonly time: number;
  /** The state that was entered, or in words what else happened. */
  readonly state: string;
  /** The place of the entity, which another one takes after it has left; null where the event has none. */
  readonly entity: number | null;
  readonly cpu: number | null;
  /** What the entity does after it: waits for a resource, has one, or has left. */
  readonly outcome: string | null;
};

/**
 * The trace of a run as a table, one event a row.
 *
 * @throws Error for a run without a trace
 */
export function traceTable(run: Run): TraceTable {
  const trace = traceOf("traceTable", run);
  const { time, event, entity, cpu } = trace;
  const names = eventKinds(run.model).map(nameOf);
  const resources = Object.keys(run.model.resources ?? {});
  const rows = Array.from(time, (at, row) => {
    const isNobodys = entity[row] === -1;
    return {
      time: at,
      state: names[event[row]!]!,
      entity: isNobodys ? null : entity[row]!,
      cpu: isNobodys ? null : cpu[row]!,
      outcome: outcomeOf(trace, row, resources),
    };
  });
  return new TraceTable(rows, trace.dropped);
}

/** The rows of a trace; says when there were more. */
export class TraceTable extends Table<TraceRow> {
  /** Rows that the trace had no room for. */
  readonly dropped: number;

  constructor(rows: Iterable<TraceRow>, dropped: number) {
    super(rows, ["time", "state", "entity", "cpu", "outcome"]);
    this.dropped = dropped;
  }

  /** What the table does not show, in a sentence; nothing where it is complete. */
  get caption(): string {
    if (this.dropped === 0) return "";
    const count = (rows: number) => rows.toLocaleString("en");
    return `The first ${count(this.length)} of ${count(this.length + this.dropped)} events: simulate(model, { trace: n }) keeps the first n.`;
  }

  override [displaySymbol](): MimeBundle {
    const bundle = super[displaySymbol]();
    if (this.caption === "") return bundle;
    return {
      "text/plain": `${String(bundle["text/plain"])}\n${this.caption}`,
      "text/html": `${String(bundle["text/html"])}<p>${this.caption}</p>`,
    };
  }
}

function nameOf({ kind, name }: EventKind): string {
  if (kind === "state") return name;
  if (kind === "arrival") return `arrival for ${name}`;
  return kind === "service" ? `end of service or slice: ${name}` : `turn: ${name}`;
}

function outcomeOf(trace: Trace, row: number, resources: readonly string[]): string | null {
  const claim = trace.claim(row);
  if ("resource" in claim) return `${claim.is === "waits" ? "waits for" : "has"} ${resources[claim.resource]}`;
  return claim.is === "gone" ? "left" : null;
}
