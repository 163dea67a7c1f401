import { requireObject } from "../argument/argument.js";
import type { Run } from "../engine/run.js";
import { axisTitle } from "./column.js";
import { describeModel } from "./describe.js";
import { Figure, type Layout, type Trace } from "./figure.js";
import { colour, titleFont, topMargin } from "./template.js";
import { formatDuration, formatNumber, formatPercent, timeUnit, type Unit } from "./unit.js";

/** How {@link resources} is drawn. */
export interface ResourcesOptions {
  /** The resources that are shown, from the top; all unless given. */
  readonly names?: readonly string[];
  readonly title?: string;
  /** px */
  readonly height?: number;
}

const panelHeight = 190;

/**
 * The queue of each resource over time, one below the other: how many wait for it and how many it serves at the end of each
 * window, with its utilisation over the whole run.
 *
 * @throws Error for a model without resources; RangeError for a resource that the model does not have
 */
export function resources(run: Run, options: ResourcesOptions = {}): Figure {
  requireObject("plot.resources", "a run", run, "model", "resources");
  const known = Object.keys(run.resources);
  if (known.length === 0) throw new Error(`plot.resources: the model "${run.model.name}" has no resources`);
  const { names = known, title = describeModel(run.model) } = options;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`plot.resources: unknown resource "${unknown}"; known: ${known.join(", ")}`);
  const unit = timeUnit(run.series.time.at(-1) ?? 0);
  const layout: Layout = {
    title: {
      text: title,
      font: titleFont(title),
      subtitle: { text: names.map((name) => describe(run, name)).join("; ") },
    },
    xaxis: { title: { text: axisTitle("time", unit) }, rangemode: "tozero", anchor: axisOf(names.length - 1) },
    ...Object.fromEntries(
      names.map((name, index) => [`yaxis${axisNumber(index)}`, panel(run, name, index, names.length)]),
    ),
    height: options.height ?? topMargin({ subtitle: true, legend: true }) + 60 + panelHeight * names.length,
  };
  return new Figure({ data: names.flatMap((name, index) => linesOf(run, name, index, unit)), layout });
}

function describe({ resources }: Run, name: string): string {
  const { utilisation, meanWaiting, capacity } = resources[name]!;
  const share = `${formatPercent(utilisation)} of ${formatNumber(capacity, 15)} in use`;
  return `${name}: ${share}, ${formatNumber(meanWaiting)} waiting on average`;
}

/** The first axis has no number, the second has 2. */
function axisNumber(index: number): string {
  return index === 0 ? "" : String(index + 1);
}

function axisOf(index: number): string {
  return `y${axisNumber(index)}`;
}

function panel({ series }: Run, name: string, index: number, count: number) {
  const room = 1 / count;
  const most = Math.max(...series[`${name}_busy`]!, ...series[`${name}_waiting`]!);
  const bottom = 1 - (index + 1) * room;
  return {
    title: { text: axisTitle(name, { name: "entities", size: 1 }) },
    domain: [bottom, bottom + room * (index === 0 ? 1 : 0.86)],
    rangemode: "tozero",
    // There are no halves of entities.
    ...(most <= 5 ? { dtick: 1 } : {}),
  };
}

function linesOf({ series }: Run, name: string, index: number, unit: Unit): Trace[] {
  const x = Array.from(series.time, (end) => end / unit.size);
  const line = (what: string, column: string, place: number, width: number): Trace => ({
    type: "scatter",
    mode: "lines",
    name: what,
    legendgroup: what,
    showlegend: index === 0,
    x,
    y: [...series[column]!],
    yaxis: axisOf(index),
    customdata: Array.from(series.time, (end) => formatDuration(end)),
    line: { color: colour(place), width },
    hovertemplate: `${name} at %{customdata}<br>${what}: %{y}<extra></extra>`,
  });
  return [line("waiting", `${name}_waiting`, 1, 1.5), line("in service", `${name}_busy`, 0, 2.5)];
}
