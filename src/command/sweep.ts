import type { Command } from "commander";
import { displaySymbol } from "../display/mime.js";
import { adaptive } from "../experiment/design/adaptive.js";
import type { Design, Level } from "../experiment/design/design.js";
import { factorial } from "../experiment/design/factorial.js";
import { latinHypercube } from "../experiment/design/latinHypercube.js";
import type { Range } from "../experiment/design/range.js";
import { sobol } from "../experiment/design/sobol.js";
import type { Program } from "../experiment/program.js";
import { morris } from "../experiment/sensitivity/morris.js";
import { sobolIndices } from "../experiment/sensitivity/sobolIndices.js";
import { type SweepOptions, sweep } from "../experiment/sweep.js";
import type { Model } from "../machine/model.js";
import { save } from "../plot/save.js";
import { redis } from "../runner/redis.js";
import { workers } from "../runner/workers.js";
import type { Table } from "../table/table.js";
import { builtInPrograms } from "./builtInPrograms.js";
import { readModel } from "./modelCommand.js";
import { numberOption, quantityOption } from "./options.js";
import { type RedisFlags, redisFlagOf, redisOptionsOf, withRedisOptions } from "./redisOptions.js";
import { endsOf, type RunFlags, withRunOptions } from "./runOptions.js";
import { ProgressLine } from "./sweepProgress.js";
import { type SweepValues, sweepValues } from "./sweepValues.js";

interface SweepFlags extends RunFlags, RedisFlags {
  replications?: number;
  precision?: number;
  latinHypercube?: number;
  sobol?: number;
  adaptive?: number;
  by?: string;
  morris?: number;
  sobolIndices?: number;
  measure?: string[];
  classify?: true;
  store?: string;
  workers?: number;
  json?: true;
  csv?: true;
  save?: string;
}

/** Those that end a sweep with what is done; the second one ends it at once. */
const signals = ["SIGINT", "SIGTERM"] as const;

type Values = Readonly<Record<string, SweepValues>>;

/** `phasebook sweep MODEL`. */
export function sweepCommands(program: Command): void {
  const command = program
    .command("sweep")
    .description(
      "run a model at many points: values are lists (1000,2000), levels of a range (10us..1s:log:24) or, for designs that choose, ranges (10us..1s:log)",
    );
  const set = (text: string, before: Values = {}): Values => {
    const [name, ...values] = text.split("=");
    return { ...before, [name!]: sweepValues(values.join("="), quantityOption) };
  };
  withSweepOptions(
    command
      .argument("<model>", "a file with a model as JSON, or the name of a built-in model (see the commands below)")
      .option("--set <name=values>", "values of a parameter of the file's model; can be given again", set),
  ).action(async (file: string, { set: values = {}, ...flags }: SweepFlags & { set?: Values }) => {
    const model = readModel(file);
    requireRuns(values, flags, examplesOf(model));
    await run(model, values, flags);
  });
  for (const { name, description, flags, model } of builtInPrograms) {
    const each = withSweepOptions(command.command(name)).description(description);
    const names = flags.map((flag) => {
      each.option(flag.flags, flag.description, (text) => sweepValues(text, flag.parse ?? String));
      return each.options.at(-1)!.attributeName();
    });
    each.action(async (_: unknown, called: Command) => {
      const given = called.optsWithGlobals<SweepFlags & Record<string, SweepValues>>();
      const values = names.flatMap((each) => (given[each] === undefined ? [] : [[each, given[each]] as const]));
      requireRuns(Object.fromEntries(values), given, "such as --cpus 8,16 or --lifetime 10us..1ms:log:5");
      await run(model, Object.fromEntries(values), given);
    });
  }
}

/** A sweep of nothing would be one run, which nobody means who asks for a sweep. */
function requireRuns(values: Values, { replications, precision }: SweepFlags, examples: string): void {
  if (Object.keys(values).length > 0 || replications !== undefined || precision !== undefined) return;
  throw new RangeError(
    `sweep: expected values to run the model at (${examples}), or --replications; phasebook simulate runs it once`,
  );
}

function examplesOf({ parameters = {} }: Model): string {
  const names = Object.keys(parameters);
  return names.length > 0 ? `--set NAME=1,2,3 with a NAME of ${names.join(", ")}` : "but it has no parameters";
}

function withSweepOptions(command: Command): Command {
  const names = (text: string): string[] => text.split(",");
  return withRedisOptions(withRunOptions(command), "have the runs done by phasebook worker, wherever these are")
    .option("--replications <n>", "runs of each point, under seeds of their own", numberOption("--replications"))
    .option(
      "--precision <share>",
      "runs of each point until its overhead is known so well, from 10 to 1,000",
      numberOption("--precision"),
    )
    .option("--latin-hypercube <n>", "n points that cover each range evenly", numberOption("--latin-hypercube"))
    .option("--sobol <n>", "n points that fill the space evenly, a power of 2", numberOption("--sobol"))
    .option("--adaptive <depth>", "a coarse grid, halved so often where neighbours differ", numberOption("--adaptive"))
    .option("--by <column>", "what they differ in; the regime unless given")
    .option("--morris <n>", "which parameters matter, by n trajectories", numberOption("--morris"))
    .option(
      "--sobol-indices <n>",
      "how much each explains, by n samples, a power of 2",
      numberOption("--sobol-indices"),
    )
    .option("--measure <names>", "more columns, such as wait_p99,bpf; the first is what sensitivity is of", names)
    .option("--classify", "say of each run whether its overhead converges, oscillates or explodes")
    .option("--store <file>", "a .parquet file that keeps every row, and from which the same command goes on")
    .option("--workers <n>", "threads; one a core unless given", numberOption("--workers"))
    .option("--json", "print the rows as JSON")
    .option("--csv", "print the rows as CSV")
    .option("--save <file>", "write the rows to a .parquet, .csv, .arrow, .json or .html file");
}

