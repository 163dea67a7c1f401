import { requireObject } from "../argument/argument.js";
import type { CostProfile } from "../cost/costProfile.js";
import { constant } from "../distribution/constant.js";
import { uniform } from "../distribution/uniform.js";
import { duration } from "../machine/duration.js";
import { type Law, law } from "../machine/law.js";
import type { Arrival, Draw, Model, Quantity, Transition } from "../machine/model.js";
import { type ProgramOptions, programOf } from "./schedulerProgram.js";

/** How processes come: as an arrival of a model does, without the state. */
export type Arrivals = Omit<Arrival, "state" | "every" | "spacing" | "batch"> & {
  /** The time between arrivals, a law of its own. */
  readonly every?: Law;
  readonly batch?: number | Draw["distribution"];
  readonly spacing?: Law;
};

/** What can be changed in the scheduler's model. Durations are ns or strings with a unit, such as `"4 ms"`. */
export interface SchedulerOptions {
  /** 1 unless given. */
  readonly cpus?: number;
  /** A closed population: so many processes, for ever. Either this or `arrivals`. */
  readonly processes?: number;
  /** An open one: processes come, live for `lifetime`, and leave. */
  readonly arrivals?: Arrivals;
  /** CPU work of a process in its life; one that comes and leaves has one. */
  readonly lifetime?: Law;
  /** CPU work between two sleeps; a whole life unless given. */
  readonly burst?: Law;
  /** Sleep between two bursts. */
  readonly sleep?: Law;
  /** Only for a closed population: a process leaves when its next burst is due so long after its first one, or later. */
  readonly activeFor?: Quantity;
  /** One run queue for each CPU, its default, where a process is put on the least loaded when it wakes; or one that all share. */
  readonly queue?: "per-cpu" | "shared";
  /**
   * A process that has run so long goes to the end of the queue if another one waits. Unless given, Linux' base slice (6.12 and
   * later) on a machine with as many CPUs, two at least: 0.7 ms (1 + ⌊log2 CPUs⌋), not more than with 8 CPUs. A law that is not
   * constant is drawn for every slice, 1 ns at least.
   */
  readonly slice?: Law;
  /** Said for the reader: here waiting emerges from queueing, and no law of waits is drawn from as in `article`. */
  readonly wait?: "emerges";
  /** CPU time of a wake-up, of a switch from one process to another, and of a fork; 0 unless given. */
  readonly wakeUp?: Quantity;
  readonly contextSwitch?: Quantity;
  readonly fork?: Quantity;
  /** From the time a sleep is over until the process is woken, with the CPU free meanwhile (a timer's slack); 0 unless given. */
  readonly wakeUpDelay?: Quantity;
  /** The program that is modelled; without one this is textbook queueing. */
  readonly program?: ProgramOptions;
  /**
   * The machine whose costs the names in `program` stand for: a profile or its file, such as `"my-kernel.json"` by `phasebook calibrate`;
   * the default costs unless given.
   */
  readonly costs?: string | CostProfile;
}

/**
 * Processes on the CPUs of a machine, with a program that runs whenever one starts or stops waiting.
 *
 * A process wakes, waits in a run queue, runs for slices of its burst, sleeps, and wakes again until the work of its life is
 * done. Waiting emerges from queueing. What a wake-up, a fork, a switch and the program cost is CPU time, and whoever runs next
 * pays it before it gets on with its own work; the program puts a record into its map when a process begins to wait, and takes it
 * out when it runs. With nothing but work on the CPUs (`contextSwitch`, `wakeUp`, `fork` 0 and no program) it is textbook queueing.
 *
 * With `maxEntries` or `sampling` a wait may go unnoted: `lost` counts those for which the map had no room, `records` only what it holds.
 *
 * Accounts: `run` (work of processes, ns), `bpf` (of the program, ns) and `system` (switches, wake-ups and forks, ns). Latencies:
 * `wait` (from ready to running, each time, ns) and `response` (from the time a burst was due until it is done, ns).
 *
 * @throws RangeError that names the option that is wrong
 */
