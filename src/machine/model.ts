import type { Distribution, DistributionJson } from "../distribution/distribution.js";
import type { Expression } from "./expression.js";

/** A number, or a duration such as `"3 ms"`, which stands for its ns. */
export type Quantity = number | string;

/**
 * A program as a state machine: plain data that survives `JSON.stringify`.
 *
 * Entities (processes) arrive, and each event puts one of them into a state. Entering a state draws random values, adds to
 * accounts, changes counters and schedules what comes next, one event or several. Every formula of a transition sees
 * the machine as it was when the event began; all changes are made together afterwards, so the order in which a model
 * lists them means nothing.
 *
 * Names are letters, digits and underscores, and each is used once: a parameter, a counter, a draw and a definition are
 * all variables of the same expressions. Beside them `time` (ns), `alive` (entities), `cpu` (of the entity) and `cpus`
 * are known everywhere.
 */
export interface Model {
  readonly name: string;
  readonly description?: string;
  /** Numbers and durations (in ns) that the expressions may use. */
  readonly parameters?: Readonly<Record<string, Quantity>>;
  /** What else the model was made from, in words for those who read it, such as the kind of a map. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Number of CPUs, each with its own copy of every counter in `counters.cpu`; 1 unless given. */
  readonly cpus?: number;
  /** Resources consumed, with the amount each begins at. */
  readonly accounts: Readonly<Record<string, number>>;
  readonly counters?: Counters;
  /** Formulas with a name, worked out wherever the name is used. */
  readonly definitions?: Readonly<Record<string, Expression>>;
  readonly draws?: Readonly<Record<string, Draw>>;
  readonly arrivals: readonly Arrival[];
  readonly states: Readonly<Record<string, State>>;
  /** The accounts whose ratio is the overhead. */
  readonly overhead?: { readonly bookkeeping: string; readonly work: string };
  /** Where a run ends unless its options say `until` or `maxEvents`. */
  readonly stop?: { readonly events?: number; readonly time?: Quantity };
}

/** Numbers that transitions read and set, with the value each begins at. */
export interface Counters {
  /** One for the whole machine. */
  readonly global?: Readonly<Record<string, number>>;
  /** One per CPU; an expression sees that of its entity's CPU. */
  readonly cpu?: Readonly<Record<string, number>>;
  /** One per entity; a formula of parameters gives its first value. */
  readonly entity?: Readonly<Record<string, Expression>>;
}

/** A random value, drawn afresh by each transition that names it: a sample, times a factor, rounded, bounded. */
export interface Draw {
  readonly distribution: Distribution | DistributionJson;
  /** Multiplies the sample; 1 unless given. */
  readonly times?: Expression;
  /** Rounds the product to a whole number, halves to the even one. */
  readonly round?: boolean;
  /** Values below become this one. */
  readonly atLeast?: Quantity;
}

/** Entities that enter `state` at the same time. */
export interface Arrival {
  readonly state: string;
  readonly count: Expression;
  /** 0 unless given. */
  readonly at?: Quantity;
}

/** What entering a state does: one transition, or the first of several whose `when` holds (none: nothing happens). */
export type State = Transition | readonly Transition[];

/** The parts of a transition, in the order they are worked out; the changes are made at its end. */
export interface Transition {
  readonly when?: Expression;
  /** Puts the entity on a CPU before anything else is worked out. */
  readonly place?: Placement;
  /** The draws it takes, in this order. */
  readonly draw?: readonly string[];
  /** Formulas with a name for this transition alone; each may use those before it. */
  readonly define?: Readonly<Record<string, Expression>>;
  readonly schedule?: readonly Schedule[];
  /** What is added to accounts. */
  readonly charge?: Readonly<Record<string, Expression>>;
  /** The new values of counters. */
  readonly set?: Readonly<Record<string, Expression>>;
  /** The entity leaves. Events of it that are still scheduled happen all the same. */
  readonly end?: boolean;
}

/** The first of the CPUs on which the counter `by` is lowest. */
export interface Placement {
  readonly rule: "least-loaded";
  readonly by: string;
}

/** The entity's entry into `state`, `after` ns from now. */
export interface Schedule {
  readonly state: string;
  readonly after: Expression;
  readonly when?: Expression;
  /** Of events at the same time those with the lower number come first, then those scheduled first; 0 unless given. */
  readonly priority?: number;
}
