import type { Distribution } from "../distribution/distribution.js";
import { distributionFrom } from "../distribution/families.js";
import { Formulas, parameterValues, type Scope } from "../engine/formulas.js";
import { quantity } from "../machine/duration.js";
import { type Expression, expressionRuntime } from "../machine/expression.js";
import type { Draw, Model, Transition, Use } from "../machine/model.js";
import { transitionsOf } from "../machine/names.js";
import { type DrawnLaw, drawnLaw } from "./drawnLaw.js";

/** What an entity that enters a state finds: the machine, itself, and the time. */
export interface Moment {
  /** The machine's variables in the order of {@link Effects.environment}. */
  readonly environment: Float64Array;
  /** The entity's counters in the order of {@link Effects.attributes}. */
  readonly attributes: Float64Array;
  time: number;
  born: number;
}

/** What one transition does; its arrays are written anew each time. */
export interface Effect {
  /** Of each event it schedules, ns; NaN where it does not schedule it now. */
  readonly delays: Float64Array;
  /** What it adds to each variable of the machine, in entities' worth: of a counter per CPU, to the mean over the CPUs. */
  readonly changes: Float64Array;
  readonly charges: Float64Array;
  /** The entity's counters afterwards. */
  readonly attributes: Float64Array;
  /** The time for which it uses a resource, ns; 0 where it seizes one. */
  readonly service: Float64Array;
}

export interface Alternative {
  readonly path: string;
  readonly transition: Transition;
  /** The states of the events that it schedules. */
  readonly targets: readonly number[];
  readonly effect: Effect;
  /** The state entered with the resource, and which resource; undefined where none is claimed. */
  readonly claim: { readonly resource: number; readonly target: number; readonly isUse: boolean } | undefined;
  readonly releases: readonly number[];
  readonly ends: boolean;
  /** Whether it ends a life by what the entity itself has come to, such as a clock that has run down. */
  readonly endsByItself: boolean;
  applies(moment: Moment): boolean;
  /** The share of the entries it takes; undefined where it takes all to which it applies. */
  readonly probability: ((moment: Moment) => number) | undefined;
  /** Fills `effect`. */
  apply(moment: Moment, sample: (draw: number) => number): void;
}

/** A model's transitions as functions of a mean state. */
export interface Effects {
  readonly model: Model;
  readonly states: readonly string[];
  readonly environment: readonly string[];
  readonly initialEnvironment: Float64Array;
  readonly attributes: readonly string[];
  readonly initialAttributes: Float64Array;
  readonly accounts: readonly string[];
  readonly draws: readonly DrawnLaw[];
  readonly resources: readonly { readonly name: string; readonly capacity: number; readonly perCpu: boolean }[];
  /** By state. */
  readonly alternatives: readonly (readonly Alternative[])[];
  /** Whether what an entity is like, or what it draws, decides where it goes, apart from how its life ends. */
  readonly branchesOnEntity: boolean;
  readonly usesCpu: boolean;
  /** The counters of an entity that decide when its life ends. */
  readonly clocks: readonly number[];
  /** The entity's counters at the beginning of a life that is far from its end. */
  readonly endlessAttributes: Float64Array;
  readonly parameterFormulas: Formulas;
}

/** A life is so many times longer where it is followed without an end. */
const endless = 1e6;

/** The place of `alive` among the variables of the machine. */
export const alive = 0;

/**
 * The transitions of a model as functions of a mean state: CPUs are alike, so a counter of a CPU is its mean over them.
 *
 * @throws ModelError for an expression that says something wrong
 */
