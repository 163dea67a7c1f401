import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Command } from "commander";
import { displaySymbol } from "../display/mime.js";
import type { FitData } from "../fit/data.js";
import { fitTable } from "../fit/evidence.js";
import { fit as estimate } from "../fit/fit.js";
import { type JudgeOptions, judge } from "../fit/judgement/judge.js";
import type { FitResult } from "../fit/result.js";
import { duration } from "../machine/duration.js";
import { plot } from "../plot/plot.js";
import { save } from "../plot/save.js";
import { workers } from "../runner/workers.js";
import { interruptible } from "./interruptible.js";
import { type Measured, measuredIn } from "./measured.js";
import { numberOption } from "./options.js";
import { progressLine } from "./progressLine.js";

interface FitFlags {
  column?: string;
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
    .argument("<file>", "CSV with a header, JSON, or one number a line; all as .gz too")
    .option("--column <name>", "the column of a CSV, or the key of JSON objects")
    .option("--families <names>", "only these, such as lognormal,gamma; those that suit the data unless given")
    .option("--method <name>", "mle (its default), moments, l-moments, quantiles, minimum-distance, mixture, …")
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
    .option("--unit <unit>", "of the numbers in the file", "ns")
    .option("--json", "print the results as JSON")
    .option("--save <file>", "draw the fits into a .svg, .png, .html or .json file")
    .action(show);
}

async function show(file: string, flags: FitFlags): Promise<void> {
  const { column, families, method, truncateBelow, resolution, unit, components, seed, json, save: picture } = flags;
  const measured = measuredIn(readText(file), file, column);
  const lower = truncateBelow === undefined ? undefined : inUnit(truncateBelow, unit, "--truncate-below");
  const data = lower === undefined ? measured.data : truncated(measured.data, lower);
  report(file, measured, lower, data);
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
  console.log(json ? JSON.stringify(results) : fitTable(results)[displaySymbol]()["text/plain"]);
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

function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${file}: ${code === "ENOENT" ? "there is no such file" : message}`);
  }
  // By what is in it, not by its name.
  const compressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return (compressed ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (error) {
    throw new Error(`${file} is no whole gzip file: ${(error as Error).message}`);
  }
}

/** A duration, with its unit or in that of the file, as a number of the file's units. */
function inUnit(text: string, unit: string, flag: string): number {
  const value = Number(text);
  if (text.trim() !== "" && !Number.isNaN(value)) return value;
  return duration(text, flag) / duration(`1 ${unit}`, "--unit");
}

function truncated(data: FitData, lower: number): FitData {
  const { exact = [], weights, truncation } = data;
  const kept = Array.from(exact, (_, index) => index).filter((index) => exact[index]! > lower);
  return {
    ...data,
    exact: kept.map((index) => exact[index]!),
    ...(weights && { weights: kept.map((index) => weights[index]!) }),
    truncation: { ...truncation, lower },
  };
}

/** What was left out, on the error stream: the other one may be read by a program. */
function report(file: string, { data: { exact }, skipped }: Measured, lower: number | undefined, used: FitData): void {
  for (const { line, text, reason } of skipped.slice(0, 5))
    console.error(`phasebook: ${file}:${line}: skipped ${JSON.stringify(text)}, ${reason}`);
  if (skipped.length > 5) console.error(`phasebook: ${file}: skipped ${skipped.length} lines in all`);
  const below = (exact?.length ?? 0) - (used.exact?.length ?? 0);
  if (below > 0) console.error(`phasebook: ${file}: left out ${below} of ${exact?.length} values, not above ${lower}`);
}
