// Whether intervals hold the truth as often as they say, and p-values are as often small as they say: by simulation.
import { parseArgs } from "node:util";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { say } from "../../kernel/setup/step.mjs";
import { heldBy } from "./coverage/intervals.mjs";
import { kinds, laws } from "./coverage/laws.mjs";
import { bootstrapped, ofBuckets, spreadOf } from "./coverage/pValues.mjs";
import { printRows, writeRows } from "./report.mjs";

/** @typedef {import("./report.mjs").Row} Row */

/** How far from 95 % the share of 1,000 intervals may be, in points; chance alone moves it by 0.7. */
const allowed = 2;
/** What a p-value against uniform should not fall below: one of a hundred does by chance. */
const least = 0.01;
/** The sizes of the simulated sets: at the second the aim is to hold, at the first one sees what small samples do. */
const sizes = [100, 500];

const parts = {
  intervals: (study) => sizes.flatMap((size) => intervals(study, size)),
  "chi-square": chiSquares,
  bootstrap: bootstraps,
};

export async function main(/** @type {string[]} */ arguments_) {
  const { json, only, sets, replicates, seed } = optionsOf(arguments_);
  const { kolmogorovSurvival } = await import("../../dist/src/fit/judgement/kolmogorovLaw.js");
  const library = { ...(await import("phasebook")), kolmogorovSurvival };
  const started = performance.now();
  const study = { library, sets, replicates, seed };
  /** @type {Row[]} */
  const rows = [];
  for (const [part, measure] of Object.entries(parts)) if (!only || part === only) rows.push(...(await measure(study)));
  say(`${rows.length} rows in ${((performance.now() - started) / 1000).toFixed(0)} s, seed "${seed}"`);
  if (json) await writeRows(json, rows);
}

function optionsOf(/** @type {string[]} */ arguments_) {
  const usage =
    "npm run bench -- coverage [--json FILE] [--only PART] [--sets 1000] [--replicates 199] [--seed coverage]";
  try {
    const options = /** @type {const} */ ({
      json: { type: "string" },
      only: { type: "string" },
      sets: { type: "string", default: "1000" },
      replicates: { type: "string", default: "199" },
      seed: { type: "string", default: "coverage" },
    });
    const { sets, replicates, ...rest } = parseArgs({ args: arguments_, options }).values;
    if (rest.only && !Object.hasOwn(parts, rest.only))
      throw new Error(`--only is one of ${Object.keys(parts).join(", ")}, got ${rest.only}`);
    return { ...rest, sets: wholeNumber("sets", sets), replicates: wholeNumber("replicates", replicates) };
  } catch (error) {
    throw new SetUpFailure(`${error.message}; ${usage}`);
  }
}

function wholeNumber(name, text) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 10) return value;
  throw new Error(`--${name} is a whole number from 10, got ${text}`);
}

/** Intervals of every kind that need no draws, of data of every kind. */
function intervals({ library, sets, seed }, size) {
  /** @type {Row[]} */
  const rows = [];
  for (const kind of Object.keys(kinds))
    for (const law of laws) {
      const seconds = timed(() => {
        for (const { parameter, method, held } of heldBy(library, law, kind, { size, sets, seed }))
          rows.push(coverageRow(`${law[0]} ${parameter}, ${size} ${kind}`, method, held, sets, size === sizes.at(-1)));
      });
      say(`intervals of ${size} ${kind} values, ${law[0]}: ${seconds} s`);
    }
  rows.sort((one, other) => byText(one.peer, other.peer));
  printRows(`How many of ${sets} intervals of 95 % hold the truth, ${size} values each`, rows);
  return rows;
}

/** @returns {Row} */
function coverageRow(work, peer, held, sets, isAim) {
  const value = (100 * held) / sets;
  const ratio = Math.abs(value - 95) / allowed;
  const ratioOf = `the distance from 95 % by ${allowed} points`;
  return { work, peer, metric: "coverage", value, unit: "%", ratio, ratioOf, ...(isAim && { aim: 1, atMost: true }) };
}

function chiSquares({ library, sets, seed }) {
  const size = sizes.at(-1);
  const rows = laws.map((law) =>
    uniformityRow(library, `${law[0]}, ${size} binned`, "chi-square", ofBuckets(library, law, { size, sets, seed })),
  );
  printRows("p-values by chi-square where the law is right (ratio: the p-value against uniform)", rows);
  return rows;
}

/** The bootstrap refits every set many times: fewer and smaller sets do. */
async function bootstraps({ library, sets, replicates, seed }) {
  const size = sizes[0];
  const some = Math.ceil(0.3 * sets);
  /** @type {Row[]} */
  const coverage = [];
  /** @type {Row[]} */
  const uniformity = [];
  const cells = [...laws.map((law) => [law, "exact"]), ...[laws[0], laws[2]].map((law) => [law, "truncated"])];
  for (const [law, kind] of cells) {
    const work = `${law[0]}, ${size} ${kind}`;
    const began = performance.now();
    const { pValues, held } = await bootstrapped(library, law, kind, { size, sets: some, replicates, seed });
    for (const [test, values] of Object.entries(pValues)) uniformity.push(uniformityRow(library, work, test, values));
    for (const [method, counts] of Object.entries(held))
      for (const [parameter, count] of Object.entries(counts)) {
        const row = coverageRow(`${law[0]} ${parameter}, ${size} ${kind}`, method, count, some, false);
        coverage.push({ ...row, note: `${some} sets: chance moves it by ${(21.8 / Math.sqrt(some)).toFixed(1)}` });
      }
    say(`bootstrap of ${size} ${kind} values, ${law[0]}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  printRows(
    `p-values by bootstrap of ${replicates} where the law is right (ratio: the p-value against uniform)`,
    uniformity,
  );
  printRows(`How many of ${some} intervals of 95 % by bootstrap of ${replicates} hold the truth`, coverage);
  return [...uniformity, ...coverage];
}

/** @returns {Row} */
function uniformityRow(library, work, peer, pValues) {
  const { n, shares, classes, distance, pValue } = spreadOf(library, pValues);
  const said = Object.entries(shares).map(([level, share]) => `${(100 * share).toFixed(1)} % up to ${level}`);
  return {
    work,
    peer,
    metric: "distance from uniform",
    value: distance,
    unit: "",
    ratio: pValue,
    ratioOf: "the p-value of that distance",
    aim: least,
    note: `${n} p-values, ${said.join(", ")}; in tenths ${classes.join(" ")}`,
  };
}

function timed(/** @type {() => void} */ action) {
  const began = performance.now();
  action();
  return ((performance.now() - began) / 1000).toFixed(1);
}

function byText(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
