import { requireObject } from "../argument/argument.js";
import type { Run } from "../engine/run.js";
import { type Stay, stays } from "../engine/stays.js";
import { duration } from "../machine/duration.js";
import type { Model } from "../machine/model.js";
import { axisTitle } from "./column.js";
import { describeModel } from "./describe.js";
import { Figure, type Layout, type Trace } from "./figure.js";
import { inOwnGroups, legendNames } from "./legend.js";
import { colour, pale, palette, titleFont, topMargin } from "./template.js";
import { formatDuration, formatNumber, timeUnit, type Unit } from "./unit.js";

/** How {@link gantt} is drawn. */
export interface GanttOptions {
  /** A row for each CPU, its default, or for each entity. */
  readonly by?: "cpu" | "entity";
  /** What a colour stands for: `"entity"` in rows of CPUs, `"state"` in rows of entities unless given. */
  readonly colour?: "entity" | "state";
  /**
   * The states that are shown. Unless given: all in rows of entities and in a model without resources, else on a CPU only
   * those that have a resource, whatever their state: those that run, not those that wait.
   */
  readonly states?: readonly string[];
  /** The time that is shown, ns or as `"3 ms"`; all of the trace unless given. */
  readonly from?: number | string;
  readonly to?: number | string;
  readonly title?: string;
  /** px */
  readonly height?: number;
}

/** With more, a front end is slow and a bar thinner than a pixel. */
const mostBars = 2000;

/**
 * Who did what and when: the trace of a run as bars over time, in a row for each CPU or each entity. Where several entities are
 * on a CPU at a time its row is as many bars high.
 *
 * @throws Error for a run without a trace; RangeError for a state that the model does not have, or for a time that ends
 * before it begins
 */
export function gantt(run: Run, options: GanttOptions = {}): Figure {
  const { by = "cpu" } = options;
  requireObject("plot.gantt", "a run", run, "model");
  const [from, to] = spanOf(run, options);
  const found = stays(run)
    .filter(keepIn(run, options))
    .filter((stay) => stay.to > stay.from && stay.to > from && stay.from < to);
  const { colour: coloured = by === "cpu" ? "entity" : "state", title = describeModel(run.model) } = options;
  const all = coloured === "entity" ? joined(found) : found;
  const bars = all.slice(0, mostBars);
  const end = all.length > bars.length ? Math.min(to, bars.at(-1)!.to) : to;
  const unit = timeUnit(end);
  const rows = rowsOf(bars, by);
  const place = placesOf(rows);
  const data = inOwnGroups(coloured === "entity" ? byEntity(bars, place, unit) : byActivity(run, bars, place, unit));
  const layout: Layout = {
    title: {
      text: title,
      font: titleFont(title),
      subtitle: { text: subtitleOf(run, bars, all.length, coloured, end) },
    },
    barmode: "overlay",
    margin: { t: topMargin({ subtitle: true, legend: legendNames(data) }) },
    xaxis: { title: { text: axisTitle("time", unit) }, range: [from / unit.size, end / unit.size] },
    yaxis: {
      title: { text: by === "cpu" ? "CPU (number)" : "entity (number)" },
      tickvals: labelled(rows).map(({ middle }) => middle),
      ticktext: labelled(rows).map(({ name }) => String(name)),
      range: [(rows.at(-1)?.bottom ?? 1) + 0.25, -0.25],
      showgrid: false,
    },
    // A number that does not fit its bar is left out.
    uniformtext: { mode: "hide", minsize: 9 },
    height: options.height ?? heightOf(rows),
  };
  return new Figure({ data, layout });
}

function spanOf({ time }: Run, { from = 0, to = time }: GanttOptions): [from: number, to: number] {
  const span = [duration(from, "from"), duration(to, "to")] as const;
  if (span[0] < span[1] || time === 0) return [...span];
  throw new RangeError(`plot.gantt: from ${formatDuration(span[0])} to ${formatDuration(span[1])} there is no time`);
}

function keepIn({ model }: Run, { by = "cpu", states }: GanttOptions): (stay: Stay) => boolean {
  if (states) {
    const known = Object.keys(model.states);
    const unknown = states.find((name) => !known.includes(name));
    if (unknown !== undefined)
      throw new RangeError(`plot.gantt: unknown state "${unknown}"; known: ${known.join(", ")}`);
    return ({ state }) => states.includes(state);
  }
  return by === "cpu" && hasResources(model) ? ({ has }) => has !== undefined : () => true;
}

function hasResources({ resources }: Model): boolean {
  return Object.keys(resources ?? {}).length > 0;
}

/** A CPU or an entity, with the places of its bars from the top: one below the other where they overlap. */
interface GanttRow {
  readonly name: number;
  readonly places: ReadonlyMap<Stay, number>;
  readonly middle: number;
  readonly bottom: number;
}

const gap = 0.3;

function rowsOf(bars: readonly Stay[], by: "cpu" | "entity"): GanttRow[] {
  const names = [...new Set(bars.map((stay) => stay[by]))].sort((first, second) => first - second);
  const own = groupBy(bars, (stay) => stay[by]);
  let top = 0;
  return names.map((name) => {
    const { lanes, count } = lanesOf(own.get(name)!);
    const places = new Map([...lanes].map(([stay, lane]) => [stay, top + lane + 0.5]));
    const row = { name, places, middle: top + count / 2, bottom: top + count };
    top = row.bottom + gap;
    return row;
  });
}

