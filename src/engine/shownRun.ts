import { escapeMarkup } from "../display/escapeMarkup.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { digits, percent, time } from "../table/words.js";
import type { LatencyHistogram } from "./latency.js";
import type { Run, Stopped } from "./run.js";

/** A run of what was simulated, which shows itself where it is the last expression of a cell. */
export function shownRun(run: Simulated): Run {
  return Object.defineProperty(run, displaySymbol, { value: () => bundleOf(run) }) as Run;
}

type Simulated = Omit<Run, typeof displaySymbol>;

function bundleOf(run: Simulated): MimeBundle {
  const facts = factsOf(run);
  const width = Math.max(...facts.map(([name]) => name.length));
  const rows = facts.map((fact) => {
    const [name, value] = fact.map(escapeMarkup);
    return `<tr><th style="text-align:left">${name}</th><td style="text-align:left">${value}</td></tr>`;
  });
  return {
    "text/plain": facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n"),
    "text/html": `<table><tbody>${rows.join("")}</tbody></table>`,
  };
}

const endings: Readonly<Record<Stopped, string>> = {
  done: "no event was left",
  until: "cut at its last moment",
  maxEvents: "cut at its last event",
  aborted: "aborted",
  condition: "the model's own condition came true",
  maxEntities: "cut: too many entities",
  maxScheduled: "cut: too many scheduled events",
};

function factsOf(run: Simulated): [name: string, value: string][] {
  const { model, seed, overhead, events, accounts, stopped, entities, latencies, resources } = run;
  return [
    ["model", `${model.name}, seed ${seed}`],
    ["overhead", Number.isNaN(overhead) ? "not defined by the model" : percent(overhead)],
    ["events", `${events.toLocaleString("en-GB")} (${endings[stopped]})`],
    ["time", time(run.time)],
    ...Object.entries(accounts).map(([name, value]): [string, string] => [`account ${name}`, time(value)]),
    [
      "entities",
      `${digits(entities.arrived)} came, ${digits(entities.left)} left, ${digits(entities.mean)} on average`,
    ],
    ...Object.entries(latencies).map(([name, latency]): [string, string] => [name, quantilesOf(latency)]),
    ...Object.entries(resources).map(([name, { utilisation, meanWaiting }]): [string, string] => [
      name,
      `${percent(utilisation)} in use, ${digits(meanWaiting)} waiting on average`,
    ]),
  ];
}

function quantilesOf(latency: LatencyHistogram): string {
  if (latency.count === 0) return "never recorded";
  const [mean, p50, p90, p99] = [latency.mean, ...[0.5, 0.9, 0.99].map((p) => latency.quantile(p))].map(time);
  return `mean ${mean}, median ${p50}, 90 % ${p90}, 99 % ${p99}`;
}
