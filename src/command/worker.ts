import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { runPoint } from "../experiment/runPoint.js";
import { bootstrapWeights } from "../fit/judgement/bootstrapWeights.js";
import { bootstrapReplicate } from "../fit/judgement/replicate.js";
import type { RedisOptions } from "../runner/redisServer.js";
import { redisWorker } from "../runner/redisWorker.js";
import { version } from "../runner/version.js";
import { numberOption } from "./options.js";

/** Every job of the library that can be done elsewhere. */
const jobs = [runPoint, bootstrapReplicate, bootstrapWeights];

/** How often it is said what was done, ms. */
const period = 10_000;

interface WorkerFlags {
  redis?: string;
  concurrency?: number;
  queue?: string;
  prefix?: string;
  tlsCa?: string;
  tlsCert?: string;
  tlsKey?: string;
  tlsName?: string;
  tlsInsecure?: true;
  json?: true;
}

/** `phasebook worker`. */
export function workerCommands(program: Command): void {
  program
    .command("worker")
    .description("do the work of sweeps that use the runner redis(url), until SIGTERM or Ctrl-C")
    .option(
      "--redis <url>",
      "redis://[user:password@]host[:port][/database], or rediss:// for TLS; else PHASEBOOK_REDIS or REDIS_URL, which no list of processes shows",
    )
    .option("--concurrency <n>", "threads; one a core unless given", numberOption("--concurrency"))
    .option("--queue <name>", 'the queue of the sweeps; "jobs" unless given')
    .option("--prefix <name>", 'what keys in Redis begin with; "phasebook" unless given')
    .option("--tls-ca <file>", "the authority that TLS trusts, PEM")
    .option("--tls-cert <file>", "the certificate that TLS shows, PEM")
    .option("--tls-key <file>", "its key, PEM")
    .option("--tls-name <name>", "the name the server's certificate has, where it is not the host's")
    .option("--tls-insecure", "take any certificate, and with it whoever listens there")
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
    await redisWorker({ ...serverOf(flags), onNotice: (notice) => say(notice, { event: "notice", notice }) }, jobs, {
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
    });
    report();
    say(`left after ${total.batches} batches with ${total.pieces} pieces`, { event: "left", ...total });
  } finally {
    clearInterval(reporting);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, leave);
  }
}

function serverOf({ redis, queue, prefix, ...tls }: Omit<WorkerFlags, "concurrency" | "json">): RedisOptions {
  const url = redis ?? process.env.PHASEBOOK_REDIS ?? process.env.REDIS_URL;
  if (url === undefined)
    throw new Error("worker: which Redis? Give --redis URL, or the environment PHASEBOOK_REDIS or REDIS_URL");
  const given = {
    ...(tls.tlsCa === undefined ? {} : { ca: read("--tls-ca", tls.tlsCa) }),
    ...(tls.tlsCert === undefined ? {} : { cert: read("--tls-cert", tls.tlsCert) }),
    ...(tls.tlsKey === undefined ? {} : { key: read("--tls-key", tls.tlsKey) }),
    ...(tls.tlsName === undefined ? {} : { servername: tls.tlsName }),
    ...(tls.tlsInsecure ? { rejectUnauthorized: false } : {}),
  };
  return {
    url,
    ...(queue === undefined ? {} : { queue }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(Object.keys(given).length === 0 ? {} : { tls: given }),
  };
}

function read(flag: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(`${flag}: ${file}: ${isMissing ? "there is no such file" : (error as Error).message}`);
  }
}