export function effectsOf(model: Model): Effects {
  const { global = {}, cpu = {}, entity = {} } = model.counters ?? {};
  const formulas = new Formulas(model);
  const cpus = model.cpus ?? 1;
  const resources = Object.entries(model.resources ?? {}).map(([name, { capacity = 1, per = "machine" }], index) => ({
    name,
    capacity: formulas.constant(`resources.${name}.capacity`, capacity),
    perCpu: per === "cpu",
    index,
  }));
  const environment = [
    "alive",
    ...Object.keys(global),
    ...Object.keys(cpu),
    ...resources.flatMap(({ name }) => [`${name}_busy`, `${name}_waiting`]),
  ];
  const attributes = Object.keys(entity);
  const draws = model.draws ?? {};
  const scope: Scope = new Map([
    ...formulas.parameters,
    ["time", "time"],
    ["born", "born"],
    ["cpu", "0"],
    ...environment.map((name, index) => [name, `environment[${index}]`] as const),
    ...attributes.map((name, index) => [name, `attributes[${index}]`] as const),
  ]);
  const context: Context = { model, formulas, scope, environment, attributes, cpus };
  const states = Object.keys(model.states);
  const alternatives = states.map((): Alternative[] => []);
  for (const { state, path, transition } of transitionsOf(model))
    alternatives[states.indexOf(state)]!.push(alternativeOf(path, transition, states, context));
  const initialAttributes = Float64Array.from(Object.entries(entity), ([name, value]) =>
    formulas.constant(`counters.entity.${name}`, value),
  );
  formulas.throwIssues();
  const all = alternatives.flat();
  const clocks = attributes.flatMap((name, index) => {
    const decides = all.some(
      ({ endsByItself, transition }) => endsByItself && namesIn(transition.when!).includes(name),
    );
    return decides ? [index] : [];
  });
  return {
    model,
    states,
    environment,
    initialEnvironment: Float64Array.from([
      0,
      ...Object.values(global),
      ...Object.values(cpu),
      ...resources.flatMap(() => [0, 0]),
    ]),
    attributes,
    initialAttributes,
    accounts: Object.keys(model.accounts),
    draws: Object.values(draws).map((draw, index) => drawnLaw(lawOf(draw), index)),
    resources,
    alternatives,
    branchesOnEntity: all.some(
      ({ transition, endsByItself }) =>
        !endsByItself &&
        [transition.when, transition.probability, ...(transition.schedule ?? []).map(({ when }) => when)].some(
          (formula) => formula !== undefined && mentionsEntity(formula, transition, context),
        ),
    ),
    usesCpu: all.some(({ transition }) => JSON.stringify(transition).match(/\bcpu\b/) !== null),
    clocks,
    endlessAttributes: initialAttributes.map((value, each) => (clocks.includes(each) ? value * endless : value)),
    parameterFormulas: formulas,
  };
}

export function lawOf({ distribution }: Draw): Distribution {
  return "sample" in distribution ? (distribution as Distribution) : distributionFrom(distribution);
}

interface Context {
  readonly model: Model;
  readonly formulas: Formulas;
  readonly scope: Scope;
  readonly environment: readonly string[];
  readonly attributes: readonly string[];
  readonly cpus: number;
}

function alternativeOf(path: string, transition: Transition, states: readonly string[], context: Context): Alternative {
  const { model, environment, attributes } = context;
  const { when, probability, schedule = [], seize, use, release = [], end = false } = transition;
  const resources = Object.keys(model.resources ?? {});
  const claim: Use | undefined = use ?? (seize && { ...seize, for: 0 });
  const effect: Effect = {
    delays: new Float64Array(schedule.length),
    changes: new Float64Array(environment.length),
    charges: new Float64Array(Object.keys(model.accounts).length),
    attributes: new Float64Array(attributes.length),
    service: new Float64Array(1),
  };
  const applies = when === undefined ? () => true : formulaFunction(`${path}.when`, when, context);
  const apply = applyFunction(path, transition, claim, context);
  return {
    path,
    transition,
    targets: schedule.map(({ state }) => states.indexOf(state)),
    effect,
    claim: claim && {
      resource: resources.indexOf(claim.resource),
      target: states.indexOf(claim.enter),
      isUse: use !== undefined,
    },
    releases: release.map((name) => resources.indexOf(name)),
    ends: end,
    endsByItself: end && when !== undefined && mentionsEntity(when, transition, context),
    applies: (moment) => Boolean(applies(moment)),
    probability:
      probability === undefined
        ? undefined
        : (formulaFunction(`${path}.probability`, probability, context) as (moment: Moment) => number),
    apply: (moment, sample) => apply(moment, sample, effect),
  };
}

