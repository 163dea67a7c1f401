import type { CountersReading } from "./kind/counters.js";
import type { TopDownReading } from "./kind/topDown.js";
import { isPerfStatCsvLine, readPerfStatCsv } from "./perfStatCsv.js";
import { readPerfStatJson } from "./perfStatJson.js";
import { isPerfStatHeader, isPerfStatLine, readPerfStatText } from "./perfStatText.js";
import type { Reader } from "./reader.js";

const jsonKeys = /"(?:counter-value|metric-value|event-runtime|pcnt-running|metricgroup)"\s*:/;

/**
 * `perf stat`: plain, CSV (`-x`) and JSON (`-j`), with intervals (`-I`), by CPU, core, thread or cgroup, over several runs (`-r`), of BPF
 * programs (`-b`), and Top-Down shares (`--topdown`, tma_*). Source: tools/perf/util/stat-display.c of Linux 3.2 to 6.18.
 */
export const perfStat: Reader<CountersReading | TopDownReading> = {
  tools: ["perf-stat"],
  kinds: ["counters", "topDown"],
  recognises(head) {
    if (head.some(isPerfStatHeader) || head.some((line) => jsonKeys.test(line))) return 0.95;
    if (head.some(isPerfStatCsvLine)) return 0.9;
    return head.filter(isPerfStatLine).length > 1 ? 0.6 : 0;
  },
  read(lines) {
    const head = lines.head();
    if (head.some((line) => jsonKeys.test(line))) return readPerfStatJson(lines);
    const isText = head.some(isPerfStatHeader) || !head.some(isPerfStatCsvLine);
    return isText ? readPerfStatText(lines) : readPerfStatCsv(lines);
  },
};
