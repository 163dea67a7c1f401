import { writeFile } from "node:fs/promises";

/**
 * One number of a benchmark.
 *
 * @typedef {object} Row
 * @property {string} work
 * @property {string} peer
 * @property {string} metric
 * @property {number | null} value null where the peer is missing
 * @property {string} unit
 * @property {number | null} ratio against the baseline that `ratioOf` names
 * @property {string} [ratioOf] what is divided by what
 * @property {number} [aim] the least the ratio should be, or the most where `atMost`
 * @property {boolean} [atMost]
 * @property {string} [note]
 */

/**
 * Prints rows below a heading, those of one benchmark's section.
 *
 * @param {string} heading
 * @param {readonly Row[]} rows
 */
export function printRows(heading, rows) {
  const cells = rows.map((row) => [
    row.work,
    row.peer,
    row.metric,
    row.value === null ? "missing" : `${formatted(row.value)} ${row.unit}`,
    row.ratio === null ? "" : formatted(row.ratio),
    aimOf(row),
    row.note ?? "",
  ]);
  printTable(heading, ["work", "peer", "metric", "value", "ratio", "aim", "note"], cells, [3, 4]);
}

/**
 * Prints lines of cells below a heading.
 *
 * @param {string} heading
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} cells
 * @param {readonly number[]} numbers the columns that are set to the right
 */
export function printTable(heading, header, cells, numbers) {
  const table = [header, ...cells];
  const widths = header.map((_, column) => Math.max(...table.map((line) => line[column].length)));
  console.log(`\n${heading}`);
  for (const line of table) {
    const padded = line.map((cell, column) =>
      numbers.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
    console.log(`  ${padded.join("  ").trimEnd()}`);
  }
}

/** @param {string} file @param {readonly Row[]} rows */
export async function writeRows(file, rows) {
  await writeFile(file, `${JSON.stringify(rows, null, 2)}\n`);
  console.log(`\nphasebook: wrote ${rows.length} rows to ${file}`);
}

/** @param {Row} row */
function aimOf({ ratio, aim, atMost }) {
  if (aim === undefined || ratio === null) return "";
  const met = atMost ? ratio <= aim : ratio >= aim;
  return `${atMost ? "<=" : ">="} ${aim}: ${met ? "met" : "missed"}`;
}

/** Three digits that count, and no exponent. */
export function formatted(/** @type {number} */ value) {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-GB");
  return String(Number(value.toPrecision(3)));
}
