// What the distributed runner costs: on the server, where the sweep is, and at a worker; and what follows for 1,000 cores.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { freePorts } from "../../dist/kernel/notebook/freePorts.js";
import { runPoint } from "../../dist/src/experiment/runPoint.js";
import { article, inline, redis } from "../../dist/src/index.js";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { say } from "../../kernel/setup/step.mjs";
import { median } from "./peer.mjs";
import { millisecond, row } from "./queue/jobs.mjs";
import { printRows, writeRows } from "./report.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "queue");

/** Of a second of its one thread, what server and runner may be asked for: the rest is for what was not measured. */
const share = 0.5;

export async function main(/** @type {string[]} */ arguments_) {
  const { json, quick } = optionsOf(arguments_);
  say(`measuring CPU time on ${cpus()[0]?.model ?? "an unknown processor"}, Node ${process.versions.node}`);
  const rounds = quick ? 1 : 3;
  const bench = await Bench.start();
  try {
    const batches = await perBatch(bench, quick ? 1000 : 5000, rounds);
    const rows = await perRow(bench, quick ? 100_000 : 400_000, rounds);
    const bytes = await memory(bench);
    const pieces = await throughput(bench, quick ? 1000 : 4000, rounds);
    const all = [
      ...section("What a batch costs", batches.rows),
      ...section("What a row costs", rows.rows),
      ...section("What Redis holds", bytes),
      ...section("Pieces (ratio: by what they take inline)", pieces),
      ...section("1,000 cores", extrapolated(batches, rows)),
    ];
    if (json) await writeRows(json, all);
  } finally {
    await bench.end();
  }
}

function section(heading, rows) {
  printRows(heading, rows);
  return rows;
}

function optionsOf(/** @type {string[]} */ arguments_) {
  try {
    const options = /** @type {const} */ ({ json: { type: "string" }, quick: { type: "boolean", default: false } });
    return parseArgs({ args: arguments_, options }).values;
  } catch (error) {
    throw new SetUpFailure(`${error.message}; npm run bench -- queue [--json FILE] [--quick]`);
  }
}

/** A redis-server, two workers of one thread each, and the processor time each of them takes. */
class Bench {
  static async start() {
    const bench = new Bench();
    const [port] = await freePorts(1);
    bench.folder = await mkdtemp(join(tmpdir(), "phasebook-queue-"));
    const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", bench.folder];
    bench.server = spawn("redis-server", settings, { stdio: "ignore" });
    bench.server.on("error", () => {});
    bench.url = `redis://127.0.0.1:${port}`;
    bench.client = new Redis(bench.url, { retryStrategy: (times) => (times > 50 ? null : 100) });
    bench.client.on("error", () => {});
    await bench.client.ping().catch(() => {
      throw new SetUpFailure("no redis-server was found or it does not start (Debian: apt-get install redis-server)");
    });
    bench.workers = [1, 2].map(() => fork(join(folder, "worker.mjs"), [bench.url]));
    await Promise.all(bench.workers.map((worker) => once(worker, "message")));
    return bench;
  }

  async end() {
    for (const worker of this.workers) worker.send("stop");
    await Promise.all(this.workers.map((worker) => once(worker, "exit")));
    this.client.disconnect();
    this.server.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  async serverTime() {
    const info = await this.client.info("cpu");
    const of = (name) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)[1]);
    return of("used_cpu_user") + of("used_cpu_sys");
  }

  ask(message) {
    return Promise.all(
      this.workers.map((worker) => {
        const answer = once(worker, "message").then(([seconds]) => seconds);
        worker.send(message);
        return answer;
      }),
    );
  }

  /** The seconds of processors that something takes. */
  async measure(work) {
    await this.ask("begin");
    const server = await this.serverTime();
    const own = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(own);
    const workers = (await this.ask("end")).reduce((sum, seconds) => sum + seconds, 0);
    return { runner: (user + system) / 1e6, server: (await this.serverTime()) - server, workers };
  }
}

async function run(runner, job, shared, inputs) {
  let done = 0;
  const ended = await runner.run(job, shared, inputs, { onOutput: () => (done += 1) });
  if (ended !== "done" || done !== inputs.length) throw new Error(`${runner.name}: ${done} of ${inputs.length} pieces`);
}

const upTo = (count) => Array.from({ length: count }, (_, index) => index);

/** Each round measures the same; the median of each number. */
async function medians(rounds, measure) {
  const found = [];
  for (let round = 0; round < rounds; round += 1) found.push(await measure());
  return Object.fromEntries(Object.keys(found[0]).map((key) => [key, median(found.map((each) => each[key]))]));
}

const seats = { server: "Redis", runner: "where the sweep is", workers: "worker" };

/** Batches of one piece that is nothing: all that is measured is the way. */
async function perBatch(bench, count, rounds) {
  const runner = redis({ url: bench.url, batchDuration: 1e-6 });
  await run(runner, row, {}, upTo(500));
  const spent = await medians(rounds, () => bench.measure(() => run(runner, row, {}, upTo(count))));
  const work = `${count} batches`;
  return {
    ...spent,
    count,
    rows: [
      ...Object.entries(seats).map(([key, peer]) => ({
        work,
        peer,
        metric: "CPU time per batch",
        value: (1e6 * spent[key]) / count,
        unit: "us",
        ratio: null,
      })),
      {
        work,
        peer: seats.server,
        metric: "most batches",
        value: count / spent.server,
        unit: "/s",
        ratio: null,
        note: "of its one thread",
      },
    ],
  };
}