/** The bars with the same key together, in the order of their first appearance. */
function groupBy<Key>(bars: readonly Stay[], keyOf: (stay: Stay) => Key): Map<Key, Stay[]> {
  const groups = new Map<Key, Stay[]>();
  for (const stay of bars) {
    const key = keyOf(stay);
    const group = groups.get(key);
    if (group) group.push(stay);
    else groups.set(key, [stay]);
  }
  return groups;
}

/** Gives each bar the first lane that is free when it begins. */
function lanesOf(bars: readonly Stay[]): { lanes: Map<Stay, number>; count: number } {
  const ends: number[] = [];
  const lanes = new Map<Stay, number>();
  for (const stay of bars) {
    const free = ends.findIndex((end) => end <= stay.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = stay.to;
    lanes.set(stay, lane);
  }
  return { lanes, count: ends.length };
}

function placesOf(rows: readonly GanttRow[]): (stay: Stay) => number {
  const all = new Map(rows.flatMap(({ places }) => [...places]));
  return (stay) => all.get(stay)!;
}

/** As many rows as there is room for their numbers. */
function labelled(rows: readonly GanttRow[]): GanttRow[] {
  const step = Math.ceil(rows.length / 50);
  return rows.filter((_, index) => index % step === 0);
}

function heightOf(rows: readonly GanttRow[]): number {
  return Math.min(1200, Math.max(300, 170 + 22 * (rows.at(-1)?.bottom ?? 0)));
}

/** Stays that follow each other with nothing changed but the state, such as one slice after another, as one. */
function joined(all: readonly Stay[]): Stay[] {
  const last = new Map<number, number>();
  const bars: Stay[] = [];
  for (const stay of all) {
    const index = last.get(stay.entity);
    const before = index === undefined ? undefined : bars[index]!;
    const goesOn =
      before !== undefined &&
      before.to === stay.from &&
      before.cpu === stay.cpu &&
      before.has === stay.has &&
      before.waitsFor === stay.waitsFor &&
      (before.state === stay.state || stay.has !== undefined);
    if (goesOn) bars[index!] = { ...before, to: stay.to };
    else last.set(stay.entity, bars.push(stay) - 1);
  }
  return bars;
}

/** Neighbouring numbers have different colours; the number stands in the bar. */
function byEntity(bars: readonly Stay[], place: (stay: Stay) => number, unit: Unit): Trace[] {
  return [...groupBy(bars, ({ entity }) => entity % palette.length)]
    .sort(([first], [second]) => first - second)
    .map(([index, own]) => ({
      ...barsOf(own, place, unit),
      showlegend: false,
      marker: { color: colour(index), line: { color: "#ffffff", width: 0.5 } },
      text: own.map(({ entity }) => String(entity)),
      textposition: "inside",
      insidetextanchor: "middle",
      textangle: 0,
    }));
}

/** One colour a state: full where the entity has a resource, pale where it waits for one, hollow where it does neither. */
function byActivity({ model }: Run, bars: readonly Stay[], place: (stay: Stay) => number, unit: Unit): Trace[] {
  const states = [...new Set(bars.map(({ state }) => state))];
  return [...groupBy(bars, activityOf)].map(([name, own]) => {
    const { state, waitsFor, has } = own[0]!;
    const index = states.indexOf(state);
    const isFull = has !== undefined || !hasResources(model);
    const fill = isFull ? colour(index) : waitsFor === undefined ? "#ffffff" : pale(index);
    return {
      ...barsOf(own, place, unit),
      name,
      marker: {
        color: fill,
        line: { color: colour(index), width: 1 },
        // Where the colours begin again.
        pattern: { shape: index < palette.length ? "" : "/" },
      },
    };
  });
}

function barsOf(bars: readonly Stay[], place: (stay: Stay) => number, unit: Unit): Trace {
  return {
    type: "bar",
    orientation: "h",
    base: bars.map(({ from }) => from / unit.size),
    x: bars.map(({ from, to }) => (to - from) / unit.size),
    y: bars.map(place),
    width: 0.86,
    customdata: bars.map((stay) => [
      `entity ${stay.entity}, CPU ${stay.cpu}`,
      activityOf(stay),
      `${formatDuration(stay.from)} to ${formatDuration(stay.to)}, ${formatDuration(stay.to - stay.from)} long`,
    ]),
    hovertemplate: "%{customdata[0]}<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
  };
}

/** What an entity does, in words: its state, and the resource that it has or waits for. */
export function activityOf({ state, waitsFor, has }: Stay): string {
  if (waitsFor !== undefined) return `${state}, waits for ${waitsFor}`;
  return has === undefined ? state : `${state}, has ${has}`;
}

function subtitleOf(run: Run, bars: readonly Stay[], found: number, coloured: string, end: number): string {
  if (found === 0) return "nobody was there for any time";
  const entities = new Set(bars.map(({ entity }) => entity)).size;
  const sentences = [
    coloured === "entity"
      ? `${formatNumber(entities, 15)} ${entities === 1 ? "entity, its number" : "entities, their numbers"} in the bars`
      : hasResources(run.model)
        ? "full: has a resource; pale: waits for one; hollow: neither"
        : `${formatNumber(entities, 15)} ${entities === 1 ? "entity" : "entities"}`,
    ...(found > bars.length
      ? [`the first ${formatNumber(bars.length, 15)} of ${formatNumber(found, 15)} bars, to ${formatDuration(end)}`]
      : []),
    ...(run.trace!.dropped > 0
      ? [
          `the trace ends at ${formatDuration(run.trace!.time.at(-1) ?? 0)}, after ${formatNumber(run.trace!.length, 15)} events`,
        ]
      : []),
  ];
  return sentences.join("; ");
}
