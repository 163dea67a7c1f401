import type { Distribution, DistributionJson } from "../distribution/distribution.js";
import type { Expression } from "./expression.js";

/** A number, or a duration such as `"3 ms"`, which stands for its ns. */
export type Quantity = number | string;

/**
 * A program as a state machine: plain data that survives `JSON.stringify`.
 *
 * Entities (processes) arrive, and each event puts one of them into a state. Entering a state draws random values, adds to
 * accounts, changes counters, takes and gives back resources, and schedules what comes next, one event or several. Every
 * formula of a transition sees the machine as it was when the event began; all changes are made together afterwards, so
 * the order in which a model lists them means nothing.
 *
 * Names are letters, digits and underscores, and each is used once: a parameter, a counter, a draw and a definition are
 * all variables of the same expressions. Beside them `time` (ns), `alive` (entities), `cpu` (of the entity), `cpus` and
 * `born` (when the entity arrived, ns) are known, and of a resource named `disk` the number of entities it serves,
 * `disk_busy`, and that wait for it, `disk_waiting`.
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
  /** What entities take, wait for and give back. */
  readonly resources?: Readonly<Record<string, Resource>>;
  /** Formulas with a name, worked out wherever the name is used. */
  readonly definitions?: Readonly<Record<string, Expression>>;
  readonly draws?: Readonly<Record<string, Draw>>;
  /** The times that transitions `record`, each kept as a histogram. */
  readonly latencies?: readonly string[];
  readonly arrivals: readonly Arrival[];
  readonly states: Readonly<Record<string, State>>;
  /** The accounts whose ratio is the overhead. */
  readonly overhead?: { readonly bookkeeping: string; readonly work: string };
  readonly stop?: Stop;
}

/** Numbers that transitions read and set, with the value each begins at. */
export interface Counters {
  /** One for the whole machine. */
  readonly global?: Readonly<Record<string, number>>;
  /** One per CPU; an expression sees that of its entity's CPU. */
  readonly cpu?: Readonly<Record<string, number>>;
  /** One per entity, its attributes; a formula of parameters gives the first value. */
  readonly entity?: Readonly<Record<string, Expression>>;
}

/** Something that serves a number of entities at a time and lets the others wait. */
export interface Resource {
  /** How many it serves at a time; 1 unless given, a formula of parameters. */
  readonly capacity?: Expression;
  /** Whether there is one for the machine, its default, or one on each CPU, used by the entities of that CPU. */
  readonly per?: "machine" | "cpu";
  /**
   * Who is next: `"fifo"`, its default, `"lifo"`, by `"priority"` (the lowest number first, then first come), or
   * nobody waits and all are served at once, each the slower the more there are (`"processor-sharing"`, only for `use`).
   */
  readonly discipline?: "fifo" | "lifo" | "priority" | "processor-sharing";
  /** After so long, 1 ns at least, an entity that `use`s it goes back into the queue if another one waits; endless unless given. */
  readonly slice?: Quantity;
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

/**
 * Entities that enter `state`. `count` of them at once, at the time `at`; or one after the other: at the `times` of a trace; or
 * `every` so often, from the first interval on.
 */
export interface Arrival {
  readonly state: string;
  /** How many arrive together at `at`; a formula of parameters. */
  readonly count?: Expression;
  /** When they arrive, or when the first interval begins; 0 unless given. */
  readonly at?: Quantity;
  /** The time between arrivals: a duration, or the name of a draw (exponential for a Poisson process). */
  readonly every?: Quantity;
  /** Arrivals of a Poisson process in a unit of time, such as `"2000/s"`; or per ns. */
  readonly rate?: Quantity;
  /** The times of a trace, ns, in order. */
  readonly times?: readonly number[];
  /** How many arrive each time: a number or the name of a draw; 1 unless given. */
  readonly batch?: number | string;
  /** The time between the entities of a batch: a duration or the name of a draw; 0 unless given. */
  readonly spacing?: Quantity;
  /** No arrival after this time. */
  readonly until?: Quantity;
}

/** What entering a state does: one transition, or the first of several that applies (none: nothing happens). */
export type State = Transition | readonly Transition[];

/** The parts of a transition, in the order they are worked out; the changes are made at its end. */
export interface Transition {
  /** Applies only where this is true. */
  readonly when?: Expression;
  /** Applies in this share of the entries; the probabilities of a state add up to at most 1. */
  readonly probability?: Expression;
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
  /** What is added to the histograms of latencies. */
  readonly record?: Readonly<Record<string, Expression>>;
  /** Resources that the entity gives back; whoever waits for them is served, before what follows. */
  readonly release?: readonly string[];
  /** Takes a resource, or waits for it, and keeps it until a transition releases it. */
  readonly seize?: Seize;
  /** Is served by a resource for some time, waiting where it must, and gives it back by itself. */
  readonly use?: Use;
  /** The entity leaves. Events of it that are still scheduled happen all the same. */
  readonly end?: boolean;
}

/** The CPU an entity is put on. `by` is a formula that is worked out for each CPU. */
export type Placement =
  /** The first of those with the lowest `by`. */
  | { readonly rule: "least-loaded"; readonly by: Expression }
  /** It stays where it is, unless the lowest `by` is lower by more than `margin` (0 unless given): then there. */
  | { readonly rule: "affinity"; readonly by: Expression; readonly margin?: Expression }
  /** One after the other. */
  | { readonly rule: "round-robin" }
  /** Each equally likely. */
  | { readonly rule: "random" };

/** The entity's entry into `state`, `after` ns from now. */
export interface Schedule {
  readonly state: string;
  readonly after: Expression;
  readonly when?: Expression;
  /** Of events at the same time those with the lower number come first, then those scheduled first; 0 unless given. */
  readonly priority?: number;
}

/** A claim on a resource that lasts until `release`. */
export interface Seize {
  readonly resource: string;
  /** The state that the entity enters when it has the resource. */
  readonly enter: string;
  /** For the discipline `"priority"`; 0 unless given. */
  readonly priority?: Expression;
}

/** Service by a resource. */
export interface Use extends Seize {
  /** How long the service takes when it is not shared, ns. */
  readonly for: Expression;
}

/** Where a run ends unless its options say `until` or `maxEvents`. */
export interface Stop {
  readonly events?: number;
  readonly time?: Quantity;
  /** Ends every run after the event that makes this true, whatever its options; a formula of the machine, not of an entity. */
  readonly when?: Expression;
}
