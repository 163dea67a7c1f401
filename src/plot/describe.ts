import type { Run } from "../engine/run.js";
import type { Model } from "../machine/model.js";
import { measureOf } from "./column.js";
import { formatDuration, formatNumber, formatPercent } from "./unit.js";

/** A model in one line: its name and what it was made from, `"article: 2,000 processes, lifetime 100 µs, map hash, 8 CPUs"`. */
export function describeModel(model: Model): string {
  // A cost that is 0 is none.
  const given = Object.entries(model.parameters ?? {}).filter(
    ([name, value]) => value !== 0 || measureOf(name) === "count",
  );
  const parameters = given.map(([name, value]) => {
    if (typeof value === "string") return `${words(name)} ${value}`;
    if (measureOf(name) === "duration") return `${words(name)} ${formatDuration(value)}`;
    return measureOf(name) === "count"
      ? `${formatNumber(value, 15)} ${words(name)}`
      : `${words(name)} ${formatNumber(value)}`;
  });
  const labels = Object.entries(model.labels ?? {}).map(([name, value]) => `${words(name)} ${value}`);
  const cpus = model.cpus === undefined ? [] : [`${model.cpus} ${model.cpus === 1 ? "CPU" : "CPUs"}`];
  const all = [...parameters, ...labels, ...cpus];
  return all.length > 0 ? `${model.name}: ${all.join(", ")}` : model.name;
}

/** How a run went, in one line: its overhead, its length, and why it ended where that was not by itself. */
export function describeRun(run: Run): string {
  const length = `${formatNumber(run.events, 15)} events, ${formatDuration(run.time)}`;
  return `${formatPercent(run.overhead)} over ${length}${ending[run.stopped]}`;
}

const ending: Readonly<Record<Run["stopped"], string>> = {
  done: "",
  maxEvents: "; cut off by its number of events",
  until: "; cut off by its time",
  aborted: "; aborted, so incomplete",
  condition: "; ended by the model's own condition",
  maxEntities: "; cut off by its number of entities",
  maxScheduled: "; cut off by its number of scheduled events",
};

function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
