import { isFurniture } from "./furniture.js";
import { jsonObjects, numberOf, textOf } from "./jsonObjects.js";
import { type Counter, CountersReading } from "./kind/counters.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";

const metrics = "cycles|instructions|l1d_loads|llc_misses|itlb_misses|dtlb_misses";
const runs = /^\s*(\d+) run_cnt\s*$/;
const row = new RegExp(
  `^\\s*(\\d+) (${metrics}|[a-z]\\w*)\\s*(?:#\\s+(\\S+) (.*?)\\s*)?(?:\\(\\s*([\\d.]+|-?nan)%\\))?\\s*$`,
);
const jsonKeys = /"metric"\s*:/;

interface Measured {
  readonly name: string;
  /** As it was read, only while the counter was on the CPU. */
  readonly rawValue: number;
  /** The share of the time that the counter was on the CPU. */
  readonly runningShare: number;
  readonly runCount: number | null;
}

/**
 * `bpftool prog profile`, plain and JSON. It prints the values as they were read, also of counters that had to take turns: here they are
 * divided by the share of the time that they ran. They count in the kernel only, and only while the program runs. Source:
 * tools/bpf/bpftool/prog.c of Linux.
 */
export const bpftoolProfile: Reader<CountersReading> = {
  tools: ["bpftool-prog-profile"],
  kinds: ["counters"],
  recognises(head) {
    if (head.some((line) => runs.test(line))) return 0.9;
    return head.some((line) => jsonKeys.test(line)) && head.some((line) => /"enabled"\s*:/.test(line)) ? 0.95 : 0;
  },
  read(lines) {
    const isJson = lines.head().some((line) => jsonKeys.test(line));
    const counters = [...(isJson ? jsonRows(lines) : plainRows(lines))];
    const scaled = counters.filter(({ runningShare }) => typeof runningShare === "number" && runningShare < 1);
    if (scaled.length > 0)
      lines.note(
        `bpftool does not scale counters that took turns: ${scaled.map(({ name }) => name).join(", ")} are divided here by the share ` +
          "of the time that they ran; rawValue is what was printed",
      );
    if (counters.some(({ name }) => name === "run_cnt")) lines.note("perRun is the value divided by run_cnt");
    return new CountersReading(lines, counters);
  },
};

function* jsonRows(lines: Lines): Generator<Counter> {
  let hasRuns = false;
  for (const { value, line } of jsonObjects(lines)) {
    const name = textOf(value.metric);
    const rawValue = numberOf(value.value);
    const [enabled, running] = [numberOf(value.enabled), numberOf(value.running)];
    if (name === null || rawValue === null) {
      const reason = "error" in value ? "is an error of bpftool" : "has no metric with its value";
      lines.report.leaveOut(line, JSON.stringify(value), reason);
      continue;
    }
    const runCount = numberOf(value.run_cnt);
    if (runCount !== null && !hasRuns) {
      hasRuns = true;
      yield runCounter(runCount);
    }
    const runningShare = enabled && running !== null ? running / enabled : 1;
    yield counter({ name, rawValue, runningShare, runCount });
  }
}

function* plainRows(lines: Lines): Generator<Counter> {
  let runCount: number | null = null;
  for (const line of lines) {
    const count = runs.exec(line)?.[1];
    const match = row.exec(line);
    if (count !== undefined) {
      runCount = Number(count);
      yield runCounter(runCount);
    } else if (match) {
      const [, value, name = "", ratio, ratioName = null, percent] = match;
      const runningShare = percent === undefined ? 1 : Number(percent) / 100;
      const measured = counter({ name, rawValue: Number(value), runningShare, runCount });
      yield ratio === undefined ? measured : { ...measured, ratio: numberOf(ratio), ratioName };
    } else if (!isFurniture(line, lines)) lines.skip("is no metric of a profile");
  }
}

function runCounter(value: number): Counter {
  return { name: "run_cnt", value, unit: null, section: null, time: null };
}

function counter({ name, rawValue, runningShare, runCount }: Measured): Counter {
  const value = runningShare > 0 ? rawValue / runningShare : null;
  const perRun = value === null || !runCount ? null : value / runCount;
  return { name, value, unit: null, section: null, time: null, rawValue, runningShare, perRun };
}
