import { escapeMarkup } from "../display/escapeMarkup.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { type Row, Table } from "../table/table.js";
import { digits, percent, time } from "../table/words.js";
import type { Estimate, Evidence, Regime } from "./evidence.js";

/** Which regime a run is of, why, and what says so: plain data, as out of JSON. */
export interface Judged {
  readonly regime: Regime;
  /** In a sentence. */
  readonly reason: string;
  readonly evidence: Evidence;
}

/** The same, which shows itself as a table. */
export interface Classification extends Judged {
  /** Not enumerable: neither a copy nor a comparison nor JSON has anything to do with it. */
  [displaySymbol](): MimeBundle;
}

/** A classification that shows itself where it is the last expression of a cell. */
export function classification(regime: Regime, reason: string, evidence: Evidence): Classification {
  const result = { regime, reason, evidence };
  return Object.defineProperty(result, displaySymbol, { value: () => shown(result) }) as Classification;
}

function shown({ regime, reason, evidence }: Judged): MimeBundle {
  const table = new Table(rowsOf(evidence), ["evidence", "value", "low", "high"])[displaySymbol]();
  return {
    "text/plain": `${regime}: ${reason}\n${String(table["text/plain"]).replace(/\n[^\n]*$/, "")}`,
    "text/html": `<p><b>${regime}</b>: ${escapeMarkup(reason)}</p>${String(table["text/html"]).replace(/<p>[^<]*<\/p>$/, "")}`,
  };
}

function rowsOf(evidence: Evidence): Row[] {
  const { windows, tests, swings, replications, regimes } = evidence;
  const estimates: [string, Estimate | undefined, (value: number) => string][] = [
    ["overhead", evidence.level, percent],
    ["backlog", evidence.backlog, digits],
    [`growth of the ${evidence.quantity}, per s`, evidence.growthRate, digits],
    ["doubling time", evidence.doublingTime, time],
    ["period", evidence.period, time],
    ["amplitude", evidence.amplitude, percent],
    ["damping, per cycle", evidence.damping, digits],
  ];
  const rows = estimates.flatMap(([name, estimate, format]): Row[] =>
    estimate
      ? [
          {
            evidence: name,
            value: format(estimate.value),
            low: format(estimate.low),
            high: format(estimate.high),
          },
        ]
      : [],
  );
  const plain: [string, string | undefined][] = [
    ["swings", swings],
    ["deviation of a window", evidence.deviation === undefined ? undefined : percent(evidence.deviation)],
    ["replications", replications > 1 ? votes(replications, regimes) : undefined],
    [
      "windows",
      `${windows.judged} of ${windows.total} judged, ${windows.warmUp} of warm-up, worth ${digits(Math.floor(windows.effective))}`,
    ],
    ...tests.map((test): [string, string] => [
      `${test.name}, ${test.of}`,
      `${digits(test.statistic)}, p = ${digits(test.pValue)}`,
    ]),
  ];
  for (const [name, value] of plain)
    if (value !== undefined) rows.push({ evidence: name, value, low: null, high: null });
  return rows;
}

/** How many replications are of each regime: `"10: 9 converging, 1 undecided"`. */
export function votes(replications: number, regimes: Evidence["regimes"]): string {
  const each = Object.entries(regimes ?? {}).map(([regime, count]) => `${count} ${regime}`);
  return `${replications}: ${each.join(", ")}`;
}
