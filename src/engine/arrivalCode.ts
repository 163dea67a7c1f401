import { duration, longestTime } from "../machine/duration.js";
import type { Arrival } from "../machine/model.js";
import { rate } from "../machine/rate.js";
import { renewColumns } from "./columns.js";
import { codeName, type Scope } from "./formulas.js";
import { type CodeContext, drawCode, exploded } from "./transitionCode.js";

/** Batches beyond are a mistake in the distribution of their size. */
const largestBatch = 1_000_000;

/**
 * The code of the events of an arrival process. Its events carry no entity but what is to happen: 0, the next batch comes; 1,
 * one entity of a batch comes; 2, the first interval begins.
 */
export function arrivalCode(arrival: Arrival, index: number, state: number, context: CodeContext): string {
  const { scope, constants } = drawScope(arrival, context);
  const newcomer = `{ const newcomer = entities.admit(time); ${renewColumns(context.model)} queue.push(time, 0, ${context.stateNumbers.get(arrival.state)}, newcomer); pending[newcomer] += 1; }`;
  const path = `arrivals[${index}]`;
  return `if (entity === 1) ${newcomer} else {
${constants.join("\n")}
const size = entity === 2 ? 0 : ${batchSize(arrival, scope, context)};
if (!(size >= 0 && size <= ${largestBatch})) failBatch(size, ${JSON.stringify(path)}, time);
const last = ${lastOf(arrival)};
${arrival.spacing === undefined ? `for (let each = 0; each < size; each += 1) ${newcomer}` : spacedBatch(arrival, state, scope, context)}
${next(arrival, index, state, scope, context)}
}
${exploded}`;
}

/** The time after which nobody arrives. */
export function lastOf({ until }: Arrival): number {
  return until === undefined ? longestTime : duration(until);
}

function batchSize({ batch = 1 }: Arrival, scope: Scope, context: CodeContext): string {
  return typeof batch === "number" ? String(batch) : `Math.round(${drawCode(batch, scope, context)})`;
}

function spacedBatch({ spacing }: Arrival, state: number, scope: Scope, context: CodeContext): string {
  return `let at = time;
for (let each = 0; each < size && at <= last; each += 1) {
queue.push(at, 0, ${state}, 1);
at += nonNegative(${intervalCode(spacing!, scope, context)}, time);
}`;
}

function intervalCode(value: number | string, scope: Scope, context: CodeContext): string {
  const isDraw = typeof value === "string" && Object.hasOwn(context.model.draws ?? {}, value);
  return isDraw ? drawCode(value, scope, context) : String(duration(value));
}

function next(arrival: Arrival, index: number, state: number, scope: Scope, context: CodeContext): string {
  if (arrival.times)
    return `const times = traces[${index}];
positions[${index}] += 1;
const coming = times[positions[${index}]];
if (coming <= last) queue.push(coming, 0, ${state}, 0);`;
  return `const coming = time + nonNegative(${gapCode(arrival, index, scope, context)}, time);
if (coming <= last) queue.push(coming, 0, ${state}, 0);`;
}

function gapCode({ every, rate: wanted }: Arrival, index: number, scope: Scope, context: CodeContext): string {
  if (every !== undefined) return intervalCode(every, scope, context);
  return `${codeName.gaps(index)}.exponential() * ${1 / rate(wanted!)}`;
}

/** What the draws of an arrival may use: the machine, not an entity, since there is none yet. */
function drawScope({ every, batch, spacing }: Arrival, { model, formulas }: CodeContext) {
  const draws = [every, batch, spacing].map((name) => (typeof name === "string" ? model.draws?.[name] : undefined));
  return formulas.withDefinitions(
    formulas.machine,
    draws.map((draw) => draw?.times ?? 1),
  );
}