export function scheduler(options: SchedulerOptions): Model {
  requireObject("scheduler", "options", options);
  const { cpus = 1, processes, arrivals, queue = "per-cpu" } = options;
  checkOptions(options);
  const slice = sliceOf(options.slice ?? baseSlice(cpus));
  const laws = lawsOf(options);
  const program = programOf(options.program, options.costs);
  const perCpu = queue === "per-cpu";
  const lives = laws.lifetime !== undefined;
  const aged: Transition["set"] = lives ? { life: "life - part" } : {};
  return {
    name: "scheduler",
    description: "processes that wait for a CPU, run and sleep, and a program that takes note of every wait",
    parameters: {
      ...(processes === undefined ? {} : { processes }),
      ...slice.parameters,
      wakeUp: duration(options.wakeUp ?? 0, "wakeUp"),
      wakeUpDelay: duration(options.wakeUpDelay ?? 0, "wakeUpDelay"),
      contextSwitch: duration(options.contextSwitch ?? 0, "contextSwitch"),
      forkTime: duration(options.fork ?? 0, "fork"),
      ...(options.activeFor === undefined ? {} : { activeFor: duration(options.activeFor, "activeFor") }),
      ...program.parameters,
    },
    labels: { queue, ...program.labels },
    cpus,
    accounts: { run: 0, bpf: 0, system: 0 },
    overhead: { bookkeeping: "bpf", work: "run" },
    counters: {
      global: { records: 0, ...program.noting.global },
      entity: {
        ...program.noting.entity,
        // Work left of the life and of the burst; the part of it that is being run.
        ...(lives ? { life: 0 } : {}),
        rest: 0,
        part: 0,
        // When the burst was due and when the wait began; CPU time to be paid before the next slice.
        due: 0,
        ready: 0,
        // When the first burst was due.
        ...(options.activeFor === undefined ? {} : { first: "Infinity" }),
        owed: 0,
      },
    },
    resources: {
      runqueue: perCpu ? { per: "cpu" } : { capacity: "cpus" },
    },
    definitions: program.definitions,
    draws: { ...laws.draws, ...slice.draws, ...program.noting.draws },
    latencies: ["wait", "response"],
    arrivals: [arrivals ? arrivalOf(arrivals) : { state: "start", count: "processes" }],
    states: {
      start: {
        draw: [
          ...(lives ? ["lifetime"] : []),
          ...(arrivals ? [] : ["firstSleep"]),
          ...Object.keys(program.noting.draws),
        ],
        set: {
          owed: `forkTime + ${program.create}`,
          ...(lives ? { life: "lifetime" } : {}),
          ...program.noting.chosen,
        },
        charge: { system: "forkTime", bpf: program.create },
        schedule: [{ state: "wake", after: arrivals ? 0 : "firstSleep + wakeUpDelay" }],
      },
      wake: [
        // Whose time is over never gets to its next burst.
        ...(options.activeFor === undefined ? [] : [{ when: "time - wakeUpDelay - first >= activeFor", end: true }]),
        {
          // The first of the least loaded CPUs; where it was, if that is one of them.
          ...(perCpu ? { place: { rule: "affinity", by: "runqueue_busy + runqueue_waiting" } } : {}),
          draw: laws.burst ? ["burst"] : [],
          set: {
            rest: !laws.burst ? "life" : lives ? "min(burst, life)" : "burst",
            // A process that has just come was not asleep.
            ...(options.activeFor === undefined ? {} : { first: "min(first, time - wakeUpDelay)" }),
            due: arrivals ? "time == born ? time : time - wakeUpDelay" : "time - wakeUpDelay",
            ready: "time",
            owed: `owed + wakeUp + ${program.record}`,
            ...program.noting.begins,
          },
          charge: { system: "wakeUp", bpf: program.record },
          seize: { resource: "runqueue", enter: "run" },
        },
      ],
      run: {
        ...slice.each,
        define: {
          waited: "time - ready",
          reporting: program.report,
          next: "min(rest, slice)",
        },
        schedule: [{ state: "stop", after: "owed + contextSwitch + reporting + next" }],
        set: { part: "next", owed: 0, ...program.noting.ends },
        record: { wait: "waited" },
        charge: { run: "next", bpf: "reporting", system: "contextSwitch" },
      },
      stop: [
        // Nobody waits: it goes on without a switch.
        {
          when: "rest > part and runqueue_waiting == 0",
          ...slice.each,
          define: { next: "min(rest - part, slice)" },
          schedule: [{ state: "stop", after: "next" }],
          set: { rest: "rest - part", part: "next", ...aged },
          charge: { run: "next" },
        },
        // Its slice is over: to the end of the queue.
        {
          when: "rest > part",
          set: {
            rest: "rest - part",
            ...aged,
            ready: "time",
            owed: program.record,
            ...program.noting.begins,
          },
          charge: { bpf: program.record },
          release: ["runqueue"],
          seize: { resource: "runqueue", enter: "run" },
        },
        ...ending(laws),
      ],
    },
  };
}

function baseSlice(cpus: number): number {
  return 700_000 * (1 + Math.floor(Math.log2(Math.min(Math.max(cpus, 2), 8))));
}

interface Slice extends Pick<Required<Model>, "parameters" | "draws"> {
  /** What a transition that begins a slice draws. */
  readonly each: Pick<Transition, "draw">;
}

