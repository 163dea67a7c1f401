import type { Command } from "commander";
import type { FitData } from "../fit/data.js";
import { fit as estimate } from "../fit/fit.js";
import { fitText } from "../fit/fitText.js";
import { type JudgeOptions, judge } from "../fit/judgement/judge.js";
import type { FitResult } from "../fit/result.js";
import { duration } from "../machine/duration.js";
import { plot } from "../plot/plot.js";
import { save } from "../plot/save.js";
import type { AnyReading } from "../reader/kinds.js";
import { read } from "../reader/read.js";
import { workers } from "../runner/workers.js";
import { interruptible } from "./interruptible.js";
import { numberOption } from "./options.js";
import { progressLine } from "./progressLine.js";

interface FitFlags {
  tool?: string;
  column?: string;
  section?: string;
  time?: string;
  families?: string;
  method?: string;
  truncateBelow?: string;
  resolution?: string;
  unit: string;
  components?: number;
  seed?: string;
  judge?: number;
  json?: true;
  save?: string;
}

/** `phasebook fit FILE`. */
export function fitCommands(program: Command): void {
  program
    .command("fit")
    .description("say which distribution measurements follow")
    .argument(
      "<file>",
      "what `phasebook read` reads: output of a tool, CSV, JSON, Parquet, one number a line; as .gz too",
    )
    .option("--tool <name>", "which tool it is from, where it is not recognised")
    .option("--column <name>", "the column of a table, or the key of JSON objects")
    .option(
      "--section <name>",
      "only this section of a histogram, such as pid=5068, or this task; all together unless given",
    )
    .option("--time <time>", "only the interval with this time; all together unless given")
    .option("--families <names>", "only these, such as lognormal,gamma; those that suit the data unless given")
    .option(
      "--method <name>",
      "how they are estimated, mle unless given: mle, moments, l-moments, quantiles, minimum-distance, mixture, hurdle, zero-inflated",
    )
    .option("--components <n>", "how many laws --method mixture mixes", numberOption("--components"))
    .option("--seed <seed>", "what the restarts of --method mixture and the draws of --judge are reproduced from")
    .option(
      "--judge <refits>",
      "test the three best by so many refits each to values drawn from them, on all cores: 999 is usual; Ctrl-C judges by those done",
      numberOption("--judge"),
    )
    .option(
      "--truncate-below <duration>",
      "nothing up to this was recorded; values that are there all the same are left out",
    )
    .option("--resolution <duration>", "the tick of the clock that measured")
    .option("--unit <unit>", "of the results, and of numbers whose unit the file does not say", "ns")
    .option("--json", "print the results as JSON")
    .option("--save <file>", "draw the fits into a .svg, .png, .html or .json file")
    .action(show);
}

async function show(file: string, flags: FitFlags): Promise<void> {
  const { tool, column, section, time, families, method } = flags;
  const { truncateBelow, resolution, unit, components, seed, json, save: picture } = flags;
  const reading = read({ path: file }, { ...(tool && { tool }), ...(column && { column }) });
  report(file, reading);
  if (reading.kind === "table" && reading.columns.size > 1)
    throw new Error(`${file}: choose with --column; its columns are ${[...reading.columns.keys()].join(", ")}`);
  const chosen = { unit, ...(section && { section }), ...(time && { time }) };
  const all = reading.measurements(chosen);
  const data = truncateBelow === undefined ? all : reading.measurements({ ...chosen, truncateBelow });
  const below = (all.exact?.length ?? 0) - (data.exact?.length ?? 0);
  if (below > 0)
    console.error(
      `phasebook: ${file}: left out ${below} of ${all.exact?.length} values, not above ${data.truncation?.lower}`,
    );
  const ticks = resolution === undefined ? {} : { resolution: inUnit(resolution, unit, "--resolution") };
  const seeded = seed === undefined ? {} : { seed };
  const found = estimate(data, {
    ...(families === undefined ? {} : { families: families.split(",").map((name) => name.trim()) }),
    ...(method === undefined ? {} : { method }),
    ...(components === undefined ? {} : { components }),
    ...seeded,
    ...ticks,
  });
  const results =
    flags.judge === undefined ? found : await judged(data, found, { replicates: flags.judge, ...seeded, ...ticks });
  if (picture !== undefined) await save(plot.fit(results, unit === "ns" ? {} : { unit }), picture);
  console.log(json ? JSON.stringify(results) : fitText(results, process.stdout.columns));
  if (!results.some(({ distribution }) => distribution))
    throw new Error(`${file}: none of the families could be fitted`);
}

async function judged(data: FitData, found: readonly FitResult[], options: JudgeOptions): Promise<FitResult[]> {
  const line = progressLine("refits");
  const results = await interruptible((signal) =>
    judge(data, found, {
      ...options,
      runner: workers(),
      signal,
      onProgress: ({ done, replicates }) => line.tell(done, replicates),
    }),
  ).finally(() => line.end());
  const isTested = ({ tests }: FitResult) => Object.values(tests).some(({ pValue }) => !Number.isNaN(pValue));
  if (!results.some(isTested))
    console.error(
      "phasebook: --judge tests fits by maximum likelihood, of exact values or of buckets; none of these is one",
    );
  return results;
}

/** A duration, with its unit or in that of the file, as a number of the file's units. */
function inUnit(text: string, unit: string, flag: string): number {
  const value = Number(text);
  if (text.trim() !== "" && !Number.isNaN(value)) return value;
  return duration(text, flag) / duration(`1 ${unit}`, "--unit");
}

/** What was skipped and what there is to know, on the error stream: the other one may be read by a program. */
function report(file: string, { skipped, notes }: AnyReading): void {
  for (const { line, text, reason } of skipped.slice(0, 5))
    console.error(`phasebook: ${file}:${line}: skipped ${JSON.stringify(text)}, which ${reason}`);
  if (skipped.length > 5) console.error(`phasebook: ${file}: skipped ${skipped.length} lines in all`);
  for (const note of notes) console.error(`phasebook: ${file}: ${note}`);
}
