import { isFurniture } from "./furniture.js";
import { BenchmarkReading, type BenchmarkRow } from "./kind/benchmark.js";
import type { Reader } from "./reader.js";

const number = String.raw`\d+(?:\.\d+)?`;
const base = String.raw`ops\/s|events\/sec|events per sec|calls\/s|B\/s|ops\/prod|\/prod|\/s\/cpu|\/s|ns\/op|ns|us|ms|MiB|kmallocs\/create|ticks|%(?=\s*$)`;
/** `43.366 ± 0.277M/s`, `50.739M ± 0.018M events/sec`, `47.847 ns/op`. */
const measure = new RegExp(
  String.raw`(-?${number})\s*([kMG])?(?:\s*(?:±|\+\/?-|\ufffd+)\s*(${number}))?\s*([kMG])?\s*(${base})(?![\w/])`,
  "g",
);
const iteration = /^Iter\s+(\d+)\s+\(\s*-?[\d.]+us\):\s*/;
const summary = /^Summary:\s*/;
const banner = /^(?:Setting up benchmark|Benchmark) '(.*?)'/;
const underline = /^={3,}\s*$/;
/** Indented under a heading: what the rows below have in common, `num keys: 10`. */
const setting = /^\s+[\w ]+:? ?\d*\s*$/;
const result = /^Iter\s+\d+ |^Summary:|[\d.]+\s*(?:±|\ufffd)/;
const mostHeld = 2;
const producers = /\bnr_prod (\d+)\b/;
const aside = /\(approximated from .*?\)/;

const factors: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9 };
/** What a unit is in those of a row, and by which factor. */
const units: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
  "ns/op": ["ns", 1],
  ns: ["ns", 1],
  us: ["ns", 1e3],
  ms: ["ns", 1e6],
  MiB: ["B", 2 ** 20],
  "B/s": ["B/s", 1],
  "kmallocs/create": ["mallocs per creation", 1],
  ticks: ["ticks", 1],
  "%": ["%", 1],
};

/**
 * The kernel's BPF benchmarks, tools/testing/selftests/bpf/bench: progress by the second, summaries, and the tables of run_bench_*.sh. Rates
 * are those of all producers; the time of an operation is that of one producer, where the output says how many there are.
 */
export const benchmark: Reader<BenchmarkReading> = {
  tools: ["bpf-bench", "bench"],
  kinds: ["benchmark"],
  recognises(head) {
    const isBench = (line: string) =>
      iteration.test(line) || banner.test(line) || (summary.test(line) && rowsOf(line, null, null).length > 0);
    if (head.some(isBench)) return 0.95;
    const rows = head.filter((line) =>
      /(?:±|\+\/?-|\ufffd)\s*[\d.]+\s*[kMG]?\s*(?:\/s|ops\/s|events\/sec)/.test(line),
    ).length;
    return rows > 0 || head.some((line) => /\b\d+ events per sec\b/.test(line)) ? 0.9 : 0;
  },
  read(lines) {
    const rows: BenchmarkRow[] = [];
    let [heading, subtitle, started]: (string | null)[] = [null, null, null];
    /** What may be a heading, if one of the next lines underlines it: messages may come between. */
    let held: { text: string; number: number }[] = [];
    const release = (count = held.length) => {
      for (const { text, number } of held.splice(0, Math.max(0, count)))
        lines.report.leaveOut(number, text, "is no result of a benchmark");
    };
    for (const line of lines) {
      if (underline.test(line) && held.length > 0) {
        const underlined = held.findLast(({ text }) => text.length === line.trim().length) ?? held.at(-1)!;
        held = held.filter((each) => each !== underlined);
        release();
        [heading, subtitle] = [underlined.text, null];
        continue;
      }
      const name = banner.exec(line)?.[1];
      const text = line.replace(aside, "").trimEnd();
      const found = rowsOf(text, started!, [heading, subtitle].filter((part) => part !== null).join(", ") || null);
      if (name !== undefined) started = name;
      else if (found.length > 0) rows.push(...found);
      else if (isFurniture(line, lines)) continue;
      else if (result.test(text)) lines.skip("has no number with a known unit");
      else if (setting.test(line)) subtitle = line.trim();
      else held.push({ text: line.trim(), number: lines.number });
      release(held.length - (found.length > 0 ? 0 : mostHeld));
    }
    release();
    if (rows.some(({ unit, nsPerOperation }) => unit === "1/s" && nsPerOperation !== null))
      lines.note(
        "nsPerOperation is worked out from the rate of one producer where the tool does not print it; a hit may be a batch of operations, as " +
          "the source of the benchmark says",
      );
    return new BenchmarkReading(lines, rows);
  },
};

