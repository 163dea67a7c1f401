// Fitting beside what people fit distributions with: the same latencies, the same eleven families. See README.md.
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { run } from "../../kernel/setup/run.mjs";
import { say } from "../../kernel/setup/step.mjs";
import { benchmarkPython } from "./environment.mjs";
import { families } from "./fit/families.mjs";
import { latenciesFile, shapes } from "./fit/latencies.mjs";
import { printFamilies, printTotals, printVerdicts, rowsOf } from "./fit/report.mjs";
import { MissingPeer, median, outcomeWithin, prepareAll } from "./peer.mjs";
import { writeRows } from "./report.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "fit");
const source = (/** @type {string} */ name) => join(folder, name);

/** What others are compared with, the first of the peers. */
export const ours = "Phasebook";

/**
 * The peers. Those with `each` fit one family in a call, in a process of its own, and their total is the sum; those with `all`
 * fit all of them in one call.
 *
 * @type {readonly (import("./peer.mjs").Peer & { each: boolean, all: boolean })[]}
 */
export const peers = [
  {
    name: ours,
    prepare: async () => [process.execPath, source("phasebook.mjs")],
    each: true,
    all: true,
    note: "with log-likelihood, standard errors, warnings and ranking",
  },
  {
    name: "SciPy",
    prepare: () => pythonPeer("scipy", "scipyPeer.py"),
    each: true,
    all: false,
    note: "parameters only",
  },
  {
    name: "fitdistrplus",
    prepare: rPeer,
    each: true,
    all: false,
    note: "starts of the benchmark's where it has none",
  },
  {
    name: "fitter",
    prepare: () => pythonPeer("fitter", "fitterPeer.py"),
    each: false,
    all: true,
    note: "one worker; free locations; a family is given up after 30 s",
  },
  {
    name: "distfit",
    prepare: () => pythonPeer("distfit", "distfitPeer.py"),
    each: false,
    all: true,
    note: "one worker; free locations; without log-likelihoods",
  },
  {
    name: "phitter",
    prepare: () => pythonPeer("phitter", "phitterPeer.py"),
    each: false,
    all: true,
    note: "one worker",
  },
];

/** How many times faster in total than SciPy Phasebook is to be, by the number of latencies. */
const aims = new Map([
  [10_000, 10],
  [1_000_000, 100],
]);

export async function main(/** @type {string[]} */ arguments_) {
  const { json, sizes, shape, limit, seconds } = optionsOf(arguments_);
  const { ready, missing } = await prepareAll(peers);
  for (const { name, reason } of missing) say(`${name} is missing: ${reason}`);
  say(`measuring CPU time on ${cpus()[0]?.model ?? "an unknown processor"}, Node ${process.versions.node}`);

  const rows = [];
  for (const size of sizes) {
    const file = await latenciesFile(shape, size);
    const measured = [];
    for (const peer of ready) measured.push(await measure(peer, file, { size, limit, seconds }));
    const [{ alone, together }] = measured;
    if (![...alone.values(), together].every(Boolean))
      throw new SetUpFailure(`${ours} itself was cut off after ${limit} s; give it more by --limit`);
    const about = { size, shape, limit, missing, aim: aims.get(size) };
    printTotals(measured, about);
    printFamilies(measured, about);
    printVerdicts(measured, about);
    rows.push(...rowsOf(measured, about));
    if (json) await writeRows(json, rows);
  }
}

function optionsOf(/** @type {string[]} */ arguments_) {
  const usage =
    `npm run bench -- fit [--sizes 10000,1000000] [--shape ${shapes.map((shape) => `"${shape}"`).join(" | ")}] ` +
    "[--seconds 2] [--limit 600] [--json FILE]";
  const options = /** @type {const} */ ({
    json: { type: "string" },
    sizes: { type: "string", default: [...aims.keys()].join(",") },
    shape: { type: "string", default: shapes[0] },
    seconds: { type: "string", default: "2" },
    limit: { type: "string", default: "600" },
  });
  try {
    const { json, sizes, shape, seconds, limit } = parseArgs({ args: arguments_, options }).values;
    const numbers = sizes.split(",").map(Number);
    if (!numbers.every((size) => Number.isInteger(size) && size >= 100))
      throw new RangeError(`--sizes are whole numbers from 100 on, got "${sizes}"`);
    if (!shapes.includes(shape)) throw new RangeError(`there is no shape "${shape}"`);
    for (const [name, value] of Object.entries({ seconds, limit }))
      if (!(Number(value) > 0)) throw new RangeError(`--${name} is a positive number, got "${value}"`);
    return { json, sizes: numbers, shape, limit: Number(limit), seconds: Number(seconds) };
  } catch (error) {
    throw new SetUpFailure(`${error.message}; ${usage}`);
  }
}

/**
 * Measures a peer. A process calls it until it has spent `seconds`, or the one call is over, and is ended after `limit` seconds.
 *
 * @param {import("./peer.mjs").ReadyPeer & { each: boolean, all: boolean }} peer
 * @returns {Promise<import("./fit/report.mjs").Measured>}
 */
export async function measure({ name, note, command, each, all }, file, { size, limit, seconds }) {
  const timesOf = async (/** @type {readonly string[]} */ some) => {
    const outcome = await outcomeWithin(limit, command, file, seconds, some.join(","));
    if (!outcome) return undefined;
    const [cold, ...later] = outcome.spent;
    // The second half: by then V8 has compiled what it compiles. Where one call takes all the time there is, it is both.
    const warm = later.length > 0 ? median(later.slice(later.length >> 1)) : cold;
    return { cold, warm, calls: outcome.spent.length, judged: outcome.judged ?? 0, fits: outcome.fits };
  };
  const alone = new Map();
  if (each) for (const family of families) alone.set(family, await timesOf([family]));
  const together = all ? await timesOf(families) : sumOf([...alone.values()]);
  const took = together ? `${Math.round(1000 * together.warm)} ms for all eleven` : `cut off after ${limit} s`;
  say(`${name}, ${size.toLocaleString("en-GB")} latencies: ${took}`);
  return { name, note, alone, together };
}

/** Calls for one family each, as one for all of them; undefined where one was cut off. */
function sumOf(times) {
  if (times.includes(undefined)) return undefined;
  const sum = (key) => times.reduce((total, each) => total + each[key], 0);
  return {
    cold: sum("cold"),
    warm: sum("warm"),
    calls: Math.min(...times.map(({ calls }) => calls)),
    judged: sum("judged"),
    fits: Object.assign({}, ...times.map(({ fits }) => fits)),
  };
}

async function pythonPeer(/** @type {string} */ module, /** @type {string} */ program) {
  const python = await benchmarkPython();
  const { code } = await run(python, ["-c", `import ${module}`]);
  if (code !== 0) throw new MissingPeer(`${module} is not there: the versions that are compared need Python 3.11`);
  return [python, source(program)];
}

async function rPeer() {
  const { code } = await run("Rscript", ["-e", "library(fitdistrplus); library(actuar); library(evd)"]);
  if (code === 0) return ["Rscript", source("fitdistrplus.R")];
  throw new MissingPeer(
    code === null
      ? "R was not found. Install it with its packages (Debian and Ubuntu: apt-get install r-cran-fitdistrplus r-cran-actuar r-cran-evd)"
      : "R lacks one of its packages fitdistrplus, actuar and evd",
  );
}
