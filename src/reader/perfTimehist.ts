import { isFurniture } from "./furniture.js";
import { LatenciesReading, latencyColumns } from "./kind/latencies.js";
import type { Reader } from "./reader.js";

/** The time, the CPU, with -V a picture of all CPUs, the task with its ids, and what follows. */
const row = /^\s*(\d+\.\d{6,9})\s+\[(\d+)\]\s+(\S.*)$/;
const task = /^(?:[-\w. ]*?\s{2,})?(\S.*?)\[(-?\d+)(?:\/(-?\d+))?\]\s+(.*)$/;
const idle = /^(?:[-\w. ]*?\s{2,})?(<idle>)\s+(.*)$/;
const headings = /^\s*time\s+cpu\b.*\btask name\b/;
/** What -S and -s print below: the heads of tables, their rows, and sums. */
const summary =
  /^\s*(?:Runtime summary|comm\s+parent\s+sched-in|\(count\)|Terminated tasks:|<no (?:terminated|still running) tasks>|Idle stats\b|Wait-time summary|comm\s+parent\s+\S)|^\s*CPU\s+\d+ idle |^\s*Total (?:number of|run time|scheduling time)\b|^\s*\S.*?\[-?\d+(?:\/-?\d+)?\]\s+-?\d+(?:\s+-?[\d.]+)+\s*$/;
const known = ["wait time", "sch delay", "pre-mig time", "run time"];
const furniture =
  /^[\s-]+$|^\s+\[tid\/pid\]|^\s*Samples (?:of sched_switch event )?do not have callchains|^\s*#? ?(?:# )?perf sched timehist/;

/**
 * `perf sched timehist`: of every time a task ran, how long it waited after its wake-up (sch delay). A 0.000 there says that no wake-up was
 * seen, at the begin of the recording or after a preemption: it is no wait of length 0 and is left out. Source:
 * tools/perf/builtin-sched.c of Linux.
 */
export const perfTimehist: Reader<LatenciesReading> = {
  tools: ["perf-sched-timehist"],
  kinds: ["latencies"],
  recognises(head) {
    if (head.some((line) => headings.test(line) && /\bsch delay\b/.test(line))) return 0.98;
    return head.filter((line) => row.test(line) && task.test(row.exec(line)![3]!)).length > 1 ? 0.5 : 0;
  },
  read(lines) {
    const columns = latencyColumns("cpu", "waitTime", "runTime");
    let times = ["wait time", "sch delay", "run time"];
    let [unseen, others, idles] = [0, 0, 0];
    for (const line of lines) {
      if (headings.test(line)) {
        times = known.filter((name) => line.includes(name));
        continue;
      }
      const [, time, cpu, rest] = row.exec(line) ?? [];
      if (rest === undefined) {
        if (summary.test(line)) others += 1;
        else if (!furniture.test(line) && !isFurniture(line, lines)) lines.skip("is no row of perf sched timehist");
        continue;
      }
      if (idle.test(rest)) {
        idles += 1;
        continue;
      }
      const [, name, tid, , values = ""] = task.exec(rest) ?? [];
      if (/^(?:awakened|migrated): /.test(values)) {
        others += 1;
        continue;
      }
      const numbers = values.split(/\s+/).slice(0, times.length).map(Number);
      const value = (heading: string) => numbers[times.indexOf(heading)] ?? Number.NaN;
      if (name === undefined || !times.every((heading) => Number.isFinite(value(heading)))) {
        lines.skip(`has not the times of its columns: ${times.join(", ")}`);
        continue;
      }
      if (value("sch delay") === 0) {
        unseen += 1;
        continue;
      }
      columns.time.push(Number(time));
      columns.task.push(name);
      columns.pid.push(Number(tid));
      columns.value.push(value("sch delay"));
      columns.cpu.push(Number(cpu));
      columns.waitTime.push(value("wait time"));
      columns.runTime.push(value("run time"));
    }
    if (unseen > 0)
      lines.note(
        `${unseen} rows with a sch delay of 0.000 are left out: no wake-up was seen, as in the first rows and after a preemption, so that ` +
          "nobody knows the wait",
      );
    if (idles > 0) lines.note(`${idles} rows of the idle task are left out: it waits for nobody`);
    if (others > 0) lines.note(`${others} rows of wake-ups, migrations and summaries are not read`);
    return new LatenciesReading(lines, "ms", columns);
  },
};