/** The numbers of a line; none where it is no result. */
function rowsOf(line: string, started: string | null, section: string | null): BenchmarkRow[] {
  const second = iteration.exec(line);
  const isSummary = summary.test(line);
  const text = line.slice(second?.[0].length ?? summary.exec(line)?.[0].length ?? 0);
  const rows: BenchmarkRow[] = [];
  let name = started;
  let end = 0;
  for (const match of text.matchAll(measure)) {
    const [all, value, own, deviation, behind, unitText = ""] = match;
    const prefix = behind ?? own;
    let metric = text.slice(end, match.index).replace(/^[\s,;.()]+|[\s:=,(]+$/g, "");
    if (end === 0 && !second && !isSummary) [name, metric] = nameAndMetric(metric);
    end = match.index + all.length;
    const factor = prefix === undefined ? 1 : factors[prefix]!;
    const last = rows.at(-1);
    if (/\/(?:prod|cpu)$/.test(unitText)) {
      if (last) rows[rows.length - 1] = timed({ ...last, perProducer: Number(value) * factor });
      continue;
    }
    const [unit, unitFactor] = units[unitText] ?? ["1/s", 1];
    if (metric === "stddev" && last) {
      rows[rows.length - 1] = { ...last, deviation: scaled(value!, factor * unitFactor) };
      continue;
    }
    rows.push(
      timed({
        section,
        name,
        phase: second ? "progress" : "summary",
        iteration: second ? Number(second[1]) : null,
        metric: metricNamed(metric, unit),
        value: scaled(value!, factor * unitFactor),
        deviation: deviation === undefined ? null : scaled(deviation, factor * unitFactor),
        unit,
        perProducer: null,
        nsPerOperation: null,
      }),
    );
  }
  return rows;
}

/** `rb-libbpf nr_prod 4`, `overwrite    per-prod-op`, `hashmap get:  hits throughput`: the name of a row of a table and of its first number. */
function nameAndMetric(text: string): [name: string | null, metric: string] {
  const [, name = text, metric = ""] = /^(.*\S)(?::\s+|\s{2,})([A-Za-z][\w -]*)$/.exec(text) ?? [];
  return [name.replace(/\s{2,}/g, " ").replace(/:$/, "") || null, metric];
}

function metricNamed(text: string, unit: string): string {
  if (unit === "%") return "false hits";
  if (unit === "mallocs per creation") return "mallocs";
  return text.replace(/\s{2,}/g, " ") || "hits";
}

/** With the time of an operation, for rates of what was done and for times that are printed. */
function timed(row: BenchmarkRow): BenchmarkRow {
  if (/\bdrops|total|false/.test(row.metric)) return row;
  if (row.unit === "ns") return { ...row, nsPerOperation: row.value };
  if (row.unit !== "1/s" || row.value === 0) return row;
  const count = Number(producers.exec(row.name ?? "")?.[1] ?? 1);
  // `per-prod-op` of htab-mem is of one producer already.
  return { ...row, nsPerOperation: 1e9 / (row.perProducer ?? row.value / count) };
}

function scaled(text: string, factor: number): number {
  return Number((Number(text) * factor).toPrecision(15));
}
