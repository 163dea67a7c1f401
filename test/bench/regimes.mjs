// How often `classify` is right, wrong or undecided on series whose regime is known, and what it costs.
import { parseArgs } from "node:util";
import { calibrate, seriesOf, truths } from "../regime/calibration.mjs";
import { median } from "./peer.mjs";
import { printRows, writeRows } from "./report.mjs";

/** @typedef {import("./report.mjs").Row} Row */

const peer = "Phasebook";
const regimes = ["converging", "oscillating", "exploding", "undecided"];
const swings = ["noise", "damped", "sustained"];

/** @param {readonly string[]} arguments_ */
export async function main(arguments_) {
  const { values } = parseArgs({
    args: [...arguments_],
    options: { quick: { type: "boolean" }, json: { type: "string" }, series: { type: "string" } },
  });
  const series = Number(values.series ?? (values.quick ? 100 : 2000));
  if (!(Number.isInteger(series) && series >= 1))
    throw new RangeError(`--series takes a whole number, got ${values.series}`);
  const library = await import("../../dist/src/index.js");
  const rows = truths.flatMap((truth) => rowsOf(calibrate(library, series, [truth])[0]));
  printTable(rows, series);
  const speed = speedRows(library);
  printRows("What a classification costs", speed);
  if (values.json) await writeRows(values.json, [...rows, ...speed]);
}

/** @param {import("../regime/calibration.mjs").Outcome} outcome @returns {Row[]} */
function rowsOf({ name, about, series, regimes: found, swings: kinds, wrong, examples }) {
  const share = (/** @type {string} */ metric, /** @type {number} */ count, /** @type {number} */ of) => ({
    work: name,
    peer,
    metric,
    value: of === 0 ? null : (100 * count) / of,
    unit: "%",
    ratio: null,
  });
  const decided = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return [
    ...regimes.map((regime) => share(regime, found[regime] ?? 0, series)),
    ...swings.map((kind) => share(`swings: ${kind}`, kinds[kind] ?? 0, decided)),
    {
      ...share("wrong", wrong, series),
      ratio: wrong / series,
      ratioOf: "wrong by all",
      aim: 0.01,
      atMost: true,
      note: [about, ...examples.slice(0, 3)].join("; "),
    },
  ];
}

/** The confusion matrix as Markdown, as it stands in src/regime/README.md. */
function printTable(/** @type {readonly Row[]} */ rows, /** @type {number} */ series) {
  const columns = [...regimes, ...swings.map((kind) => `swings: ${kind}`), "wrong"];
  const cell = (/** @type {string} */ work, /** @type {string} */ metric) => {
    const { value } = rows.find((row) => row.work === work && row.metric === metric) ?? { value: null };
    return value === null ? "" : String(Number(value.toFixed(value < 1 ? 2 : 1)));
  };
  console.log(`\nPercent of ${series} series each; swings of those that were decided and have them\n`);
  console.log(`| truth | ${columns.map((name) => name.replace("swings: ", "")).join(" | ")} |`);
  console.log(`|---|${columns.map(() => "--:|").join("")}`);
  for (const { name } of truths)
    console.log(`| ${name} | ${columns.map((column) => cell(name, column)).join(" | ")} |`);
}

/** @returns {Row[]} */
function speedRows(/** @type {typeof import("../../dist/src/index.js")} */ { classifySeries, stream }) {
  const works = ["noise above epsilon", "sustained cycles", "ringing noise"];
  return [250, 500, 1000, 2000, 4000].map((windows, place) => {
    const times = works.flatMap((name) =>
      Array.from({ length: 20 }, (_, index) => {
        const columns = seriesOf(stream, name, place + 5 * index);
        const begin = performance.now();
        classifySeries(columns);
        return performance.now() - begin;
      }),
    );
    const value = median(times);
    return { work: `${windows} windows`, peer, metric: "one series", value, unit: "ms", ratio: null };
  });
}
