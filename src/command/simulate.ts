import type { Command } from "commander";
import { displaySymbol } from "../display/mime.js";
import type { LatencyHistogram } from "../engine/latency.js";
import type { Run } from "../engine/run.js";
import { simulate } from "../engine/simulate.js";
import type { Model } from "../machine/model.js";
import { perfetto } from "../plot/perfetto.js";
import { plot } from "../plot/plot.js";
import { save } from "../plot/save.js";
import { modelCommand } from "./modelCommand.js";
import { endsOf, type RunFlags, withRunOptions } from "./runOptions.js";

interface SimulateFlags extends RunFlags {
  json?: true;
  save?: string;
  trace?: string;
}

/** `phasebook simulate MODEL`. */
export function simulateCommands(program: Command): void {
  modelCommand<SimulateFlags>(
    program.command("simulate").description("run a model once and say what it cost"),
    (command) =>
      withRunOptions(command)
        .option("--json", "print the result as JSON")
        .option("--save <file>", "draw the overhead over time into a .svg, .png, .html or .json file")
        .option(
          "--trace <file>",
          "write a .json file for ui.perfetto.dev and chrome://tracing: who did what, where and when",
        ),
    show,
  );
}

async function show(model: Model, { json, save: file, trace, ...flags }: SimulateFlags): Promise<void> {
  const run = simulate(model, { seed: flags.seed, ...endsOf(flags), trace: trace !== undefined });
  if (trace !== undefined) await save(perfetto(run), trace);
  if (file !== undefined) await save(plot.overhead(run), file);
  console.log(json ? JSON.stringify(asJson(run)) : run[displaySymbol]()["text/plain"]);
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
