import { callCosts } from "../cost/calls.js";
import { instructionSets } from "../cost/instructionSets.js";
import { mapCosts } from "../cost/maps.js";
import { outputCosts } from "../cost/outputs.js";
import { probeCosts } from "../cost/probes.js";
import type { Model } from "../machine/model.js";
import { type ArticleOptions, article } from "../program/article.js";
import { type SchedulerOptions, scheduler } from "../program/scheduler.js";
import type { ProgramOptions } from "../program/schedulerProgram.js";
import { numberOption, quantityOption, switchOption } from "./options.js";

/** A parameter of a program as a flag of the command. */
export interface ProgramFlag {
  /** As commander takes it, such as `"--processes <n>"`. */
  readonly flags: string;
  readonly description: string;
  /** One value of it; the text itself unless given. */
  readonly parse?: (text: string) => unknown;
}

/** A built-in program as the command offers it. */
export interface BuiltInProgram {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly ProgramFlag[];
  /** The model that the flags' values make, by the flags' names in camel case; what it does not know it leaves alone. */
  readonly model: (values: Readonly<Record<string, unknown>>) => Model;
}

const processes = (description: string): ProgramFlag => number("processes", description);
const namesOf = (costs: ReadonlyMap<string, unknown>): string => [...costs.keys()].join(", ");
const maps = namesOf(mapCosts);
const outputs = `${namesOf(outputCosts)}; ring-buffer-wake-up:1000 for one wake-up in 1,000 records`;

/** How a program is built and attached: the techniques of `Techniques`, in the same words. */
const techniques: readonly ProgramFlag[] = [
  { flags: "--map <name>", description: `the program's map: ${maps}` },
  { flags: "--output <name>", description: `the program's output: ${outputs}` },
  duration("threshold", "waits longer than this are reported; 10 ms unless given"),
  duration("entry", "CPU time of the program's own instructions, each run"),
  { flags: "--probe <name>", description: `what calls the program: ${namesOf(probeCosts)}` },
  { flags: "--isa <version>", description: `its instruction set: ${namesOf(instructionSets)}` },
  { flags: "--calls <name:count>", description: `calls of a run, such as tail-call:3: ${namesOf(callCosts)}` },
  {
    flags: "--counters <on|off>",
    description: "whether its runs are counted and timed",
    parse: switchOption("--counters"),
  },
  number("pages", "cold pages of code a run"),
  number("max-entries", "records the map holds"),
  number("bloom", "a Bloom filter in front of the map, made for so many elements"),
  number("sampling", "one process in so many is looked at"),
];

/** Whose costs the names of techniques stand for. */
const costs: ProgramFlag = {
  flags: "--costs <file>",
  description: "the cost profile of a machine, by phasebook calibrate, for what the names of techniques cost",
};

/** What `simulate`, `classify` and `sweep` know by name. */
export const builtInPrograms: readonly BuiltInProgram[] = [
  {
    name: "article",
    description: "runqslower as simulated in the article: ends after 9,999 events, as there, unless told otherwise",
    flags: [
      processes("processes that start together; 1,000 unless given"),
      duration("lifetime", "work of each, in ns or with a unit; 100 us unless given"),
      { flags: "--map <name>", description: `what holds the records, hash unless given: ${maps}` },
      number("cpus", "CPUs; 8 unless given"),
      duration("threshold", "waits longer than this are reported; 1 us unless given"),
      { flags: "--output <name>", description: `how a report leaves, article-output unless given: ${outputs}` },
      costs,
    ],
    model: (values) => article(values as ArticleOptions),
  },
  {
    name: "scheduler",
    description: "processes that wait for CPUs, run and sleep, with runqslower on top where a flag of it is given",
    flags: [
      number("cpus", "CPUs; 1 unless given"),
      processes("a closed population of so many processes"),
      {
        flags: "--rate <rate>",
        description: "an open one: processes that come by a Poisson process, such as 2000/s",
      },
      law("lifetime", "CPU work of a life"),
      law("burst", "CPU work between two sleeps"),
      law("sleep", "sleep between two bursts"),
      duration("active-for", "a process leaves so long after its first burst was due"),
      { flags: "--queue <kind>", description: "per-cpu, one for each CPU, unless given; or shared, one for all" },
      law("slice", "how long a process runs while others wait, Linux' base slice unless given"),
      duration("wake-up", "CPU time of a wake-up"),
      duration("wake-up-delay", "from the end of a sleep to the wake-up, with the CPU free"),
      duration("switch", "CPU time of a context switch"),
      duration("fork", "CPU time of a fork"),
      ...techniques,
      costs,
    ],
    model: (values) => scheduler(schedulerOptions(values)),
  },
];

interface SchedulerFlags extends Omit<SchedulerOptions, "arrivals" | "contextSwitch" | "program">, ProgramOptions {
  rate?: string;
  switch?: number | string;
}

function schedulerOptions({
  rate,
  switch: contextSwitch,
  map,
  output,
  threshold,
  entry,
  probe,
  isa,
  calls,
  counters,
  pages,
  maxEntries,
  bloom,
  sampling,
  ...flags
}: SchedulerFlags): SchedulerOptions {
  if ((flags.processes === undefined) === (rate === undefined))
    throw new RangeError(
      "scheduler: expected either --rate 2000/s, processes that come, or --processes 100, that stay",
    );
  const program = { map, output, threshold, entry, probe, isa, calls, counters, pages, maxEntries, bloom, sampling };
  const given = Object.fromEntries(Object.entries(program).filter(([, value]) => value !== undefined));
  return {
    ...flags,
    ...(rate === undefined ? {} : { arrivals: { rate } }),
    ...(contextSwitch === undefined ? {} : { contextSwitch }),
    ...(Object.keys(given).length > 0 ? { program: given } : {}),
  };
}

function number(name: string, description: string): ProgramFlag {
  return { flags: `--${name} <n>`, description, parse: numberOption(`--${name}`) };
}

function duration(name: string, description: string): ProgramFlag {
  return { flags: `--${name} <duration>`, description, parse: quantityOption };
}

function law(name: string, description: string): ProgramFlag {
  return { flags: `--${name} <law>`, description: `${description}: a duration, or exp:<mean>` };
}
