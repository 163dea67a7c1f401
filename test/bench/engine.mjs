// The engine beside C++ and the libraries for discrete-event simulation, all on the work that README.md describes.
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { say } from "../../kernel/setup/step.mjs";
import { compiled, compilerFlags } from "./compiler.mjs";
import { benchmarkPython } from "./environment.mjs";
import { median, outcomeOf, prepareAll } from "./peer.mjs";
import { printRows, writeRows } from "./report.mjs";

/** @typedef {import("./report.mjs").Row} Row */

const folder = join(dirname(fileURLToPath(import.meta.url)), "engine");
const source = (/** @type {string} */ name) => join(folder, name);

/** The two sizes of the work, and how much faster than others Phasebook is to be there. */
const works = [
  {
    name: "A",
    processes: 1000,
    slices: 1000,
    aims: { "C++ std::priority_queue": 0.8, SimPy: 25 },
  },
  {
    name: "B",
    processes: 10,
    slices: 400_000,
    aims: { "C++ std::priority_queue": 0.5, SimPy: 45 },
  },
];

/** What the others are compared with, the first of the peers. */
const ours = "Phasebook";

/**
 * The peers; those with `share` are too slow for all the slices and do this part of them, fewer times, which the row says.
 * `memory` are the two numbers of processes between which the memory of one is measured.
 *
 * @type {readonly (import("./peer.mjs").Peer & { share?: { A: number, B: number }, memory?: [number, number] })[]}
 */
export const peers = [
  {
    name: ours,
    prepare: async () => [process.execPath, source("phasebook.mjs")],
    memory: [100_000, 1_000_000],
    note: "from the model's data",
  },
  {
    name: "C++ std::priority_queue",
    prepare: async () => [await compiled(source("priorityQueue.cpp"))],
    memory: [100_000, 1_000_000],
    note: `hand-written, ${compilerFlags.at(-1)}`,
  },
  {
    name: "C++ branch-free heap",
    prepare: async () => [await compiled(source("branchFreeHeap.cpp"))],
    memory: [100_000, 1_000_000],
    note: `hand-written, ${compilerFlags.at(-1)}`,
  },
  {
    name: "JavaScript loop",
    prepare: async () => [process.execPath, source("handWritten.mjs")],
    memory: [100_000, 1_000_000],
    note: "hand-written for this model, for orientation",
  },
  {
    name: "SimPy",
    prepare: async () => [await benchmarkPython(), source("simpyPeer.py")],
    share: { A: 0.2, B: 0.1 },
    memory: [1000, 50_000],
  },
  {
    name: "salabim",
    prepare: async () => [await benchmarkPython(), source("salabimPeer.py")],
    share: { A: 0.1, B: 0.04 },
    memory: [1000, 50_000],
    note: "generators, which are faster here than its greenlets",
  },
  {
    name: "Ciw",
    prepare: async () => [await benchmarkPython(), source("ciwPeer.py")],
    share: { A: 0.01, B: 0.01 },
    memory: [100, 1000],
    note: "as a network of queues; keeps a record of every service, breaks ties at random",
  },
];

/** Chance moves the overhead of the shortest runs by a few per mille; forgetting the smallest latency moves it by 2 %. */
const tolerance = 0.01;

export async function main(/** @type {string[]} */ arguments_) {
  const { json, chart, quick } = optionsOf(arguments_);
  const { ready, missing } = await prepareAll(peers);
  for (const { name, reason } of missing) say(`${name} is missing: ${reason}`);
  say(`measuring CPU time on ${cpus()[0]?.model ?? "an unknown processor"}, Node ${process.versions.node}`);

  /** @type {Row[]} */
  const rows = [];
  const sections = [throughput, scaling, memoryPerEntity, shortRun, memoryOverTime];
  for (const section of sections) rows.push(...(await section(ready, missing, quick)));
  if (json) await writeRows(json, rows);
  if (chart) await drawScaling(chart, rows);
}

function optionsOf(/** @type {string[]} */ arguments_) {
  try {
    const options = /** @type {const} */ ({
      json: { type: "string" },
      chart: { type: "string" },
      quick: { type: "boolean", default: false },
    });
    return parseArgs({ args: arguments_, options }).values;
  } catch (error) {
    throw new SetUpFailure(`${error.message}; npm run bench -- engine [--json FILE] [--chart FILE.svg] [--quick]`);
  }
}