async function run<Options>(program: Program<Options>, values: Values, flags: SweepFlags): Promise<void> {
  const progress = new ProgressLine();
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(signal === "SIGINT" ? 130 : 143);
    process.exitCode = signal === "SIGINT" ? 130 : 143;
    progress.say(`stopping; ${flags.store ? "what is done is kept" : "what is done follows"}; once more quits at once`);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    const onNotice = (sentence: string): void => progress.say(sentence);
    const options = { ...optionsOf(flags, onNotice), signal: controller.signal, onProgress: progress.tell, onNotice };
    const table = await tableOf(program, values, flags, options);
    progress.end();
    if (controller.signal.aborted && flags.store)
      progress.say(`${table.length} rows are in ${flags.store}; the same command goes on from there`);
    if (flags.save !== undefined) await save(table, flags.save);
    if (flags.json) console.log(JSON.stringify(table));
    else if (flags.csv) process.stdout.write(table.toCSV());
    else console.log(table[displaySymbol]()["text/plain"]);
  } finally {
    progress.end();
    for (const signal of signals) process.off(signal, stop);
  }
}

function optionsOf(flags: SweepFlags, onNotice: (sentence: string) => void): SweepOptions {
  const { seed, replications, precision, measure, classify, store, workers: threads } = flags;
  const elsewhere = flags.redis !== undefined;
  if (replications !== undefined && precision !== undefined)
    throw new RangeError("--replications and --precision: expected one of them");
  const lone = elsewhere ? undefined : redisFlagOf(flags);
  if (lone !== undefined) throw new RangeError(`${lone}: only with --redis`);
  if (elsewhere && threads !== undefined) throw new RangeError("--redis and --workers: expected one of them");
  return {
    seed,
    ...endsOf(flags),
    ...(replications === undefined ? {} : { replications }),
    ...(precision === undefined ? {} : { replications: { precision } }),
    ...(measure === undefined ? {} : { measures: measure }),
    ...(classify ? { classify } : {}),
    ...(store === undefined ? {} : { store }),
    runner: elsewhere ? redis({ ...redisOptionsOf("sweep", flags), onNotice }) : workers(threads),
  };
}

async function tableOf<Options>(
  program: Program<Options>,
  values: Values,
  flags: SweepFlags,
  options: SweepOptions,
): Promise<Table> {
  const chosen = (["latinHypercube", "sobol", "adaptive", "morris", "sobolIndices"] as const).filter(
    (name) => flags[name] !== undefined,
  );
  if (chosen.length > 1) throw new RangeError(`expected one design, got ${chosen.join(" and ")}`);
  const [design] = chosen;
  if (design === "morris" || design === "sobolIndices") {
    if (typeof options.replications === "object") throw new RangeError("--precision: has no meaning for sensitivity");
    const { replications = 1, ...rest } = options;
    const measure = flags.measure?.[0] ?? "overhead";
    return design === "morris"
      ? morris(program, rangesOf(values), { ...rest, replications, measure, trajectories: flags.morris! })
      : sobolIndices(program, rangesOf(values), { ...rest, replications, measure, samples: flags.sobolIndices! });
  }
  return sweep(program, designOf(design, values, flags), options);
}

function designOf(
  design: "latinHypercube" | "sobol" | "adaptive" | undefined,
  values: Values,
  flags: SweepFlags,
): Design {
  if (design === "latinHypercube") return latinHypercube(rangesOf(values), flags.latinHypercube!, { seed: flags.seed });
  if (design === "sobol") return sobol(rangesOf(values), flags.sobol!);
  if (design === "adaptive")
    return adaptive(rangesOf(values), { depth: flags.adaptive!, ...(flags.by === undefined ? {} : { by: flags.by }) });
  const lists = Object.entries(values).map(([name, each]): [string, readonly Level[]] => {
    if ("list" in each) return [name, each.list];
    throw new RangeError(
      `${name}: a range needs a number of levels, such as ${each.range[0]}..${each.range[1]}:5, or a design: --latin-hypercube, --sobol, --adaptive`,
    );
  });
  return factorial(Object.fromEntries(lists));
}

function rangesOf(values: Values): Record<string, Range> {
  return Object.fromEntries(
    Object.entries(values).map(([name, each]) => [name, "list" in each ? { values: each.list } : each.range]),
  );
}