/** A parameter where every slice is the same, else a draw, of the same name. */
function sliceOf(slice: Law): Slice {
  const distribution = law(slice, "slice");
  if (distribution.family !== "constant")
    return { parameters: {}, draws: { slice: { distribution, atLeast: 1 } }, each: { draw: ["slice"] } };
  if (distribution.mean < 1) throw new RangeError(`slice: expected 1 ns or more, got ${distribution.mean}`);
  return { parameters: { slice: distribution.mean }, draws: {}, each: {} };
}

interface Laws {
  readonly draws: Readonly<Record<string, Draw>>;
  readonly lifetime?: true;
  readonly burst?: true;
  readonly sleep?: true;
}

function lawsOf({ lifetime, burst, sleep, arrivals }: SchedulerOptions): Laws {
  const laws = {
    lifetime: lifetime === undefined ? undefined : law(lifetime, "lifetime"),
    burst: burst === undefined ? undefined : law(burst, "burst"),
    sleep: sleep === undefined ? undefined : law(sleep, "sleep"),
    every: arrivals?.every === undefined ? undefined : law(arrivals.every, "arrivals.every"),
    spacing: arrivals?.spacing === undefined ? undefined : law(arrivals.spacing, "arrivals.spacing"),
  };
  const draws: Record<string, Draw> = {};
  for (const [name, distribution] of Object.entries(laws)) if (distribution) draws[name] = { distribution };
  if (typeof arrivals?.batch === "object") draws.batch = { distribution: arrivals.batch };
  if (!arrivals) {
    // A closed population does not begin all at once: each sleeps for some part of a mean sleep.
    const mean = laws.sleep?.mean ?? 0;
    draws.firstSleep = { distribution: mean > 0 ? uniform(0, mean) : constant(0) };
  }
  return {
    draws,
    ...(laws.lifetime ? { lifetime: true } : {}),
    ...(laws.burst ? { burst: true } : {}),
    ...(laws.sleep ? { sleep: true } : {}),
  };
}

function arrivalOf(arrivals: Arrivals): Arrival {
  const { every, spacing, batch, ...rest } = arrivals;
  return {
    state: "start",
    ...rest,
    ...(every === undefined ? {} : { every: "every" }),
    ...(spacing === undefined ? {} : { spacing: "spacing" }),
    ...(batch === undefined ? {} : { batch: typeof batch === "number" ? batch : "batch" }),
  };
}

/** A burst is done: the end of a life, or a sleep before the next one. */
function ending({ lifetime, sleep }: Laws): Transition[] {
  const done: Transition = { record: { response: "time - due" }, release: ["runqueue"] };
  const next: Transition = {
    ...done,
    ...(sleep ? { draw: ["sleep"] } : {}),
    ...(lifetime ? { set: { life: "life - part" } } : {}),
    schedule: [{ state: "wake", after: sleep ? "sleep + wakeUpDelay" : 0 }],
  };
  return lifetime ? [{ ...done, when: "life <= part", end: true }, next] : [next];
}

function checkOptions(options: SchedulerOptions): void {
  const { cpus = 1, processes, arrivals, lifetime, burst, sleep, activeFor, queue = "per-cpu", wait } = options;
  if (!(Number.isInteger(cpus) && cpus >= 1)) throw new RangeError(`cpus: expected a whole number from 1, got ${cpus}`);
  if (queue !== "per-cpu" && queue !== "shared")
    throw new RangeError(`queue: expected "per-cpu" or "shared", got ${JSON.stringify(queue)}`);
  if (wait !== undefined && wait !== "emerges")
    throw new RangeError(`wait: here it "emerges" from queueing and cannot be given, got ${JSON.stringify(wait)}`);
  if ((processes === undefined) === (arrivals === undefined))
    throw new RangeError("expected either processes, a closed population, or arrivals, an open one");
  if (processes !== undefined && !(Number.isInteger(processes) && processes >= 1))
    throw new RangeError(`processes: expected a whole number from 1, got ${processes}`);
  if (arrivals && lifetime === undefined)
    throw new RangeError('lifetime: processes that arrive need the CPU work of their life, such as "exp:5 ms"');
  if (!arrivals && burst === undefined && lifetime === undefined)
    throw new RangeError('burst: a closed population needs the CPU work between two sleeps, such as "exp:2 ms"');
  if (arrivals && activeFor !== undefined)
    throw new RangeError("activeFor: means nothing for processes that arrive; they live for their lifetime");
  if (sleep !== undefined && burst === undefined && lifetime !== undefined)
    throw new RangeError("sleep: means nothing without bursts to sleep between");
}