/** Events per second on both works, and the overhead each peer comes to, which shows that the work is the same. */
async function throughput(ready, missing, quick) {
  /** @type {Row[]} */
  const rates = [];
  /** @type {Row[]} */
  const overheads = [];
  for (const { name, processes, slices, aims } of works) {
    const work = `${name}: ${count(processes)} x ${count(slices)} slices`;
    const tasks = ready.map((peer) => ({
      peer,
      slices: Math.ceil(slices * (peer.share?.[name] ?? 1) * (quick ? 0.2 : 1)),
      rounds: quick ? 1 : peer.share ? 3 : 7,
      outcomes: [],
    }));
    // Round by round, so that a slow minute of the machine meets all peers and not one.
    for (let round = 0; round < 7; round += 1)
      for (const { peer, slices, rounds, outcomes } of tasks)
        if (round < rounds) outcomes.push(await run(peer, processes, slices, round + 1, "warm"));

    const rateOf = ({ outcomes }) => median(outcomes.map(({ events, seconds }) => events / seconds));
    const reference = rateOf(tasks[0]);
    for (const task of tasks) {
      const { peer, slices: done, rounds } = task;
      const rate = rateOf(task);
      const part = done < slices ? `${count(done)} slices` : "";
      rates.push({
        work,
        peer: peer.name,
        metric: "rate",
        value: rate,
        unit: "events/s",
        ratio: reference / rate,
        ratioOf: "the rate of Phasebook by that of this peer",
        ...(peer.name in aims ? { aim: aims[peer.name] } : {}),
        note: [`median of ${rounds}`, part, peer.note].filter(Boolean).join("; "),
      });
      overheads.push(await overheadRow(task, tasks[0], work, processes));
    }
    for (const { name: peer, reason } of missing)
      rates.push({ work, peer, metric: "rate", value: null, unit: "events/s", ratio: null, note: reason });
    const firsts = [];
    for (let round = 1; round <= (quick ? 1 : 3); round += 1)
      firsts.push(await run(ready[0], processes, slices, round));
    const first = median(firsts.map(({ events, seconds }) => events / seconds));
    rates.push({
      work,
      peer: `${ours}, first run`,
      metric: "rate",
      value: first,
      unit: "events/s",
      ratio: reference / first,
      ratioOf: "the rate of Phasebook by that of this peer",
      note: `median of ${firsts.length}; in a fresh process, compilation by V8 included`,
    });
  }
  printRows("Events per second (ratio: Phasebook by this peer)", rates);
  printRows("Overhead, to show that the work is the same (ratio: this peer by Phasebook)", overheads);
  return [...rates, ...overheads];
}

/** @returns {Promise<Row>} */
async function overheadRow({ peer, slices, outcomes }, phasebook, work, processes) {
  const overheadOf = (some) => median(some.map(({ bpf, proc }) => bpf / proc));
  const value = overheadOf(outcomes);
  // Over as many slices as the peer has done: the overhead of the start weighs more in a short run.
  const reference =
    slices === phasebook.slices
      ? phasebook.outcomes
      : [await run(phasebook.peer, processes, slices, outcomes.length + 1)];
  const ratio = value / overheadOf(reference);
  if (!(Math.abs(ratio - 1) <= tolerance))
    throw new Error(`${peer.name} comes to ${ratio} times the overhead of Phasebook on ${work}: not the same work`);
  const note = `${count(slices)} slices`;
  const ratioOf = "the overhead of this peer by that of Phasebook over as many slices";
  return { work, peer: peer.name, metric: "overhead", value, unit: "", ratio, ratioOf, note };
}

/** What an event costs where there are few entities and where there are many. */
async function scaling(ready, missing, quick) {
  const beside = ["C++ std::priority_queue", "C++ branch-free heap"];
  const compared = ready.filter(({ name }) => name === ours || beside.includes(name));
  const most = quick ? 100_000 : 1_000_000;
  /** @type {Row[]} */
  const rows = [];
  for (let processes = 10; processes <= most; processes *= 10) {
    const slices = Math.max(2, Math.round((quick ? 200_000 : 1_000_000) / processes));
    const work = `${count(processes)} entities`;
    const costs = new Map(compared.map(({ name }) => [name, []]));
    for (let round = 0; round < (quick ? 1 : 3); round += 1)
      for (const peer of compared) {
        const { events, seconds } = await run(peer, processes, slices, round + 1, "warm");
        costs.get(peer.name).push((1e9 * seconds) / events);
      }
    for (const { name: peer } of compared) {
      const value = median(costs.get(peer));
      rows.push({
        work,
        peer,
        metric: "cost per event",
        value,
        unit: "ns",
        ratio: value / median(costs.get(ours)),
        ratioOf: "the cost of this peer by that of Phasebook",
        note: `${count(slices)} slices`,
      });
    }
    for (const { name: peer, reason } of missing.filter(({ name }) => beside.includes(name)))
      rows.push({ work, peer, metric: "cost per event", value: null, unit: "ns", ratio: null, note: reason });
  }
  printRows("Cost per event against the number of entities (ratio: this peer by Phasebook)", rows);
  return rows;
}

