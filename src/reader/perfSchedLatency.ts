import { isFurniture } from "./furniture.js";
import { latencyColumns } from "./kind/latencies.js";
import { MeanLatenciesReading } from "./kind/meanLatencies.js";
import { decimal } from "./localeNumber.js";
import type { Reader } from "./reader.js";

/** `comm:pid`, or `comm:(n)` of n threads together, then columns with their names in them. */
const row =
  /^\s*(\S.*?|):(?:(\d+)|\((\d+)\))\s*\|\s*([\d.]+) ms \|\s*(\d+) \|\s*avg:\s*([\d.]+|-?nan) ms \|\s*max:\s*([\d.]+) ms \|?(.*)$/;
const starts = /max (?:at|start):\s*([\d.]+) s/;
const headings = /^\s*Task\s+\|\s+Runtime ms\s+\|\s+(?:Switches|Count)\s+\|/;
const total = /^\s*TOTAL:\s*\|\s*([\d.]+) ms \|\s*(\d+) \|/;

/**
 * `perf sched latency`: for each task, or each name of tasks, the mean and the longest wait after a wake-up, in any of three layouts: without
 * a time of the longest, with `max at`, with `max start` and `max end`. Source: tools/perf/builtin-sched.c of Linux 2.6.32 to 6.18.
 */
export const perfSchedLatency: Reader<MeanLatenciesReading> = {
  tools: ["perf-sched-latency"],
  kinds: ["latencies"],
  recognises: (head) =>
    head.some((line) => headings.test(line)) ? 0.98 : head.some((line) => row.test(line)) ? 0.9 : 0,
  read(lines) {
    const columns = latencyColumns("count", "tasks", "maximum", "runTime");
    let [tasks, count] = [0, 0];
    for (const line of lines) {
      const match = row.exec(line);
      if (match) {
        const [, name, pid, threads, runTime, switches, mean, maximum, rest = ""] = match;
        columns.time.push(decimal(starts.exec(rest)?.[1]));
        columns.task.push(name!);
        columns.pid.push(pid === undefined ? null : Number(pid));
        columns.value.push(decimal(mean) ?? Number.NaN);
        columns.count.push(Number(switches));
        columns.tasks.push(threads === undefined ? 1 : Number(threads));
        columns.maximum.push(Number(maximum));
        columns.runTime.push(Number(runTime));
        tasks += 1;
        count += Number(switches);
        continue;
      }
      const [, , all] = total.exec(line) ?? [];
      if (all !== undefined) {
        if (Number(all) !== count)
          lines.note(`perf counts ${all} switches in all, the rows here ${count}: some are missing`);
      } else if (/^\s*INFO: /.test(line)) lines.note(`perf says: ${line.trim().slice("INFO: ".length)}`);
      else if (!headings.test(line) && !/^[\s-]+$/.test(line) && !isFurniture(line, lines))
        lines.skip("is no row of perf sched latency");
    }
    lines.note(
      `${tasks} rows: a value is the mean wait of a task over its switches (count), maximum its longest, both in ms`,
    );
    return new MeanLatenciesReading(lines, "ms", columns);
  },
};
