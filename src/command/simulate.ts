import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { mapCosts } from "../cost/maps.js";
import { outputCosts } from "../cost/outputs.js";
import type { LatencyHistogram } from "../engine/latency.js";
import type { Run } from "../engine/run.js";
import { simulate } from "../engine/simulate.js";
import type { Model } from "../machine/model.js";
import { perfetto } from "../plot/perfetto.js";
import { plot } from "../plot/plot.js";
import { save } from "../plot/save.js";
import { formatDuration } from "../plot/unit.js";
import { article } from "../program/article.js";
import { type SchedulerOptions, scheduler } from "../program/scheduler.js";
import { numberOption, quantityOption } from "./options.js";

interface RunOptions {
  seed: string;
  until?: number | string;
  maxEvents?: number;
  json?: true;
  save?: string;
  trace?: string;
}

interface ArticleFlags extends RunOptions {
  processes?: number;
  lifetime?: number | string;
  map?: string;
  cpus?: number;
  threshold?: number | string;
}

interface SchedulerFlags extends RunOptions, Omit<SchedulerOptions, "arrivals" | "contextSwitch" | "program"> {
  rate?: string;
  switch?: number | string;
  map?: string;
  output?: string;
  threshold?: number | string;
}

/** `phasebook simulate article | FILE`. */
export function simulateCommands(program: Command): void {
  const command = withRunOptions(
    program
      .command("simulate")
      .description("run a model once and say what it cost")
      .argument("<model>", "a file with a model as JSON, or the name of a built-in model (see the commands below)"),
  ).action(async (file: string, options: RunOptions) => show(readModel(file), options));

  withRunOptions(command.command("article"))
    .description("runqslower as simulated in the article")
    .option("--processes <n>", "processes that start together", numberOption("--processes"))
    .option("--lifetime <duration>", "work of each, in ns or with a unit", quantityOption)
    .option("--map <name>", [...mapCosts.keys()].join(", "))
    .option("--cpus <n>", "CPUs", numberOption("--cpus"))
    .option("--threshold <duration>", "report waits longer than this", quantityOption)
    .action(async (_: unknown, command: Command) => {
      const flags = command.optsWithGlobals<ArticleFlags>();
      await show(article(flags), flags);
    });

  withRunOptions(command.command("scheduler"))
    .description("processes that wait for CPUs, run and sleep, with runqslower on top where a map is named")
    .option("--cpus <n>", "CPUs", numberOption("--cpus"))
    .option("--processes <n>", "a closed population of so many processes", numberOption("--processes"))
    .option("--rate <rate>", "an open one: processes that come by a Poisson process, such as 2000/s")
    .option("--lifetime <law>", "CPU work of a life: a duration, or exp:<mean>")
    .option("--burst <law>", "CPU work between two sleeps: a duration, or exp:<mean>")
    .option("--sleep <law>", "sleep between two bursts: a duration, or exp:<mean>")
    .option("--active-for <duration>", "a process leaves so long after its first burst was due", quantityOption)
    .option("--queue <kind>", "per-cpu or shared")
    .option("--slice <duration>", "how long a process runs while others wait", quantityOption)
    .option("--wake-up <duration>", "CPU time of a wake-up", quantityOption)
    .option("--wake-up-delay <duration>", "from the end of a sleep to the wake-up, with the CPU free", quantityOption)
    .option("--switch <duration>", "CPU time of a context switch", quantityOption)
    .option("--fork <duration>", "CPU time of a fork", quantityOption)
    .option("--map <name>", `the program's map: ${[...mapCosts.keys()].join(", ")}`)
    .option("--output <name>", `the program's output: ${[...outputCosts.keys()].join(", ")}`)
    .option("--threshold <duration>", "waits longer than this are reported", quantityOption)
    .action(async (_: unknown, command: Command) => {
      const flags = command.optsWithGlobals<SchedulerFlags>();
      await show(scheduler(schedulerOptions(flags)), flags);
    });
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

function withRunOptions(command: Command): Command {
  return command
    .option("--seed <seed>", "the run's seed", "1")
    .option("--until <duration>", "the last moment of the run, in ns or with a unit", quantityOption)
    .option("--max-events <n>", "stop after so many events", numberOption("--max-events"))
    .option("--json", "print the result as JSON")
    .option("--save <file>", "draw the overhead over time into a .svg, .png, .html or .json file")
    .option(
      "--trace <file>",
      "write a .json file for ui.perfetto.dev and chrome://tracing: who did what, where and when",
    );
}

function readModel(file: string): Model {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (error as Error).message;
    throw new Error(`${file}: ${reason}; a model is a JSON file or a built-in name: article`);
  }
  try {
    return JSON.parse(text) as Model;
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}

async function show(model: Model, { seed, until, maxEvents, json, save: file, trace }: RunOptions): Promise<void> {
  const run = simulate(model, {
    seed,
    ...(until === undefined ? {} : { until }),
    ...(maxEvents === undefined ? {} : { maxEvents }),
    trace: trace !== undefined,
  });
  if (trace !== undefined) await save(perfetto(run), trace);
  if (file !== undefined) await save(plot.overhead(run), file);
  console.log(json ? JSON.stringify(asJson(run)) : inWords(run));
}

/** The contract of `--json`; what a model has none of is an empty object. */
function asJson({ overhead, events, time, accounts, stopped, entities, latencies, resources }: Run) {
  const map = <From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));
  return {
    overhead,
    events,
    time,
    accounts,
    stopped,
    entities: { arrived: entities.arrived, left: entities.left, mean: entities.mean },
    latencies: map(latencies, quantilesOf),
    resources: map(resources, ({ waits, ...use }) => ({ ...use, waits: quantilesOf(waits) })),
  };
}

/** All ns. */
function quantilesOf(latency: LatencyHistogram) {
  const { count, mean, max } = latency;
  if (count === 0) return { count };
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((p) => latency.quantile(p));
  return { count, mean, p50, p90, p99, max };
}

const endings: Readonly<Record<Run["stopped"], string>> = {
  done: "no event was left",
  until: "cut at its last moment",
  maxEvents: "cut at its last event",
  aborted: "aborted",
  condition: "the model's own condition came true",
  maxEntities: "cut: too many entities",
  maxScheduled: "cut: too many scheduled events",
};

function inQuantiles(latency: LatencyHistogram): string {
  if (latency.count === 0) return "never recorded";
  const [mean, p50, p90, p99] = [latency.mean, ...[0.5, 0.9, 0.99].map((p) => latency.quantile(p))].map(formatDuration);
  return `mean ${mean}, median ${p50}, 90 % ${p90}, 99 % ${p99}`;
}

function inWords({ model, seed, overhead, events, time, accounts, stopped, latencies, resources }: Run): string {
  const rows: [string, string][] = [
    ["model", `${model.name}, seed ${seed}`],
    ["overhead", Number.isNaN(overhead) ? "not defined by the model" : `${(100 * overhead).toPrecision(5)} %`],
    ["events", `${events.toLocaleString("en")} (${endings[stopped]})`],
    ["time", `${(time / 1e6).toLocaleString("en")} ms`],
    ...Object.entries(accounts).map(([name, value]): [string, string] => [
      `account ${name}`,
      `${(value / 1e6).toLocaleString("en")} ms`,
    ]),
    ...Object.entries(latencies).map(([name, latency]): [string, string] => [name, inQuantiles(latency)]),
    ...Object.entries(resources).map(([name, { utilisation, meanWaiting }]): [string, string] => [
      name,
      `${(100 * utilisation).toPrecision(4)} % in use, ${meanWaiting.toPrecision(4)} waiting on average`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}
