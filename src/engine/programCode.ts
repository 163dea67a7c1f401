import { expressionRuntime } from "../machine/expression.js";
import { type TransitionAt, transitionsOf } from "../machine/names.js";
import { arrivalCode } from "./arrivalCode.js";
import { columnsOf, renewColumns } from "./columns.js";
import { codeName } from "./formulas.js";
import { type CodeContext, exploded, stateCode } from "./transitionCode.js";

/**
 * The numbers by which events say what happens: first the model's states, then its arrivals, then the ends of services of
 * its resources.
 */
export interface EventNumbers {
  readonly arrival: (index: number) => number;
  readonly completion: (index: number) => number;
}

export function eventNumbers({ model }: Pick<CodeContext, "model">): EventNumbers {
  const states = Object.keys(model.states).length;
  return {
    arrival: (index) => states + index,
    completion: (index) => states + model.arrivals.length + index,
  };
}

/**
 * The body of a function that makes `run(parts, until, most)`, which handles events of the machine whose parts it is given. One
 * function serves all runs of a model: were it made anew over the parts of each, V8 would have to compile it for each.
 */
export function programCode(context: CodeContext, isTraced: boolean): string {
  const { model, formulas, isOpen } = context;
  const stop = model.stop?.when;
  const { scope, constants } = formulas.withDefinitions(formulas.machine, stop === undefined ? [] : [stop]);
  // In an open model the columns of entities are replaced by longer ones as they grow.
  const variable = isOpen ? "let" : "const";
  const columns = columnsOf(model);
  return `"use strict";
${expressionRuntime}
return function run(parts, until, most) {
const { machine, parameters, cpus, draws, arrivalStreams, choices, placement, turns, traces, positions } = parts;
const { together, fail, nonNegative, failBatch, mostEntities, mostScheduled } = parts;
const { queue, clock, accounts, entities, resources, latencies, counters, halt, trace } = machine;
const alive = entities.alive;
${formulas.parameterConstants()}
${declarations(context)}
${columns.map(([name, value]) => `${variable} ${name} = ${value};`).join("\n")}
let events = 0;
let time = clock[0];
while (events < most) {
if (!(queue.nextTime <= until)) break;
const before = time;
time = queue.nextTime;
const state = queue.nextState;
const entity = queue.nextEntity;
let cpu = cpuOf[entity];
queue.take();
let after = 0;
let next = -1;
switch (state) {
${cases(context)}
}
if (next >= 0) queue.replace(time + after, next, entity);
else queue.close();
${isOpen ? `if (state < ${Object.keys(model.states).length}) entities.settle(entity);` : ""}
events += 1;
${isTraced ? "trace.add(time, state, entity, cpu, entities.gone[entity] === 1);" : ""}
${stop === undefined ? "" : `${constants.join("\n")}\nif (${formulas.code("stop.when", stop, scope)}) { halt[0] = 1; break; }`}
}
clock[0] = time;
return events;
};`;
}

function declarations({ model }: CodeContext): string {
  const { global = {}, cpu = {}, entity = {} } = model.counters ?? {};
  return [
    ...Object.keys(model.draws ?? {}).map(
      (name, index) =>
        `const { sample: ${codeName.draw(name)}, stream: ${codeName.stream(name)} } = draws[${index}];
const { mu: ${codeName.draw(name)}_mu, sigma: ${codeName.draw(name)}_sigma } = draws[${index}].parameters;`,
    ),
    ...model.arrivals.map((_, index) => `const ${codeName.gaps(index)} = arrivalStreams[${index}];`),
    ...Object.keys({ ...global, ...cpu }).map((name) => `const ${codeName.counter(name)} = counters.${name};`),
    ...Object.keys(entity).map((name) => `const ${codeName.total(name)} = entities.totals.${name};`),
    ...Object.keys(model.resources ?? {}).map((name) => `const ${codeName.resource(name)} = resources.${name};`),
    ...(model.latencies ?? []).map((name) => `const ${codeName.latency(name)} = latencies.${name};`),
  ].join("\n");
}

function cases(context: CodeContext): string {
  const { model } = context;
  const numbers = eventNumbers(context);
  const transitions = new Map<string, TransitionAt[]>();
  for (const each of transitionsOf(model)) {
    const own = transitions.get(each.state);
    if (own) own.push(each);
    else transitions.set(each.state, [each]);
  }
  const states = [...transitions].map(
    ([name, own], index) => `case ${index}: { // ${name}\n${stateCode(index, own, context)}\nbreak; }`,
  );
  const arrivals = model.arrivals.flatMap((arrival, index) =>
    arrival.count === undefined
      ? [`case ${numbers.arrival(index)}: {\n${arrivalCode(arrival, index, numbers.arrival(index), context)}\nbreak; }`]
      : [
          `case ${numbers.arrival(index)}: { together(${index}, time); ${context.isOpen ? renewColumns(model) : ""} ${exploded} break; }`,
        ],
  );
  const completions = Object.entries(model.resources ?? {}).map(([name, { discipline }], index) => {
    const resource = codeName.resource(name);
    // Who shares a resource is done later than was thought when others have come: such an event never was.
    return discipline === "processor-sharing"
      ? `case ${numbers.completion(index)}: if (!${resource}.completeShared(entity, time)) { time = before; queue.close(); continue; } break;`
      : `case ${numbers.completion(index)}: ${resource}.complete(entity, time); ${context.isOpen ? "queue.close(); entities.settle(entity);" : ""} break;`;
  });
  return [...states, ...arrivals, ...completions].join("\n");
}
