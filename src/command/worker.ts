import type { Command } from "commander";
import { runPoint } from "../experiment/runPoint.js";
import { bootstrapWeights } from "../fit/judgement/bootstrapWeights.js";
import { bootstrapReplicate } from "../fit/judgement/replicate.js";
import { redisWorker } from "../runner/redisWorker.js";
import { version } from "../runner/version.js";
import { numberOption } from "./options.js";
import { type RedisFlags, redisOptionsOf, withRedisOptions } from "./redisOptions.js";

/** Every job of the library that can be done elsewhere. */
const jobs = [runPoint, bootstrapReplicate, bootstrapWeights];

/** How often it is said what was done, ms. */
const period = 10_000;

interface WorkerFlags extends RedisFlags {
  concurrency?: number;
  json?: true;
}

/** `phasebook worker`. */
export function workerCommands(program: Command): void {
  withRedisOptions(
    program
      .command("worker")
      .description("do the work of sweeps that use the runner redis(url), until SIGTERM or Ctrl-C"),
    "where the work comes from",
  )
    .option("--concurrency <n>", "threads; one a core unless given", numberOption("--concurrency"))
    .option("--json", "print lines of JSON on the standard output")
    .action(async (flags: WorkerFlags) => work(flags));
}

async function work({ concurrency, json, ...flags }: WorkerFlags): Promise<void> {
  const say = (sentence: string, data: Readonly<Record<string, unknown>>): void =>
    json ? console.log(JSON.stringify(data)) : console.error(`phasebook: ${sentence}`);
  const controller = new AbortController();
  const leave = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(signal === "SIGINT" ? 130 : 143);
    say(`${signal}: finishing the batches at work; once more quits at once`, { event: "leaving", signal });
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, leave);

  const total = { batches: 0, pieces: 0 };
  let since = { time: performance.now(), ...total };
  const report = (): void => {
    const seconds = (performance.now() - since.time) / 1000;
    const batches = total.batches - since.batches;
    const pieces = total.pieces - since.pieces;
    since = { time: performance.now(), ...total };
    if (batches === 0) return;
    const rate = Math.round(pieces / seconds).toLocaleString("en");
    say(`${batches} batches with ${pieces} pieces, ${rate} a second`, { event: "done", batches, pieces, seconds });
  };
  const reporting = setInterval(report, period);
  try {
    await redisWorker(
      { ...redisOptionsOf("worker", flags), onNotice: (notice) => say(notice, { event: "notice", notice }) },
      jobs,
      {
        ...(concurrency === undefined ? {} : { concurrency }),
        signal: controller.signal,
        onReady: () => {
          const names = jobs.map(({ name }) => name);
          since.time = performance.now();
          say(`version ${version} is ready for ${names.join(", ")}`, { event: "ready", version, jobs: names });
        },
        onBatch: ({ pieces }) => {
          total.batches += 1;
          total.pieces += pieces;
        },
      },
    );
    report();
    say(`left after ${total.batches} batches with ${total.pieces} pieces`, { event: "left", ...total });
  } finally {
    clearInterval(reporting);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, leave);
  }
}
