import type { Run } from "../engine/run.js";
import { stays, traceOf } from "../engine/stays.js";
import { activityOf } from "./gantt.js";

/** An event of the trace event format; times are µs. */
export type PerfettoEvent =
  /** Complete: something that took its time. */
  | (Place & {
      readonly ph: "X";
      readonly name: string;
      readonly cat: string;
      readonly ts: number;
      readonly dur: number;
    })
  /** Counter: the value of something from then on. */
  | (Place & {
      readonly ph: "C";
      readonly name: string;
      readonly ts: number;
      readonly args: { readonly value: number };
    })
  /** Metadata: what a process or a thread is called. */
  | (Place & {
      readonly ph: "M";
      readonly name: "process_name" | "thread_name";
      readonly args: { readonly name: string };
    })
  /** Metadata: where a process stands, from the top. */
  | (Place & {
      readonly ph: "M";
      readonly name: "process_sort_index";
      readonly args: { readonly sort_index: number };
    });

interface Place {
  readonly pid: number;
  readonly tid: number;
}

/** A file for ui.perfetto.dev and chrome://tracing. */
export interface PerfettoTrace {
  readonly traceEvents: readonly PerfettoEvent[];
  readonly displayTimeUnit: "ns";
  readonly otherData: Readonly<Record<string, string | number>>;
}

/**
 * The trace of a run for the viewers at ui.perfetto.dev and chrome://tracing: CPUs are its processes, entities their threads,
 * and what an entity does from event to event its slices; the entities there are and the queues of resources are counters of one
 * more process. `save(perfetto(run), "run.trace.json")` writes the file.
 *
 * Numbers of processes and threads begin at 1 there, since to these viewers 0 is the idle task: CPU 0 has pid 1.
 *
 * @throws Error for a run without a trace
 */
export function perfetto(run: Run): PerfettoTrace {
  const { dropped } = traceOf("perfetto", run);
  const slices = stays(run).filter(({ from, to }) => to > from);
  const cpus = run.model.cpus ?? 1;
  const threads = new Map(slices.map(({ cpu, entity }) => [`${cpu} ${entity}`, { pid: cpu + 1, tid: entity + 1 }]));
  return {
    traceEvents: [
      ...Array.from({ length: cpus }, (_, cpu) => processOf(cpu + 1, `CPU ${cpu}`)).flat(),
      ...processOf(cpus + 1, run.model.name),
      ...[...threads.values()].map(
        ({ pid, tid }) => ({ ph: "M", name: "thread_name", pid, tid, args: { name: `entity ${tid - 1}` } }) as const,
      ),
      ...slices.map((stay) => ({
        ph: "X" as const,
        name: activityOf(stay),
        cat: stay.state,
        pid: stay.cpu + 1,
        tid: stay.entity + 1,
        ts: microseconds(stay.from),
        // Of the rounded times, so that a slice ends where the next one begins.
        dur: microseconds(Math.round(stay.to) - Math.round(stay.from)),
      })),
      ...countersOf(run, cpus + 1),
    ],
    displayTimeUnit: "ns",
    otherData: { model: run.model.name, seed: String(run.seed), events: run.events, dropped },
  };
}

export function isPerfetto(value: unknown): value is PerfettoTrace {
  return typeof value === "object" && value !== null && "traceEvents" in value && Array.isArray(value.traceEvents);
}

/** The file: JSON with one event a line, since there may be a million. */
export function perfettoText({ traceEvents, ...rest }: PerfettoTrace): string {
  const events = traceEvents.map((event) => JSON.stringify(event)).join(",\n");
  return `${JSON.stringify(rest).slice(0, -1)},"traceEvents":[\n${events}\n]}`;
}

function processOf(pid: number, name: string): PerfettoEvent[] {
  const place = { ph: "M", pid, tid: pid } as const;
  return [
    { ...place, name: "process_name", args: { name } },
    { ...place, name: "process_sort_index", args: { sort_index: pid } },
  ];
}

function countersOf({ series, resources }: Run, pid: number): PerfettoEvent[] {
  const names = ["alive", ...Object.keys(resources).flatMap((name) => [`${name}_busy`, `${name}_waiting`])];
  return names.flatMap((name) =>
    Array.from(series[name] ?? [], (value, index) => ({
      ph: "C" as const,
      name,
      pid,
      tid: pid,
      ts: microseconds(series.time[index]!),
      args: { value },
    })),
  );
}

/** Perfetto keeps ns; more digits than that only make the file larger. */
function microseconds(nanoseconds: number): number {
  return Math.round(nanoseconds) / 1000;
}
