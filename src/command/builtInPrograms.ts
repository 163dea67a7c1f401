import { mapCosts } from "../cost/maps.js";
import { outputCosts } from "../cost/outputs.js";
import type { Model } from "../machine/model.js";
import { type ArticleOptions, article } from "../program/article.js";
import { type SchedulerOptions, scheduler } from "../program/scheduler.js";
import { numberOption, quantityOption } from "./options.js";

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
const maps = [...mapCosts.keys()].join(", ");

/** What `simulate`, `classify` and `sweep` know by name. */
export const builtInPrograms: readonly BuiltInProgram[] = [
  {
    name: "article",
    description: "runqslower as simulated in the article",
    flags: [
      processes("processes that start together"),
      duration("lifetime", "work of each, in ns or with a unit"),
      { flags: "--map <name>", description: maps },
      number("cpus", "CPUs"),
      duration("threshold", "report waits longer than this"),
    ],
    model: (values) => article(values as ArticleOptions),
  },
  {
    name: "scheduler",
    description: "processes that wait for CPUs, run and sleep, with runqslower on top where a map is named",
    flags: [
      number("cpus", "CPUs"),
      processes("a closed population of so many processes"),
      {
        flags: "--rate <rate>",
        description: "an open one: processes that come by a Poisson process, such as 2000/s",
      },
      law("lifetime", "CPU work of a life"),
      law("burst", "CPU work between two sleeps"),
      law("sleep", "sleep between two bursts"),
      duration("active-for", "a process leaves so long after its first burst was due"),
      { flags: "--queue <kind>", description: "per-cpu or shared" },
      duration("slice", "how long a process runs while others wait"),
      duration("wake-up", "CPU time of a wake-up"),
      duration("wake-up-delay", "from the end of a sleep to the wake-up, with the CPU free"),
      duration("switch", "CPU time of a context switch"),
      duration("fork", "CPU time of a fork"),
      { flags: "--map <name>", description: `the program's map: ${maps}` },
      { flags: "--output <name>", description: `the program's output: ${[...outputCosts.keys()].join(", ")}` },
      duration("threshold", "waits longer than this are reported"),
    ],
    model: (values) => scheduler(schedulerOptions(values)),
  },
];

interface SchedulerFlags extends Omit<SchedulerOptions, "arrivals" | "contextSwitch" | "program"> {
  rate?: string;
  switch?: number | string;
  map?: string;
  output?: string;
  threshold?: number | string;
}

function schedulerOptions({
  rate,
  switch: contextSwitch,
  map,
  output,
  threshold,
  ...flags
}: SchedulerFlags): SchedulerOptions {
  const program = { map, output, threshold };
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
