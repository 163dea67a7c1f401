import { quantity } from "../machine/duration.js";
import type { Expression } from "../machine/expression.js";
import type { Model, Placement, Transition, Use } from "../machine/model.js";
import type { TransitionAt } from "../machine/names.js";
import { codeName, type Formulas, type Scope } from "./formulas.js";

/** What writing the code of transitions needs to know of the rest. */
export interface CodeContext {
  readonly model: Model;
  readonly formulas: Formulas;
  /** What events call the states. */
  readonly stateNumbers: ReadonlyMap<string, number>;
  /** Whether entities come and go, so that their places are used again. */
  readonly isOpen: boolean;
  /** The number of a round-robin placement. */
  nextTurn(): number;
}

/** The code that ends the events at hand after this one where too much has come, for the bounds to be looked at. */
export const exploded = "if (alive[0] > mostEntities || queue.length > mostScheduled) most = 0;";

/** The code of a state: its transition, or the first of its alternatives that applies. */
export function stateCode(index: number, own: readonly TransitionAt[], context: CodeContext): string {
  checkProbabilities(own, context);
  const alternatives = own.reduceRight((otherwise, { path, transition }) => {
    const body = transitionCode(path, transition, context);
    const { when, probability } = transition;
    if (when === undefined && probability === undefined) return body;
    const { formulas } = context;
    const used = [when, probability].filter((each) => each !== undefined);
    const { scope, constants } = formulas.withDefinitions(formulas.everywhere, used);
    const conditions = [
      ...(when === undefined ? [] : [formulas.code(`${path}.when`, when, scope)]),
      ...(probability === undefined
        ? []
        : [`choice < (share += ${formulas.code(`${path}.probability`, probability, scope)})`]),
    ];
    return `${constants.join("\n")}\nif (${conditions.join(" && ")}) {\n${body}\n} else {\n${otherwise}\n}`;
  }, "");
  if (!own.some(({ transition }) => transition.probability !== undefined)) return alternatives;
  return `const choice = choices[${index}].uniform(); let share = 0;\n${alternatives}`;
}

/** Refuses probabilities that are none, where formulas of parameters alone give them. */
function checkProbabilities(own: readonly TransitionAt[], { formulas }: CodeContext): void {
  let sum = 0;
  for (const { path, transition } of own) {
    const { when, probability = 0 } = transition;
    const value = formulas.constantIfAny(probability) ?? 0;
    if (when === undefined) sum += value;
    if (!(value >= 0 && value <= 1))
      formulas.refuse(`${path}.probability`, `a probability is between 0 and 1, got ${value}`);
    // The sum of shares such as 0.1 may exceed 1 by rounding.
    else if (sum > 1 + 1e-9) formulas.refuse(`${path}.probability`, `the probabilities up to here add up to ${sum}`);
  }
}

function transitionCode(path: string, transition: Transition, context: CodeContext): string {
  const { model, formulas } = context;
  const { scope: base, constants } = formulas.withDefinitions(formulas.everywhere, formulasOf(transition, model));
  const scope = new Map(base);
  const lines: string[] = [];
  if (transition.place) lines.push(placementCode(`${path}.place`, transition.place, context));
  lines.push(...constants);
  for (const name of transition.draw ?? []) {
    lines.push(`const ${codeName.value(name)} = ${drawCode(name, base, context)};`);
    scope.set(name, codeName.value(name));
  }
  for (const [name, formula] of Object.entries(transition.define ?? {})) {
    lines.push(`const ${codeName.value(name)} = ${formulas.code(`${path}.define.${name}`, formula, scope)};`);
    scope.set(name, codeName.value(name));
  }
  lines.push(...scheduleCode(path, transition, scope, context));
  // Everything is worked out before anything is changed.
  const changes: string[] = [];
  const result = (field: string, name: string, formula: Expression): string => {
    const constant = `${field}_${name}`;
    lines.push(`const ${constant} = ${formulas.code(`${path}.${field}.${name}`, formula, scope)};`);
    return constant;
  };
  const accounts = Object.keys(model.accounts);
  for (const [name, formula] of Object.entries(transition.charge ?? {}))
    changes.push(`accounts[${accounts.indexOf(name)}] += ${result("charge", name, formula)};`);
  const entityCounters = Object.keys(model.counters?.entity ?? {});
  for (const [name, formula] of Object.entries(transition.set ?? {})) {
    const next = result("set", name, formula);
    const target = formulas.everywhere.get(name);
    // Totals over the entities that are there are kept as they change: to add them up for a window would take too long.
    if (entityCounters.includes(name))
      changes.push(`if (gone[entity] === 0) ${codeName.total(name)}[0] += ${next} - ${target};`);
    changes.push(`${target} = ${next};`);
  }
  for (const [name, formula] of Object.entries(transition.record ?? {}))
    changes.push(`${codeName.latency(name)}.record(${result("record", name, formula)});`);
  for (const name of transition.release ?? [])
    changes.push(`${codeName.resource(name)}.release(${copyOf(name, model)}, entity, time);`);
  changes.push(...claimCode(transition, context, result));
  if (transition.end) changes.push("entities.leave(entity, time);");
  // Only where an event brings several others can there be more and more of them.
  const { schedule = [], seize, use } = transition;
  if (schedule.length + (seize || use ? 1 : 0) > 1) changes.push(exploded);
  return [...lines, ...changes].join("\n");
}

