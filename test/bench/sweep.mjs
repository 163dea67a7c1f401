// What a sweep adds to its runs, how it uses cores, and what its files take.
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { say } from "../../kernel/setup/step.mjs";
import { median, outcomeOf } from "./peer.mjs";
import { printRows, writeRows } from "./report.mjs";

/** @typedef {import("./report.mjs").Row} Row */

const program = join(dirname(fileURLToPath(import.meta.url)), "sweep", "measure.mjs");
const measure = (/** @type {string} */ name, /** @type {number[]} */ ...given) =>
  outcomeOf([process.execPath, program, name], ...given);

export async function main(/** @type {string[]} */ arguments_) {
  const { json, quick } = optionsOf(arguments_);
  say(
    `measuring on ${cpus().length} cores, ${cpus()[0]?.model ?? "of an unknown kind"}, Node ${process.versions.node}`,
  );
  /** @type {Row[]} */
  const rows = [];
  for (const section of [throughput, overhead, diagram]) rows.push(...(await section(quick)));
  if (json) await writeRows(json, rows);
}

function optionsOf(/** @type {string[]} */ arguments_) {
  try {
    const options = /** @type {const} */ ({
      json: { type: "string" },
      quick: { type: "boolean", default: false },
    });
    return parseArgs({ args: arguments_, options }).values;
  } catch (error) {
    throw new SetUpFailure(`${error.message}; npm run bench -- sweep [--json FILE] [--quick]`);
  }
}

/** The least of the rounds: what else the machine does makes a round longer, never shorter. */
async function best(/** @type {number} */ rounds, /** @type {(() => Promise<any>)[]} */ works) {
  const least = works.map(() => ({ seconds: Infinity, cpu: Infinity }));
  // Round by round, so that a slow minute of the machine meets all and not one.
  for (let round = 0; round < rounds; round += 1)
    for (const [index, work] of works.entries()) {
      const found = await work();
      if (found.seconds < least[index].seconds) least[index] = found;
    }
  return least;
}

/** Runs per second on so many threads. */
async function throughput(/** @type {boolean} */ quick) {
  // Long enough that the compilation of the loop in every thread does not count.
  const runs = quick ? 40 : 2000;
  const threads = [0, 1, 2];
  const found = await best(
    quick ? 1 : 3,
    threads.map((count) => () => measure("throughput", count, runs)),
  );
  const rows = threads.map((count, index) => ({
    work: `${runs} runs of 60,000 events`,
    peer: count === 0 ? "inline" : `workers(${count})`,
    metric: "rate",
    value: runs / found[index].seconds,
    unit: "runs/s",
    ratio: found[1].seconds / found[index].seconds,
    ratioOf: "the rate by that on one thread",
    ...(count === 2 ? { aim: 1.8 } : {}),
    note: `${found[index].cpu.toFixed(1)} s of CPU in ${found[index].seconds.toFixed(1)} s`,
  }));
  printRows("Runs per second (ratio: by one thread)", rows);
  return rows;
}

/** What a sweep on one thread with a store takes beyond its runs: CPU time, which other processes hardly change. */
async function overhead(/** @type {boolean} */ quick) {
  const runs = quick ? 200 : 2000;
  const rounds = [];
  for (let round = 0; round < (quick ? 1 : 5); round += 1) rounds.push(await measure("overhead", runs));
  const milliseconds = (/** @type {"loop" | "sweep"} */ name) =>
    median(rounds.map((each) => (1000 * each[name].cpu) / runs));
  const work = `${runs} runs of 3,000 events`;
  const beyond = milliseconds("sweep") - milliseconds("loop");
  const times = { "loop of simulate": milliseconds("loop"), "sweep, one thread": milliseconds("sweep") };
  /** @type {Row[]} */
  const rows = Object.entries(times).map(([peer, value]) => ({
    ...{ work, peer, metric: "CPU time of a run", value, unit: "ms", ratio: null },
  }));
  rows.push({
    work,
    peer: "sweep, one thread",
    metric: "overhead of a run",
    value: beyond,
    unit: "ms",
    ratio: beyond,
    ratioOf: "the overhead of a run by 1 ms",
    aim: 1,
    atMost: true,
    note: `with a store; median of ${rounds.length}`,
  });
  printRows("Overhead of a run (ratio: by 1 ms)", rows);
  return rows;
}

/** Phase diagrams of the article's model, and the bytes of their rows. */
async function diagram(/** @type {boolean} */ quick) {
  const [size, replications] = quick ? [6, 2] : [24, 10];
  const limit = 120;
  /** @type {Row[]} */
  const rows = [];
  for (const [classified, classify] of Object.entries({ "": 0, ", classified": 1 })) {
    const { seconds, cpu, rows: count, journal, parquet } = await measure("diagram", size, replications, 2, classify);
    const work = `${size} x ${size} x ${replications}, 100,000 events${classified}`;
    const sizes = { Parquet: parquet, journal };
    rows.push({
      work,
      peer: "workers(2)",
      metric: "time",
      value: seconds,
      unit: "s",
      ratio: seconds / limit,
      ratioOf: "the time by two minutes",
      ...(quick ? {} : { aim: 1, atMost: true }),
      note: `${count} runs, ${cpu.toFixed(1)} s of CPU`,
    });
    for (const [peer, value] of Object.entries(sizes))
      rows.push({ work, peer, metric: "size of a row", value, unit: "bytes", ratio: null });
  }
  printRows("Phase diagrams (ratio: by two minutes)", rows);
  return rows;
}