function formulaFunction(path: string, formula: Expression, context: Context): (moment: Moment) => number | boolean {
  const { formulas, scope } = context;
  const { scope: known, constants } = formulas.withDefinitions(scope, [formula]);
  const body = [...constants, `return ${formulas.code(path, formula, known)};`].join("\n");
  return compiled("moment", body, context) as (moment: Moment) => number | boolean;
}

function applyFunction(
  path: string,
  transition: Transition,
  claim: Use | undefined,
  context: Context,
): (moment: Moment, sample: (draw: number) => number, effect: Effect) => void {
  const { model, formulas, environment, attributes, cpus } = context;
  const draws = Object.keys(model.draws ?? {});
  const accounts = Object.keys(model.accounts);
  const { draw = [], define = {}, schedule = [], charge = {}, set = {} } = transition;
  const used = [
    ...draw.map((name) => model.draws![name]!.times ?? 1),
    ...Object.values(define),
    ...schedule.flatMap(({ after, when = 1 }) => [after, when]),
    ...Object.values(charge),
    ...Object.values(set),
    claim?.for ?? 0,
  ];
  const { scope: base, constants } = formulas.withDefinitions(context.scope, used);
  const scope = new Map(base);
  const lines = [...constants];
  const name = (what: string, value: string): void => {
    lines.push(`const local_${what} = ${value};`);
    scope.set(what, `local_${what}`);
  };
  const code = (where: string, formula: Expression): string => formulas.code(`${path}.${where}`, formula, scope);
  for (const each of draw) {
    const { times, atLeast } = model.draws![each]!;
    // Rounding to a whole number moves no mean by more than half a ns.
    const factor = times === undefined ? "" : ` * ${formulas.code(`draws.${each}.times`, times, base)}`;
    const value = `sample(${draws.indexOf(each)})${factor}`;
    name(each, atLeast === undefined ? value : `Math.max(${quantity(atLeast)}, ${value})`);
  }
  for (const [each, formula] of Object.entries(define)) name(each, code(`define.${each}`, formula));
  schedule.forEach(({ after, when }, index) => {
    const delay = code(`schedule[${index}].after`, after);
    const condition = when === undefined ? "" : `!(${code(`schedule[${index}].when`, when)}) ? NaN : `;
    lines.push(`effect.delays[${index}] = ${condition}${delay};`);
  });
  for (const [each, formula] of Object.entries(charge))
    lines.push(`effect.charges[${accounts.indexOf(each)}] = ${code(`charge.${each}`, formula)};`);
  lines.push("effect.attributes.set(attributes);");
  for (const [each, formula] of Object.entries(set)) {
    const value = code(`set.${each}`, formula);
    if (attributes.includes(each)) lines.push(`effect.attributes[${attributes.indexOf(each)}] = ${value};`);
    else {
      const index = environment.indexOf(each);
      const share = Object.hasOwn(model.counters?.cpu ?? {}, each) ? ` / ${cpus}` : "";
      lines.push(`effect.changes[${index}] = (${value} - environment[${index}])${share};`);
    }
  }
  if (claim) lines.push(`effect.service[0] = ${code("use.for", claim.for)};`);
  return compiled("moment, sample, effect", lines.join("\n"), context) as never;
}

function compiled(parameters: string, body: string, { formulas, model, cpus }: Context): unknown {
  const source = `"use strict";
${expressionRuntime}
${formulas.parameterConstants()}
return function (${parameters}) {
const { environment, attributes, time, born } = moment;
${body}
};`;
  return new Function("parameters", "cpus", source)(parameterValues(model), cpus);
}

/** Whether a formula's value differs between entities: it names a counter of theirs, a draw, or what is worked out from these. */
function mentionsEntity(formula: Expression, { define = {} }: Transition, { model, attributes }: Context): boolean {
  const open = new Set<string>();
  const mentions = (each: Expression): boolean =>
    namesIn(each).some((name) => {
      if (attributes.includes(name) || name === "born" || Object.hasOwn(model.draws ?? {}, name)) return true;
      const meaning = define[name] ?? model.definitions?.[name];
      if (meaning === undefined || open.has(name)) return false;
      open.add(name);
      return mentions(meaning);
    });
  return mentions(formula);
}

function namesIn(formula: Expression): string[] {
  return typeof formula === "string" ? [...formula.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name) : [];
}
