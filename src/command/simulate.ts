import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Run } from "../engine/run.js";
import { simulate } from "../engine/simulate.js";
import type { Model } from "../machine/model.js";
import { plot } from "../plot/plot.js";
import { save } from "../plot/save.js";
import { article } from "../program/article.js";
import { numberOption, quantityOption } from "./options.js";

interface RunOptions {
  seed: string;
  until?: number | string;
  maxEvents?: number;
  json?: true;
  save?: string;
}

interface ArticleFlags extends RunOptions {
  processes?: number;
  lifetime?: number | string;
  map?: string;
  cpus?: number;
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
    .option("--map <name>", "hash or task-storage")
    .option("--cpus <n>", "CPUs", numberOption("--cpus"))
    .option("--threshold <duration>", "report waits longer than this", quantityOption)
    .action(async (_: unknown, command: Command) => {
      const flags = command.optsWithGlobals<ArticleFlags>();
      await show(article(flags), flags);
    });
}

function withRunOptions(command: Command): Command {
  return command
    .option("--seed <seed>", "the run's seed", "1")
    .option("--until <duration>", "the last moment of the run, in ns or with a unit", quantityOption)
    .option("--max-events <n>", "stop after so many events", numberOption("--max-events"))
    .option("--json", "print the result as JSON")
    .option("--save <file>", "draw the overhead over time into a .svg, .png, .html or .json file");
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

async function show(model: Model, { seed, until, maxEvents, json, save: file }: RunOptions): Promise<void> {
  const run = simulate(model, {
    seed,
    ...(until === undefined ? {} : { until }),
    ...(maxEvents === undefined ? {} : { maxEvents }),
  });
  if (file !== undefined) await save(plot.overhead(run), file);
  const { overhead, events, time, accounts, stopped } = run;
  console.log(json ? JSON.stringify({ overhead, events, time, accounts, stopped }) : inWords(run));
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

function inWords({ model, seed, overhead, events, time, accounts, stopped }: Run): string {
  const rows: [string, string][] = [
    ["model", `${model.name}, seed ${seed}`],
    ["overhead", Number.isNaN(overhead) ? "not defined by the model" : `${(100 * overhead).toPrecision(5)} %`],
    ["events", `${events.toLocaleString("en")} (${endings[stopped]})`],
    ["time", `${(time / 1e6).toLocaleString("en")} ms`],
    ...Object.entries(accounts).map(([name, value]): [string, string] => [
      `account ${name}`,
      `${(value / 1e6).toLocaleString("en")} ms`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}
