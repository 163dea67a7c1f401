import { formatted, printRows, printTable } from "../report.mjs";
import { families } from "./families.mjs";

/**
 * What calls for some families took, CPU time in seconds, and the log-likelihood each reached with its number of parameters; null
 * where it was not finite. `judged` is what the log-likelihoods took where the calls do not give them.
 *
 * @typedef {object} Times
 * @property {number} cold
 * @property {number} warm
 * @property {number} calls
 * @property {number} judged
 * @property {Record<string, [logLikelihood: number | null, parameters: number]>} fits
 */

/**
 * A peer, measured; undefined where it was cut off.
 *
 * @typedef {object} Measured
 * @property {string} name
 * @property {string} [note]
 * @property {Map<string, Times | undefined>} alone by family, of those that fit one family in a call
 * @property {Times | undefined} together
 */

/**
 * @typedef {object} About
 * @property {number} size
 * @property {string} shape
 * @property {number} limit
 * @property {number} [aim]
 * @property {readonly { name: string, reason: string }[]} missing
 */

/** Log-likelihoods this close are the same: rounding of a sum is a millionth of this. */
const tolerance = 1e-3;

/** @param {readonly Measured[]} measured @param {About} about */
export function printTotals(measured, about) {
  printRows(
    `All eleven families of ${titleOf(about)} (ratio: this peer by Phasebook)`,
    rowsOf(measured, about).filter(({ metric }) => ["all, cold", "all, warm"].includes(metric)),
  );
}

/** @param {readonly Measured[]} measured @param {About} about */
export function printFamilies([ours, ...others], about) {
  const scipy = others.find(({ name }) => name === "SciPy");
  const r = others.find(({ name }) => name === "fitdistrplus");
  const ms = (seconds) => (seconds === undefined ? "-" : formatted(1000 * seconds));
  const cells = families.map((family) => {
    const own = ours.alone.get(family);
    const theirs = scipy?.alone.get(family);
    const best = bestOthers(others, family, own.fits[family][1]);
    return [
      family,
      ...[own.cold, own.warm, theirs?.cold, theirs?.warm, theirs && theirs.warm + theirs.judged].map(ms),
      theirs ? formatted((theirs.warm + theirs.judged) / own.warm) : "-",
      ms(r?.alone.get(family)?.warm),
      height(own.fits[family][0]),
      best ? `${height(best.height)} ${best.name}` : "-",
    ];
  });
  printTable(
    `Each family alone, ${titleOf(about)}: CPU time in ms, log-likelihoods`,
    [
      ...["family", "cold", "warm", "SciPy cold", "warm", "with log-likelihood", "by ours", "fitdistrplus warm"],
      ...["log-likelihood", "best other of as many parameters"],
    ],
    cells,
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
}

/** Says plainly where others are better or faster. @param {readonly Measured[]} measured @param {About} about */
export function printVerdicts([ours, ...others], about) {
  const tell = (/** @type {string} */ what, /** @type {readonly string[]} */ where) =>
    console.log(`  ${what}: ${where.length > 0 ? where.join("; ") : "nowhere"}`);
  console.log(`\n${titleOf(about)}`);
  tell("a peer's log-likelihood is better than Phasebook's", betterOthers([ours, ...others]));
  for (const { name, alone, together } of others) {
    const slower = (/** @type {(times: Times) => number} */ theirs) =>
      [...alone].flatMap(([family, times]) => {
        const own = ours.alone.get(family).warm;
        return times && own > theirs(times)
          ? [`${family} (${formatted(1000 * own)} against ${formatted(1000 * theirs(times))} ms)`]
          : [];
      });
    if (alone.size > 0) {
      tell(
        `Phasebook is slower than ${name}, log-likelihood included`,
        slower(({ warm, judged }) => warm + judged),
      );
      if (name === "SciPy")
        tell(
          `Phasebook is slower than ${name}'s parameters alone`,
          slower(({ warm }) => warm),
        );
    } else if (together && together.warm < ours.together.warm)
      tell(`Phasebook is slower than ${name}`, ["all families"]);
  }
}

/** Every number. @param {readonly Measured[]} measured @param {About} about @returns {import("../report.mjs").Row[]} */
export function rowsOf(measured, { size, shape, limit, aim, missing }) {
  const [ours] = measured;
  const work = `${size.toLocaleString("en-GB")} ${shape}`;
  const rows = [];
  for (const { name: peer, note = "", alone, together } of measured) {
    const timed = [...[...alone].map(([family, times]) => ({ family, times })), { family: "all", times: together }];
    for (const { family, times } of timed) {
      const own = family === "all" ? ours.together : ours.alone.get(family);
      for (const metric of /** @type {const} */ (["cold", "warm"])) {
        const row = { work, peer, metric: `${family}, ${metric}`, unit: "ms" };
        if (!times || !own) {
          rows.push({ ...row, value: null, ratio: null, note: `cut off after ${limit} s` });
          continue;
        }
        const calls = times.calls === 1 ? "one call" : `${times.calls} calls`;
        rows.push({
          ...row,
          value: 1000 * times[metric],
          ratio: times[metric] / own[metric],
          ratioOf: "the time of this peer by that of Phasebook",
          ...(aim && peer === "SciPy" && family === "all" && { aim }),
          note: [metric === "warm" ? calls : "", note].filter(Boolean).join("; "),
        });
      }
      if (!times) continue;
      if (family !== "all" && times.judged > 0)
        rows.push({
          work,
          peer,
          metric: `${family}, log-likelihood's time`,
          value: 1000 * times.judged,
          unit: "ms",
          ratio: null,
        });
    }
    for (const [family, [value, parameters]] of Object.entries(together?.fits ?? fitsOf(alone)))
      rows.push({
        ...{ work, peer, metric: `${family}, log-likelihood`, value, unit: "", ratio: null },
        note: `${parameters} parameters${value === null ? "; not finite, or no estimate" : ""}`,
      });
  }
  for (const { name: peer, reason } of missing)
    for (const metric of ["all, cold", "all, warm"])
      rows.push({ work, peer, metric, value: null, unit: "ms", ratio: null, note: reason });
  return rows;
}

/** Where a peer is likelier with as many parameters, which is the same family: a free location makes it another. */
export function betterOthers([ours, ...others]) {
  return Object.entries(ours.together.fits).flatMap(([family, [own, parameters]]) => {
    const best = bestOthers(others, family, parameters);
    return best && best.height > (own ?? -Infinity) + tolerance
      ? [`${family}: ${best.name} ${height(best.height)} against ${height(own)}`]
      : [];
  });
}

function bestOthers(others, family, parameters) {
  const found = others.flatMap(({ name, alone, together }) => {
    const [value, k] = (together?.fits ?? fitsOf(alone))[family] ?? [null, 0];
    return value !== null && k === parameters ? [{ name, height: value }] : [];
  });
  return found.sort((first, second) => second.height - first.height)[0];
}

/** Of the families that were not cut off. */
function fitsOf(alone) {
  return Object.assign({}, ...[...alone.values()].map((times) => times?.fits));
}

const titleOf = ({ size, shape }) => `${size.toLocaleString("en-GB")} ${shape} latencies`;
const height = (value) => (value === null ? "none" : value.toFixed(2));
