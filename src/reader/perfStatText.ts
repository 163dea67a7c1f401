import { type Case, isOneOf } from "./cases.js";
import { isFurniture } from "./furniture.js";
import type { CountersReading } from "./kind/counters.js";
import { shareNamed, type TopDownReading } from "./kind/topDown.js";
import type { Lines } from "./lines.js";
import { decimal, localeNumber, localeNumberPattern } from "./localeNumber.js";
import { PerfStatRows, type Place, shareOf } from "./perfStatRows.js";

const counts = /^\s*Performance counter stats for (.*?)(?: \((\d+) runs\))?:\s*$/;
const intervals = /^#\s+time\b/;
const interval = /^\s*(\d+[.,]\d{9})\s+(.*)$/;
const core = String.raw`[SN]\d+(?:-[A-Z]+\d+)*`;
/** `CPU0`, `S0-D0-C0  2` with the number of CPUs in it, `bash-2636`; and what follows. */
const aggregates = [
  /^\s*(CPU\d+)(\s+.*)$/,
  new RegExp(`^\\s*(${core})\\s+\\d+(\\s+.*)$`),
  new RegExp(`^\\s*(${core})(\\s+.*)$`),
  /^\s*(\S.*?-\d+)\s(\s*(?:<not |\d).*)$/,
];
const value = new RegExp(`^\\s*(<not counted>|<not supported>|-?nan|${localeNumberPattern})(\\s+\\S.*)?$`);
const deviation = /\(\s*\+-\s*([\d.,]+|-?nan)%\s*\)/;
const running = /\(\s*([\d.,]+|-?nan)%\s*\)/;
const metric = /^\s*(-?[\d.,]+|-?nan|-?inf)\s*(.*?)\s*$/;
const elapsed = /^\s*([\d.,]+)(?: \+- ([\d.,]+))? seconds (time elapsed|user|sys)\b/;

const withoutRuns = "perf stat -b has no count of runs: cycles a run need run_cnt of bpftool prog show";

export function isPerfStatHeader(line: string): boolean {
  return counts.test(line) || (intervals.test(line) && (/\bcounts\b/.test(line) || headingsOf(line).some(shareNamed)));
}