function claimCode(
  { seize, use }: Transition,
  { model, stateNumbers }: CodeContext,
  result: (field: string, name: string, formula: Expression) => string,
): string[] {
  const claim: Use | undefined = use ?? (seize && { ...seize, for: 0 });
  if (!claim) return [];
  const field = use ? "use" : "seize";
  const priority = result(field, "priority", claim.priority ?? 0);
  const work = use ? `${result(field, "for", claim.for)}, ` : "";
  const where = `${copyOf(claim.resource, model)}, entity, ${stateNumbers.get(claim.enter)}`;
  return [`${codeName.resource(claim.resource)}.${field}(${where}, ${work}${priority}, time);`];
}

function copyOf(resource: string, { resources }: Model): string {
  return resources![resource]!.per === "cpu" ? "cpu" : "0";
}

function scheduleCode(
  path: string,
  { schedule = [], seize, use, release }: Transition,
  scope: Scope,
  { formulas, stateNumbers, isOpen }: CodeContext,
): string[] {
  // Resources schedule events too, which come after it.
  const claims = seize !== undefined || use !== undefined || release !== undefined;
  return schedule.map((each, index) => {
    const at = `${path}.schedule[${index}]`;
    const delay = formulas.code(`${at}.after`, each.after, scope);
    // All transitions that schedule one event share one walk down the heap, after the switch: V8 copies it into each case otherwise.
    if (schedule.length === 1 && each.when === undefined && !each.priority && !claims)
      return `after = ${delay};
if (!(after >= 0 && time + after <= ${Number.MAX_SAFE_INTEGER})) fail(after, ${JSON.stringify(`${at}.after`)}, time);
next = ${stateNumbers.get(each.state)};${isOpen ? " pending[entity] += 1;" : ""}`;
    const push = `{ const delay = ${delay};
if (!(delay >= 0 && time + delay <= ${Number.MAX_SAFE_INTEGER})) fail(delay, ${JSON.stringify(`${at}.after`)}, time);
queue.push(time + delay, ${each.priority ?? 0}, ${stateNumbers.get(each.state)}, entity);${isOpen ? " pending[entity] += 1;" : ""} }`;
    return each.when === undefined ? push : `if (${formulas.code(`${at}.when`, each.when, scope)}) ${push}`;
  });
}

/** The code of a sample of a draw. */
export function drawCode(name: string, scope: Scope, { model, formulas }: CodeContext): string {
  const { distribution, times, round, atLeast } = model.draws![name]!;
  let code =
    distribution.family === "normal"
      ? `(${codeName.draw(name)}_mu + ${codeName.draw(name)}_sigma * ${codeName.stream(name)}.normal())`
      : `${codeName.draw(name)}(${codeName.stream(name)})`;
  if (times !== undefined) code += ` * ${formulas.code(`draws.${name}.times`, times, scope)}`;
  if (round) code = `roundHalfEven(${code})`;
  return atLeast === undefined ? code : `Math.max(${quantity(atLeast)}, ${code})`;
}

function formulasOf(transition: Transition, model: Model): Expression[] {
  const { seize, use } = transition;
  const times = (transition.draw ?? []).map((name) => model.draws![name]!.times ?? 1);
  const schedule = (transition.schedule ?? []).flatMap(({ after, when }) => [after, when ?? 1]);
  const claims = [seize?.priority ?? 0, use?.priority ?? 0, use?.for ?? 0];
  const { define, charge, set, record } = transition;
  return [
    ...times,
    ...schedule,
    ...claims,
    ...[define, charge, set, record].flatMap((each) => Object.values(each ?? {})),
  ];
}

function placementCode(path: string, place: Placement, context: CodeContext): string {
  if (place.rule === "random") return "cpu = placement.integer(cpus);\ncpuOf[entity] = cpu;";
  if (place.rule === "round-robin") {
    const turn = `turns[${context.nextTurn()}]`;
    return `cpu = ${turn};\n${turn} = (cpu + 1) % cpus;\ncpuOf[entity] = cpu;`;
  }
  const { formulas } = context;
  const margin = place.rule === "affinity" ? (place.margin ?? 0) : 0;
  const { scope, constants } = formulas.withDefinitions(formulas.everywhere, [place.by, margin]);
  const load = formulas.code(`${path}.by`, place.by, scope);
  const stays = `here - least <= ${formulas.code(`${path}.margin`, margin, scope)}`;
  // The formula is worked out with each CPU in the place of the entity's own.
  const search = `let least = Infinity, chosen = 0;
for (let other = 0; other < cpus; other += 1) {
const cpu = other;
${constants.join("\n")}
const load = ${load};
if (load < least) { least = load; chosen = other; }
}`;
  if (place.rule === "least-loaded") return `{\n${search}\ncpu = chosen;\ncpuOf[entity] = cpu;\n}`;
  return `{
${search}
let here; { ${constants.join(" ")} here = ${load}; }
{ ${constants.join(" ")} if (!(${stays})) { cpu = chosen; cpuOf[entity] = cpu; } }
}`;
}