/** What one more entity takes, its event in the queue included: the peak with many less that with few. */
async function memoryPerEntity(ready, missing, quick) {
  /** @type {Row[]} */
  const rows = [];
  const costs = [];
  for (const peer of ready) {
    const [few, many] = peer.memory.map((processes) => (quick && processes >= 100_000 ? processes / 2 : processes));
    const rounds = [];
    for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
      const small = await run(peer, few, 1, round);
      const large = await run(peer, many, 1, round);
      rounds.push((large.peakMemory - small.peakMemory) / (many - few));
    }
    costs.push({ peer, value: median(rounds), between: `${count(few)} to ${count(many)} entities` });
  }
  for (const { peer, value, between } of costs)
    rows.push({
      work: "memory",
      peer: peer.name,
      metric: "memory per entity",
      value,
      unit: "bytes",
      ratio: value / costs[0].value,
      ratioOf: "the memory of this peer by that of Phasebook",
      note: between,
    });
  for (const { name: peer, reason } of missing)
    rows.push({
      work: "memory",
      peer,
      metric: "memory per entity",
      value: null,
      unit: "bytes",
      ratio: null,
      note: reason,
    });
  printRows("Memory per entity (ratio: this peer by Phasebook)", rows);
  return rows;
}

/** The run behind a slider: 9,999 events of the article. */
async function shortRun(_ready, _missing, quick) {
  const runs = [];
  for (let round = 0; round < (quick ? 1 : 5); round += 1)
    runs.push(await outcomeOf([process.execPath, source("shortRun.mjs")]));
  const named = { load: "loading the library", first: "first run", warm: "warm run" };
  const warm = median(runs.map((each) => each.warm));
  const rows = Object.entries(named).map(([key, metric]) => {
    const seconds = median(runs.map((each) => each[key]));
    return {
      work: "article, 9,999 events",
      peer: ours,
      metric,
      value: 1000 * seconds,
      unit: "ms",
      ratio: seconds / warm,
      ratioOf: "this by the warm run",
    };
  });
  printRows("A short run (ratio: by the warm run)", rows);
  return rows;
}

/** Memory must not grow with the events of a run. */
async function memoryOverTime([phasebook], _missing, quick) {
  const processes = 1000;
  const [short, long] = [1_000_000, 10_000_000];
  const peaks = { [short]: [], [long]: [] };
  for (let round = 0; round < (quick ? 1 : 3); round += 1)
    for (const events of [short, long]) {
      const slices = events / (4 * processes);
      peaks[events].push((await run(phasebook, processes, slices, round + 1)).peakMemory);
    }
  const reference = median(peaks[short]);
  const rows = [short, long].map((events) => ({
    work: `${count(events)} events`,
    peer: ours,
    metric: "peak memory",
    value: median(peaks[events]) / 2 ** 20,
    unit: "MiB",
    ratio: median(peaks[events]) / reference,
    ratioOf: "the peak of this run by that of one million events",
    ...(events === long ? { aim: 1.1, atMost: true } : {}),
    note: "of the whole process, with V8 and the library",
  }));
  printRows("Peak memory against the number of events (ratio: by one million events)", rows);
  return rows;
}

/** One run of a peer in a process of its own; four events a slice, or it is not the work. */
async function run({ name, command }, processes, slices, seed, ...more) {
  const outcome = await outcomeOf(command, processes, slices, seed, ...more);
  if (outcome.events !== 4 * processes * slices)
    throw new Error(`${name} has handled ${outcome.events} events instead of ${4 * processes * slices}`);
  return outcome;
}

/** Draws the cost per event by Phasebook's own plots. */
async function drawScaling(/** @type {string} */ file, /** @type {readonly Row[]} */ rows) {
  const { plot, save } = await import("phasebook");
  const points = rows
    .filter(({ metric, value }) => metric === "cost per event" && value !== null)
    .map(({ work, peer, value }) => ({ processes: Number(work.replace(/\D/g, "")), program: peer, cost: value }));
  const figure = plot.lines(points, {
    x: "processes",
    xTitle: "entities",
    y: "cost",
    colour: "program",
    scale: { x: "log" },
    title: "Cost per event by the number of entities",
    yTitle: "CPU time per event",
    yUnit: "ns",
  });
  await save(figure, file);
  say(`drew ${file}`);
}

const count = (/** @type {number} */ number) => number.toLocaleString("en-GB");
