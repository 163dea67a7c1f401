import type { Command } from "commander";
import { type ComparedChoices, compare, type TechniqueChoices } from "../experiment/compare.js";
import type { Level } from "../experiment/design/design.js";
import type { Program } from "../experiment/program.js";
import { plot } from "../plot/plot.js";
import { save } from "../plot/save.js";
import { workers } from "../runner/workers.js";
import { builtInPrograms } from "./builtInPrograms.js";
import { readModel } from "./modelCommand.js";
import { numberOption, quantityOption } from "./options.js";
import { endsOf, type RunFlags, withRunOptions } from "./runOptions.js";
import { ProgressLine } from "./sweepProgress.js";

interface CompareFlags extends RunFlags {
  replications?: number;
  measure?: string;
  combinations?: true;
  costs?: readonly Level[];
  workers?: number;
  json?: true;
  save?: string;
}

type Lists = Readonly<Record<string, readonly Level[]>>;

const pictures = /\.(svg|png|html)$/i;

/** `phasebook compare MODEL`. */
export function compareCommands(program: Command): void {
  const command = program
    .command("compare")
    .description(
      "which choice matters: flags with several values (hash,task-storage) are compared with the first of each",
    );
  const set = (text: string, before: Lists = {}): Lists => {
    const [name, ...values] = text.split("=");
    return { ...before, [name!]: listOf(values.join("="), quantityOption) };
  };
  withCompareOptions(
    command
      .argument("<model>", "a file with a model as JSON, or the name of a built-in model (see the commands below)")
      .option(
        "--set <name=values>",
        "choices of a technique, parameter or definition of the file's model; can be given again",
        set,
      )
      // A list as below, since commander takes the flags of a command below for this one's where both have them.
      .option(
        "--costs <file>",
        "the cost profile of a machine, by phasebook calibrate, for what the choices cost",
        (text) => listOf(text, String),
      ),
  ).action(async (file: string, { set: lists = {}, costs, ...flags }: CompareFlags & { set?: Lists }) =>
    run(readModel(file), lists, flags, costs),
  );
  for (const { name, description, flags, model } of builtInPrograms) {
    const each = withCompareOptions(command.command(name)).description(description);
    const names = flags.map((flag) => {
      each.option(flag.flags, flag.description, (text) => listOf(text, flag.parse ?? String));
      return each.options.at(-1)!.attributeName();
    });
    each.action(async (_: unknown, called: Command) => {
      const given = called.optsWithGlobals<CompareFlags & Record<string, readonly Level[]>>();
      if ("set" in given) throw new Error(`--set: is for the model of a file; ${name} has flags for its choices`);
      const lists = names.flatMap((each) => (given[each] === undefined ? [] : [[each, given[each]] as const]));
      const fixed = lists.filter(([, list]) => list.length === 1).map(([name, [value]]) => [name, value!] as const);
      const choices = lists.filter(([, list]) => list.length > 1);
      await run(
        (choice: object) => model({ ...Object.fromEntries(fixed), ...choice }),
        Object.fromEntries(choices),
        given,
      );
    });
  }
}

const listOf = (text: string, parse: (text: string) => unknown): readonly Level[] =>
  text.split(",").map((each) => parse(each.trim()) as Level);

function withCompareOptions(command: Command): Command {
  return withRunOptions(command)
    .option(
      "--replications <n>",
      "runs of each choice, under the same seeds; 30 unless given",
      numberOption("--replications"),
    )
    .option("--measure <name>", "what is compared, such as wait_p99; overhead unless given")
    .option("--combinations", "every combination of the choices, not one choice at a time")
    .option("--workers <n>", "threads; one a core unless given", numberOption("--workers"))
    .option("--json", "print the differences as JSON")
    .option(
      "--save <file>",
      "draw the differences into a .svg, .png or .html file, or write them to a .csv, .json or .parquet file",
    );
}

/** @param costs of a model, the machine whose costs its choices stand for; a built-in program has them among its choices */
async function run<Options>(
  program: Program<Options>,
  choices: TechniqueChoices,
  flags: CompareFlags,
  costs?: readonly Level[],
): Promise<void> {
  if (costs && costs.length > 1)
    throw new Error(`--costs: the choices of a model are of one machine, got ${costs.join(", ")}`);
  if (!Object.values(choices).some(({ length }) => length > 1)) {
    const flag = typeof program === "function" ? "--map " : "--set map=";
    throw new RangeError(`compare: expected several values of a flag, such as ${flag}hash,task-storage`);
  }
  const progress = new ProgressLine();
  const { seed, replications, measure, combinations, workers: threads } = flags;
  try {
    const compared = await compare(program, choices, {
      seed,
      ...endsOf(flags),
      ...(replications === undefined ? {} : { replications }),
      ...(measure === undefined ? {} : { measure }),
      ...(combinations ? { combinations } : {}),
      ...(costs === undefined ? {} : { costs: String(costs[0]) }),
      runner: workers(threads),
      onProgress: progress.tell,
    });
    progress.end();
    if (flags.save !== undefined) await save(pictures.test(flags.save) ? tornadoOf(compared) : compared, flags.save);
    console.log(flags.json ? JSON.stringify(asJson(compared)) : inWords(compared));
  } finally {
    progress.end();
  }
}

/** The contract of `--json`. */
function asJson({ measure, reference, referenceMean, rows }: ComparedChoices) {
  return { measure, reference, referenceMean, differences: rows };
}

function tornadoOf(compared: ComparedChoices) {
  const { measure } = compared;
  return plot.tornado(compared, measure === "overhead" ? { name: measure, percent: true } : { name: measure });
}

function inWords({ measure, reference, referenceMean, rows }: ComparedChoices): string {
  const percent = measure === "overhead";
  const shown = (value: number): string => (percent ? `${(100 * value).toPrecision(3)} %` : value.toPrecision(4));
  const from = Object.entries(reference).map(([name, value]) => `${name} ${value}`);
  const lines = rows.map(({ name, mean, low, high }) => {
    const [middle, least, most] = [mean, low, high].map((value) => shown(Number(value)));
    const sure = Number(low) > 0 || Number(high) < 0 ? "" : "; may be zero";
    return [String(name), `${Number(mean) < 0 ? "" : "+"}${middle} (${least} to ${most}${sure})`] as const;
  });
  const width = Math.max(...lines.map(([name]) => name.length));
  const { mean, low, high } = referenceMean;
  return [
    `${measure} with ${from.join(", ")}: ${shown(mean)} (${shown(low)} to ${shown(high)})`,
    `differences${percent ? ", in percentage points" : ""}:`,
    ...lines.map(([name, difference]) => `${name.padEnd(width)}  ${difference}`),
  ].join("\n");
}
