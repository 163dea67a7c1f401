import { type Case, isOneOf } from "./cases.js";
import { commandIn, isFurniture } from "./furniture.js";
import { HistogramRows } from "./histogramRows.js";
import type { Counter } from "./kind/counters.js";
import { type Bucket, HistogramsReading, noteOnSeveral } from "./kind/histograms.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";

/** The name of the values, or their unit, before "count" and "distribution". Bars are wide or narrow, libbpf-tools have fewer spaces. */
const header = /^(?:\^C)?\s*(\S+(?: \S+)*?)\s*: count {2,}distribution\s*$/;
const range = /^\s*(\d+)\s*->\s*(\d+)\s*:\s*(\d+)\s*\|[* ]*\+?\|?\s*$/;
const single = /^\s*(-?\d+)\s*:\s*(\d+)\s*\|[* ]*\+?\|?\s*$/;
const row = /^\s*-?\d+\s*(?:->|:)/;
const clock = /^(?:\^C)?\s*\[?((?:\d{4}-\d\d-\d\d[ T])?\d{1,2}:\d\d:\d\d)\]?\s*$/;
const sectionLine = /^(?:\^C)?\s*(?:Bucket )?([A-Za-z_]\w*(?: [A-Za-z_]\w*){0,2}) = (\S.*?)\s*$/;
const extension = /^avg = (\d+) (\S+), total: (\d+) \S+, count: (\d+)\s*$/;
const occupancy = /^runqocc(?:, CPU (\d+))?:?\s+([\d.]+)%\s*$/;
const banner = /^(?:Tracing|Sampling|Summarizing)\b.*\b(?:Hit|Press)\b|^Detaching\.\.\.$/;

const banners: readonly (readonly [banner: RegExp, tool: string])[] = [
  [/^Tracing run queue latency/, "runqlat"],
  [/^Sampling run queue length/, "runqlen"],
  [/^Tracing (?:on|off)-CPU time/, "cpudist"],
  [/^Tracing block device I\/O/, "biolatency"],
  [/^Tracing work queue request latency/, "wqlat"],
  [/^Tracing \d+ functions for /, "funclatency"],
];
const tools = ["bcc-histogram", ...banners.map(([, tool]) => tool), "hardirqs", "softirqs", "bitesize"];

const nothing = "there is no histogram: nothing was measured, or it ends before the first one";

/**
 * Log2 and linear histograms of bcc and of libbpf-tools: runqlat, runqlen, cpudist, biolatency, wqlat and any other. Both ends of a printed
 * range are in it; counts are of each interval, not since the start.
 */
export const bccHistogram: Reader<HistogramsReading> = {
  tools: tools as [string, ...string[]],
  kinds: ["histograms"],
  recognises: (head) => {
    if (head.some((line) => header.test(line) || occupancy.test(line))) return 0.95;
    if (head.some((line) => range.test(line))) return 0.8;
    return head.some((line) => toolIn(line)) ? 0.5 : 0;
  },
  read,
};

/** What is known when a row comes. */
interface Block {
  readonly section: string | null;
  readonly time: string | null;
  readonly unit: string | null;
  readonly buckets: Bucket[];
  mean?: number;
  total?: number;
}

function read(lines: Lines): HistogramsReading {
  const { report } = lines;
  const isNamed = report.tool !== bccHistogram.tools[0];
  const histograms = new HistogramRows();
  const seen = new Set<string | null>();
  let block: Block | undefined;
  let empty = 0;
  const counters: Counter[] = [];
  let time: string | null = null;
  /** Of the histogram that is to come. */
  let section: { name: string; line: number; text: string } | undefined;
  let unit: string | null = null;
  const begin = () => {
    end();
    block = { section: section?.name ?? null, time, unit, buckets: [] };
    section = undefined;
  };
  const dropSection = () => {
    if (section) report.leaveOut(section.line, section.text, "is a section without a histogram");
    section = undefined;
  };
  const end = () => {
    if (!block) return;
    if (block.buckets.length === 0) empty += 1;
    else {
      histograms.push(block);
      seen.add(block.unit);
    }
    block = undefined;
  };
  const addRow = (low: number, high: number, count: number) => {
    if (!block || low < (block.buckets.at(-1)?.[1] ?? -Infinity)) {
      const unknown = unit === null ? ", whose unit is not known" : "";
      lines.note(`line ${lines.number}: rows without a header begin a histogram${unknown}`);
      begin();
    }
    block!.buckets.push([low, high, count]);
  };
  const cases: Case[] = [
    [range, ([, low, high, count]) => addRow(Number(low), Number(high) + 1, Number(count))],
    [single, ([, value, count]) => addRow(Number(value), Number(value) + 1, Number(count))],
    [
      header,
      ([, name]) => {
        unit = name!;
        begin();
      },
    ],
    [
      clock,
      ([, text]) => {
        end();
        dropSection();
        time = text!;
      },
    ],
    [extension, (match) => addExtension(match, block, lines)],
    [
      occupancy,
      ([, cpu, share]) => {
        const own = cpu === undefined ? null : `cpu=${cpu}`;
        counters.push({ name: "run queue occupancy", value: Number(share), unit: "%", section: own, time });
      },
    ],
    [
      sectionLine,
      ([line, name, value]) => {
        end();
        dropSection();
        const own = `${name}=${value!.replace(/^b?'(.*)'(?=$| \[\d+\]$)/, "$1").replaceAll(" = ", "=")}`;
        section = { name: own, line: lines.number, text: line! };
      },
    ],
    [banner, () => {}],
  ];
  for (const line of lines) {
    if (!isNamed) report.tool = toolIn(line) ?? report.tool;
    if (isOneOf(cases, line) || isFurniture(line, lines) || toolIn(line)) continue;
    lines.skip(row.test(line) ? "is cut off or garbled" : "is no row of a histogram");
  }
  end();
  dropSection();
  if (histograms.length + counters.length === 0) lines.note(nothing);
  if (empty > 0) lines.note(`${empty} ${empty === 1 ? "header has" : "headers have"} no rows`);
  if (seen.has("msecs"))
    lines.note(
      "in whole milliseconds: of what is shorter nothing is known but that it is below the end of the first bucket",
    );
  if (!isNamed && report.tool === tools[0] && seen.has("runqlen")) report.tool = "runqlen";
  noteOnSeveral(lines, histograms);
  return new HistogramsReading(lines, histograms, counters);
}

/** The average is printed as a whole number: the total says more. */
function addExtension([line, average, , total, count]: RegExpExecArray, block: Block | undefined, lines: Lines): void {
  const held = block?.buckets.reduce((sum, [, , each]) => sum + each, 0);
  if (!block || held !== Number(count)) {
    lines.note(`line ${lines.number} is not of one histogram: ${line.trim()}`);
    return;
  }
  block.total = Number(total);
  block.mean = Number(count) > 0 ? block.total / Number(count) : Number(average);
}

/** The tool that a banner or a command names. */
function toolIn(line: string): string | undefined {
  const found = banners.find(([pattern]) => pattern.test(line.replace(/^\^C/, "")));
  if (found) return found[1];
  const words = commandIn(line)?.split(/\s+/) ?? [];
  const command = words.find((word) => word !== "sudo" && !word.startsWith("python"));
  const name = command?.replace(/^.*\//, "").replace(/\.py$|-bpfcc$/, "");
  return tools.find((tool) => tool === name);
}
