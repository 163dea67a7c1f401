import type { Command } from "commander";
import { numberOption, quantityOption } from "./options.js";

/** How a model is run, as flags. */
export interface RunFlags {
  seed: string;
  until?: number | string;
  maxEvents?: number;
}

/** Gives a command the flags of {@link RunFlags}. */
export function withRunOptions(command: Command): Command {
  return command
    .option("--seed <seed>", "the run's seed", "1")
    .option("--until <duration>", "the last moment of the run, in ns or with a unit", quantityOption)
    .option("--max-events <n>", "stop after so many events", numberOption("--max-events"));
}

/** Where the flags say a run ends; nothing for what was not given. */
export function endsOf({ until, maxEvents }: RunFlags): { until?: number | string; maxEvents?: number } {
  return { ...(until === undefined ? {} : { until }), ...(maxEvents === undefined ? {} : { maxEvents }) };
}