/** Large batches of pieces that are nothing: what is measured is writing, sending and reading inputs and rows. */
async function perRow(bench, count, rounds) {
  const runner = redis({ url: bench.url, batchDuration: 50 });
  await run(runner, row, {}, upTo(20_000));
  const spent = await medians(rounds, () => bench.measure(() => run(runner, row, {}, upTo(count))));
  const work = `${count} rows`;
  return {
    ...spent,
    count,
    rows: Object.entries(seats).map(([key, peer]) => ({
      work,
      peer,
      metric: "CPU time per row",
      value: (1e6 * spent[key]) / count,
      unit: "us",
      ratio: null,
    })),
  };
}

/** What inputs and answers of a sweep take in the server's memory while they are there. */
async function memory({ url, client }) {
  const used = async () => Number(/used_memory:(\d+)/.exec(await client.info("memory"))[1]);
  const point = (index) => ({
    model: index,
    seed: `1/${index}`,
    where: `processes=1000, lifetime=100000, replication ${index}`,
  });
  const controller = new AbortController();
  const sizes = [];
  const before = await used();
  // Nobody takes work of this queue, so its batches stay: two of one piece each.
  const waiting = redis({ url, queue: "nobody", onNotice: () => {} }).run(
    runPoint,
    { models: [] },
    upTo(2).map(point),
    {
      signal: controller.signal,
      onOutput: () => {},
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const keys = (await client.keys("phasebook:nobody-*")).filter((key) => /-\d+$/.test(key));
  for (const key of keys) sizes.push(await client.memory("USAGE", key));
  controller.abort();
  await waiting;
  const rows = upTo(1000);
  const answer = JSON.stringify(rows.map((index) => [index, [index / 7, 9999, 1e9 / (index + 1), "maxEvents"]]));
  const inputs = JSON.stringify(rows.map(point));
  const row = (metric, value, note) => ({
    work: "a sweep",
    peer: "Redis",
    metric,
    value,
    unit: "bytes",
    ratio: null,
    note,
  });
  return [
    row("a batch of one piece", median(sizes)),
    row("a further piece's input", inputs.length / rows.length, "while its batch waits or is at work"),
    row("a row's answer", answer.length / rows.length, "until it was fetched, milliseconds later"),
    row("the server itself", before),
  ];
}

/** What real and artificial pieces take with all that is around them, beside the same inline. */
async function throughput(bench, count, rounds) {
  const runner = redis(bench.url);
  const shared = { models: [article({ processes: 1000 })], maxEvents: 9999 };
  const points = (some) => upTo(some).map((index) => ({ model: 0, seed: `${index}`, where: "" }));
  const works = [
    { work: "1 ms pieces", job: millisecond, shared: {}, inputs: upTo(count) },
    { work: "article, 9,999 events", job: runPoint, shared, inputs: points(count) },
  ];
  const rows = [];
  for (const { work, job, shared, inputs } of works) {
    const some = inputs.slice(0, Math.ceil(inputs.length / 10));
    await run(inline(), job, shared, some);
    await run(runner, job, shared, some);
    const alone = await medians(rounds, () => bench.measure(() => run(inline(), job, shared, some)));
    const there = await medians(rounds, () => bench.measure(() => run(runner, job, shared, inputs)));
    const least = alone.runner / some.length;
    const all = (there.runner + there.server + there.workers) / inputs.length;
    const value = (seconds) => ({
      value: 1e6 * seconds,
      unit: "us",
      ratio: seconds / least,
      ratioOf: "this by inline",
    });
    rows.push(
      { work, peer: "inline", metric: "CPU time per piece", ...value(least) },
      {
        work,
        peer: "2 workers",
        metric: "CPU time per piece",
        ...value(all),
        note: "of workers, Redis and sweep together",
      },
      {
        work,
        peer: "worker",
        metric: "pieces per core",
        value: inputs.length / there.workers,
        unit: "/s",
        ratio: null,
      },
    );
  }
  return rows;
}

/** What the server and the runner, each a single thread, allow where there are 1,000 cores. */
function extrapolated(batches, rows) {
  const cores = 1000;
  const slowest = Math.max(batches.server, batches.runner) / batches.count;
  const perRow = Math.max(rows.server, rows.runner) / rows.count;
  const of = (metric, value, unit, note) => ({
    work: `${cores} cores`,
    peer: "all",
    metric,
    value,
    unit,
    ratio: null,
    note,
  });
  return [
    of("most batches", share / slowest, "/s", `at ${100 * share} % of the busier of Redis and sweep`),
    of("least batch duration", (1000 * cores * slowest) / share, "ms", "of one core"),
    of("most rows", share / perRow, "/s", `at ${100 * share} % of the busier`),
    of("least piece duration", (1000 * cores * perRow) / share, "ms", "shorter pieces leave cores idle"),
  ];
}
