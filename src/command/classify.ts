import type { Command } from "commander";
import { displaySymbol } from "../display/mime.js";
import { simulate } from "../engine/simulate.js";
import type { Model } from "../machine/model.js";
import { requireReplications } from "../measure/replications.js";
import { replicationSeed } from "../random/replicationSeed.js";
import { classify } from "../regime/classify.js";
import { modelCommand } from "./modelCommand.js";
import { numberOption } from "./options.js";
import { endsOf, type RunFlags, withRunOptions } from "./runOptions.js";

interface ClassifyFlags extends RunFlags {
  replications?: number;
  windows: number;
  epsilon?: number;
  confidence?: number;
  tolerance?: number;
  backlog?: string;
  json?: true;
}

/** Enough for cycles a thousand times shorter than the run, in a few ms. */
const defaultWindows = 4000;

/** `phasebook classify MODEL`. */
export function classifyCommands(program: Command): void {
  modelCommand<ClassifyFlags>(
    program
      .command("classify")
      .description(
        "say whether a model's overhead converges, oscillates or explodes, or that the run is too short to tell",
      ),
    (command) =>
      withRunOptions(command)
        .option(
          "--replications <n>",
          "so many runs, each under a seed of its own, judged together",
          numberOption("--replications"),
        )
        .option("--windows <n>", "windows to cut a run into", numberOption("--windows"), defaultWindows)
        .option(
          "--epsilon <ratio>",
          "the overhead below which it converges; 0.01 unless given",
          numberOption("--epsilon"),
        )
        .option("--confidence <share>", "of the intervals; 0.95 unless given", numberOption("--confidence"))
        .option(
          "--tolerance <share>",
          "a level that still moves by less of itself is settled; 0.01 unless given",
          numberOption("--tolerance"),
        )
        .option("--backlog <column>", "of the series, what must not grow; alive unless given")
        .option("--json", "print the regime, the reason and the evidence as JSON"),
    async (model, flags) => show(model, flags),
  );
}

function show(model: Model, flags: ClassifyFlags): void {
  const { seed, windows, replications, json, epsilon, confidence, tolerance, backlog } = flags;
  if (replications !== undefined) requireReplications("replications", replications, 1);
  const seeds =
    replications === undefined
      ? [seed]
      : Array.from({ length: replications }, (_, replication) => replicationSeed(seed, replication));
  const given = Object.entries({ epsilon, confidence, tolerance, backlog }).filter(([, value]) => value !== undefined);
  const runs = seeds.map((each) => simulate(model, { seed: each, ...endsOf(flags), windows }));
  const answer = classify(runs, Object.fromEntries(given));
  console.log(json ? JSON.stringify(answer) : answer[displaySymbol]()["text/plain"]);
}
