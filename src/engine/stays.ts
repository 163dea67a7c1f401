import { requireObject } from "../argument/argument.js";
import type { Model } from "../machine/model.js";
import { transitionsOf } from "../machine/names.js";
import type { Run } from "./run.js";
import { type EventKind, eventKinds, type Trace } from "./trace.js";

/** How long an entity was in one state, doing one thing. */
export interface Stay {
  readonly state: string;
  /** The place of the entity, which another one takes after it has left. */
  readonly entity: number;
  readonly cpu: number;
  /** ns. */
  readonly from: number;
  readonly to: number;
  /** The resource that it waits for. */
  readonly waitsFor?: string;
  /** The resource that it has, or that serves it; the last one where there are several. */
  readonly has?: string;
}

/**
 * What each entity of a traced run did and where, in the order in which it began: from each of its events to its next one, to
 * its departure or to the end of the trace.
 *
 * A state that leads to nothing, because it schedules nothing, claims and releases nothing and is not the end, is only passed
 * through if the entity does something later: it stays in the state it was in.
 *
 * @throws Error for a run without a trace
 */
export function stays(run: Run): Stay[] {
  const trace = traceOf("stays", run);
  const { time, event, entity, cpu } = trace;
  const kinds = eventKinds(run.model);
  const resources = Object.keys(run.model.resources ?? {});
  const passed = rowsPassed(trace, kinds, run.model);
  const open = new Map<number, Stay>();
  const all: Stay[] = [];
  const close = (who: number, to: number): void => {
    const stay = open.get(who);
    if (stay) all.push({ ...stay, to });
    open.delete(who);
  };
  for (let row = 0; row < trace.length; row += 1) {
    const who = entity[row]!;
    if (who < 0 || passed[row] === 1) continue;
    const { kind, name } = kinds[event[row]!]!;
    const state = kind === "state" ? name : open.get(who)?.state;
    const at = time[row]!;
    close(who, at);
    const claim = trace.claim(row);
    if (claim.is === "gone" || state === undefined) continue;
    const stay = { state, entity: who, cpu: cpu[row]!, from: at, to: at };
    if (claim.is === "waits") open.set(who, { ...stay, waitsFor: resources[claim.resource]! });
    else open.set(who, claim.is === "has" ? { ...stay, has: resources[claim.resource]! } : stay);
  }
  const end = trace.dropped > 0 ? (time.at(-1) ?? 0) : run.time;
  for (const who of [...open.keys()]) close(who, end);
  return all.sort((first, second) => first.from - second.from || first.entity - second.entity);
}

/** The trace of a run that has one. */
export function traceOf(who: string, run: Run): Trace {
  requireObject(who, "a run", run, "model");
  const { model, trace } = run;
  if (trace) return trace;
  throw new Error(`the run of "${model.name}" has no trace; ask for one: simulate(model, { trace: true })`);
}

/** Marks the rows of states that lead to nothing, but for the last of each entity. */
function rowsPassed({ length, event, entity }: Trace, kinds: readonly EventKind[], model: Model): Uint8Array {
  const leading = new Set(
    transitionsOf(model)
      .filter(({ transition: { schedule, release, seize, use, end } }) => schedule || release || seize || use || end)
      .map(({ state }) => state),
  );
  const passed = new Uint8Array(length);
  const goesOn = new Set<number>();
  for (let row = length - 1; row >= 0; row -= 1) {
    const { kind, name } = kinds[event[row]!]!;
    if (kind !== "state" || leading.has(name)) goesOn.add(entity[row]!);
    else if (goesOn.has(entity[row]!)) passed[row] = 1;
  }
  return passed;
}
