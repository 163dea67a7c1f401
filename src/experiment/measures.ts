import type { LatencyHistogram } from "../engine/latency.js";
import type { Run } from "../engine/run.js";

/**
 * A number of a run, by name: an account (`bpf`); what was left in a counter, `alive` or a queue at the end (`records`,
 * `runqueue_waiting`); of the latency or resource named before the last underscore, one of its parts: `wait_mean`, `wait_p99`,
 * `wait_p99.9`, `wait_max`, `wait_count` (ns), `runqueue_utilisation`, `runqueue_meanWaiting`; and of the time entities stayed, `residence_p99`
 * and the like; and an account by how often a latency was recorded, `bpf_per_wait` (ns). NaN where a latency was never recorded.
 *
 * @throws RangeError for a name that the run does not have, with those it has
 */
export function measureOf(run: Run, name: string): number {
  const { accounts, latencies, resources, series, entities } = run;
  if (Object.hasOwn(accounts, name)) return accounts[name]!;
  const column = Object.hasOwn(series, name) ? series[name]! : undefined;
  if (column && name !== "time" && name !== "overhead") return column.at(-1) ?? Number.NaN;
  const histograms: Readonly<Record<string, LatencyHistogram>> = { residence: entities.residence, ...latencies };
  const [, account = "", event = ""] = /^(.+)_per_(.+)$/.exec(name) ?? [];
  if (Object.hasOwn(accounts, account) && Object.hasOwn(histograms, event))
    return histograms[event]!.count > 0 ? accounts[account]! / histograms[event]!.count : Number.NaN;
  const [, owner = "", part = ""] = /^(.+)_([^_]+)$/.exec(name) ?? [];
  const value = Object.hasOwn(histograms, owner)
    ? partOf(histograms[owner]!, part)
    : (part === "utilisation" || part === "meanWaiting") && Object.hasOwn(resources, owner)
      ? resources[owner]![part]
      : undefined;
  if (value !== undefined) return value;
  const known = [
    ...Object.keys(accounts),
    ...Object.keys(series).filter((each) => !["time", "overhead"].includes(each) && !Object.hasOwn(accounts, each)),
    ...Object.keys(histograms).map((each) => `${each}_mean, ${each}_p99, ${Object.keys(accounts)[0]}_per_${each}`),
    ...Object.keys(resources).map((each) => `${each}_utilisation`),
  ];
  throw new RangeError(`measures: a run of ${run.model.name} has no "${name}"; it has ${known.join(", ")}`);
}

function partOf(histogram: LatencyHistogram, part: string): number | undefined {
  if (part === "count") return histogram.count;
  if (part === "mean" || part === "min" || part === "max") return histogram.count > 0 ? histogram[part] : Number.NaN;
  const percent = /^p(\d+(\.\d+)?)$/.exec(part);
  return percent && Number(percent[1]) <= 100 ? histogram.quantile(Number(percent[1]) / 100) : undefined;
}