/** Whether it may be a row, without a heading above: a number, a name, and a metric or nothing. */
export function isPerfStatLine(line: string): boolean {
  const [, , rest = line] = interval.exec(line) ?? [];
  const [, number, words] = value.exec(rest) ?? [];
  return number !== undefined && /^(?: (?:msec|ns|Joules))?\s{2,}[a-z][\w\-./:]*(?:\s*$|\s+#\s)/i.test(words ?? "");
}

/** `perf stat` as people read it: rows of counters with their metrics, or with --topdown and --metric-only a table of metrics. */
export function readPerfStatText(lines: Lines): CountersReading | TopDownReading {
  return new PerfStatText(lines).read();
}

class PerfStatText {
  readonly #rows = new PerfStatRows();
  #headings: readonly string[] = [];
  readonly #cases: readonly Case[] = [
    [
      counts,
      ([, target = "", runs]) => {
        this.lines.note(`counted for ${target}${runs === undefined ? "" : `, the mean of ${runs} runs`}`);
        if (target.includes("BPF program")) this.lines.note(withoutRuns);
      },
    ],
    [elapsed, ([, seconds, spread, what]) => this.#end(seconds!, spread, what!)],
    [/^\s*# (?:Table of individual measurements|Final result):\s*$/, () => {}],
    [
      /^\s*-?[\d.]+ \([+-][\d.]+\) #+\s*$/,
      () => this.lines.skip("is the time of a single run, of which the mean is given too"),
    ],
    [
      /^Some events weren't counted|^The events in group usually have to be|^\s+echo [01] > \/proc|^\s+perf stat \.\.\./,
      () => this.lines.note("perf says that some events could not be counted, or not together"),
    ],
    [/^#\s+time\b.*\bcounts\b/, () => {}],
    [/^# started on /, () => {}],
  ];

  constructor(private readonly lines: Lines) {}

  read(): CountersReading | TopDownReading {
    for (const line of this.lines) {
      if (isOneOf(this.#cases, line) || this.#isHeading(line) || this.#isRow(line)) continue;
      if (/\bperf stat\b.*\s(?:-b|--bpf-prog)\b/.test(line)) this.lines.note(withoutRuns);
      if (!isFurniture(line.replace(/^\s*%(?= \S)/, "$"), this.lines)) this.lines.skip("is no row of perf stat");
    }
    return this.#rows.reading(this.lines);
  }

  #end(seconds: string, spread: string | undefined, what: string): void {
    if (what === "time elapsed") this.#rows.elapsedSeconds = decimal(seconds);
    else this.lines.note(`${seconds} seconds ${what}`);
    if (spread !== undefined) this.lines.note(`time elapsed ${seconds} +- ${spread} seconds`);
  }

  /** The head of a table of metrics: names only, without numbers. */
  #isHeading(line: string): boolean {
    if (/\d\s*$/.test(line) || line.includes("# ") === !intervals.test(line)) return false;
    const headings = headingsOf(line);
    const known = headings.filter((name) => shareNamed(name) !== undefined).length;
    if (known < 2 && !(intervals.test(line) && headings.length > 0)) return false;
    this.#headings = headings;
    return true;
  }

  #isRow(line: string): boolean {
    const { place, rest } = placed(line);
    if (this.#headings.length > 0) {
      const values = rest.trim().split(/\s+/);
      const isTable =
        values.length === this.#headings.length && values.every((text) => /^-?(?:[\d.,]+|nan)%?$/.test(text));
      if (!isTable) return false;
      values.forEach((text, index) => {
        this.#rows.metric(place, this.#headings[index]!, decimal(text.replace("%", "")));
      });
      return true;
    }
    const [before = "", ...metrics] = rest.split("#");
    const [, number, words = ""] = value.exec(before) ?? [];
    if (number === undefined) {
      // Further metrics of the event above, or of a group that has a name of its own.
      if (/\d/.test(before.replace(/TopdownL\d|\w*\d\w*_/g, ""))) return false;
      return this.#addMetrics(place, metrics);
    }
    const [own = "", ...further] = metrics;
    if (!this.#addCounter(place, number, words, own, rest)) return false;
    // The second of what two events make together, as light operations beside heavy ones.
    if (further.length > 0 && !this.#addMetrics(place, further)) this.lines.skip("has metrics that cannot be read");
    return true;
  }

  /** Whether each was one. */
  #addMetrics(place: Place, texts: readonly string[]): boolean {
    const found = texts.map((text) => metric.exec(text.replace(deviation, "").replace(running, "")));
    for (const each of found) if (each) this.#rows.metric(place, each[2] ?? "", decimal(each[1]));
    return found.length > 0 && found.every((each) => each !== null);
  }

  #addCounter({ time, section }: Place, number: string, words: string, own: string, statistics: string): boolean {
    const spread = decimal(deviation.exec(statistics)?.[1]);
    const share = decimal(running.exec(statistics.replace(deviation, ""))?.[1]);
    const { name, unit, cgroup } = namesOf(words.replace(deviation, "").replace(running, ""));
    // `1.006529767 seconds tim`, the last line where it is cut off, is no counter.
    if (!/^[a-z_<[]/i.test(name) || (/[.,]\d{9}$/.test(number) && "seconds".startsWith(unit ?? name))) return false;
    const [, metricValue, metricUnit = ""] = metric.exec(own.replace(deviation, "").replace(running, "")) ?? [];
    const isMissing = number.startsWith("<");
    const places = [section, cgroup].filter((part) => part !== null);
    const parsed = isMissing ? Number.NaN : localeNumber(number);
    this.#rows.counter({
      time,
      section: places.length > 0 ? places.join(" ") : null,
      name,
      value: Number.isFinite(parsed) ? parsed : null,
      unit,
      missing: isMissing ? number.slice(1, -1) : null,
      runningShare: share === null ? 1 : shareOf(share),
      deviation: spread === null ? null : shareOf(spread),
      metricValue: metricUnit === "" ? null : decimal(metricValue),
      metricUnit: metricUnit === "" ? null : metricUnit,
    });
    return true;
  }
}

/** `#   time   %  tma_retiring  %  tma_backend_bound`: columns are two blanks apart, and so are `%` and a name. */
function headingsOf(line: string): string[] {
  const names = line
    .replace(/^#\s+time\b/, "")
    .replace(/^\s*(?:core|die|socket|node|cpu|comm-pid)(?=\s)(?:\s+cpus)?/, "");
  return names
    .trim()
    .split(/(?<!%)\s{2,}|\s+(?=%\s)/)
    .filter((name) => name !== "");
}

/** The columns in front: the time of the interval, then the CPU, core or thread. */
function placed(line: string): { place: Place; rest: string } {
  const [, time, afterTime = line] = interval.exec(line) ?? [];
  for (const pattern of aggregates) {
    const [, section, rest] = pattern.exec(afterTime) ?? [];
    if (section !== undefined && rest !== undefined)
      return { place: { time: decimal(time), section: section.trim() }, rest };
  }
  return { place: { time: decimal(time), section: null }, rest: afterTime };
}

/** Unit, event and cgroup: a unit stands one blank behind the number, an event without one further off, except in old versions. */
function namesOf(text: string): { name: string; unit: string | null; cgroup: string | null } {
  const words = text.trim().split(/\s+/);
  // perf 4: `task-clock (msec)`.
  const inParentheses = /^\((msec|ns|Joules)\)$/.exec(words[1] ?? "");
  if (inParentheses) return { name: words[0]!, unit: inParentheses[1]!, cgroup: null };
  const unit = words.length > 1 && /^\s\S/.test(text) ? words.shift()! : null;
  // An event of a PMU that was told apart: `cycles [cpu_core]`.
  const isNamed = (words[1] ?? "").startsWith("[");
  const name = words.slice(0, isNamed ? 2 : 1).join(" ");
  const rest = words.slice(isNamed ? 2 : 1).join(" ");
  return { name, unit, cgroup: rest === "" ? null : rest };
}
