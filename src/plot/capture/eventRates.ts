import { requireObject } from "../../argument/argument.js";
import type { CountedInterval } from "../../capture/countedIntervals.js";
import type { EventRates, ProgramRate } from "../../capture/eventRates.js";
import { drawWith } from "../../capture/finding.js";
import { labelOf, labelsOf } from "../../capture/label.js";
import { axisTitle } from "../column.js";
import { Figure, type Layout, type Trace } from "../figure.js";
import { inOrder, inOwnGroups, legendNames } from "../legend.js";
import { colour, pale, symbols, titleFont, topMargin } from "../template.js";
import { formatDuration, formatNumber, timeUnit, type Unit } from "../unit.js";
import type { CaptureFigureOptions } from "./bars.js";

/** How {@link eventRates} is drawn. */
export interface EventRatesFigureOptions extends CaptureFigureOptions {
  /** So many programs are shown, the busiest; 5 unless given. */
  readonly most?: number;
}

/** What is drawn in a panel. */
interface Measure {
  readonly axis: string;
  readonly unit: Unit;
  readonly of: (interval: CountedInterval) => number | null;
  readonly over: (program: ProgramRate) => readonly [low: number | null, high: number | null];
}

const perSecond = 1e-9;

/**
 * The events a second and the load of each program in each interval, with the interval of the value over all of them as a band. Where a
 * program was not counted from end to end there is a gap, and a cross at the rate that it had at least.
 *
 * @throws RangeError for findings without an interval that was counted
 */
export function eventRates(rates: EventRates, options: EventRatesFigureOptions = {}): Figure {
  requireObject("plot.eventRates", "what eventRates found", rates, "programs", "intervals");
  const { programs, intervals, cpus } = rates;
  if (programs.length === 0) throw new RangeError("plot.eventRates: no program was counted over a whole interval");
  const { most = 5, title = "Events and load of programs over time" } = options;
  const shown = programs.slice(0, most);
  const names = labelsOf(programs).slice(0, most);
  const start = Math.min(...intervals.map(({ from }) => from));
  const end = Math.max(...intervals.map(({ to }) => to));
  const unit = timeUnit(end - start);
  const measures: readonly Measure[] = [
    {
      axis: "y",
      unit: { name: "events/s", size: perSecond },
      of: ({ events, from, to }) => (events === null ? null : events / (to - from)),
      over: ({ rateLow, rateHigh }) => [rateLow * perSecond, rateHigh * perSecond],
    },
    {
      axis: "y2",
      unit: cpus === undefined ? { name: "CPUs", size: 1 } : { name: "% of all CPUs", size: 0.01 },
      of: ({ busy, from, to }) => (busy === null ? null : busy / (to - from) / (cpus ?? 1)),
      over: ({ loadLow, loadHigh }) => [loadLow, loadHigh],
    },
  ];
  const data = inOwnGroups(
    measures.flatMap((measure, panel) =>
      shown.flatMap((program, index) => {
        const own = intervals.filter(({ id, name }) => id === program.id && name === program.name);
        const name = names[index]!;
        const group = { legendgroup: name, yaxis: measure.axis };
        const at = (time: number) => (time - start) / unit.size;
        return [
          ...band(measure, program, index, [at(start), at(end)], group),
          steps(measure, own, name, index, at, { ...group, showlegend: panel === 0 }),
          ...(panel === 0 ? crosses(measure, own, index, at, group) : []),
        ];
      }),
    ),
  );
  const hidden = programs.length > most ? `; the ${most} busiest of ${programs.length}` : "";
  const layout: Layout = {
    title: {
      text: title,
      font: titleFont(title),
      subtitle: {
        text: `${formatDuration(end - start)} in ${new Set(intervals.map(({ from }) => from)).size} intervals${hidden}; bands: of the mean over all of them`,
      },
    },
    xaxis: { title: { text: axisTitle("time since the first capture", unit) }, rangemode: "tozero", anchor: "y2" },
    yaxis: { title: { text: axisTitle("rate", measures[0]!.unit) }, rangemode: "tozero", domain: [0.54, 1] },
    yaxis2: { title: { text: axisTitle("load", measures[1]!.unit) }, rangemode: "tozero", domain: [0, 0.46] },
    legend: inOrder,
    margin: { t: topMargin({ subtitle: true, legend: legendNames(data) }) },
    height: options.height ?? 560,
  };
  return new Figure({ data, layout });
}

/** The value of each interval over all of its time, with a gap where there is none. */
function steps(
  { unit, of }: Measure,
  intervals: readonly CountedInterval[],
  name: string,
  index: number,
  at: (time: number) => number,
  more: Trace,
): Trace {
  const points = intervals.flatMap((interval) => {
    const value = of(interval);
    const y = value === null ? null : value / unit.size;
    return [
      { x: at(interval.from), y },
      { x: at(interval.to), y },
      // Nothing joins what has another status.
      ...(y === null ? [{ x: at(interval.to), y: null }] : []),
    ];
  });
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    line: { color: colour(index), width: 2 },
    marker: { color: colour(index), symbol: symbols[index % symbols.length], size: 4 },
    connectgaps: false,
    hovertemplate: `${name}<br>%{y:.4~g} ${unit.name}<extra></extra>`,
    ...more,
  };
}

/** The interval of the value over all of the time. */
function band(
  { unit, over }: Measure,
  program: ProgramRate,
  index: number,
  x: readonly number[],
  more: Trace,
): Trace[] {
  const [low, high] = over(program);
  if (low === null || high === null) return [];
  const edge: Trace = {
    type: "scatter",
    mode: "lines",
    x,
    line: { width: 0 },
    showlegend: false,
    hoverinfo: "skip",
    ...more,
  };
  return [
    { ...edge, y: [high / unit.size, high / unit.size] },
    { ...edge, y: [low / unit.size, low / unit.size], fill: "tonexty", fillcolor: pale(index) },
  ];
}

/** Where a program was not counted from end to end. */
function crosses(
  { unit }: Measure,
  intervals: readonly CountedInterval[],
  index: number,
  at: (time: number) => number,
  more: Trace,
): Trace[] {
  const missing = intervals.filter(({ events }) => events === null);
  if (missing.length === 0) return [];
  return [
    {
      type: "scatter",
      mode: "markers",
      showlegend: false,
      x: missing.map(({ from, to }) => at((from + to) / 2)),
      y: missing.map(({ atLeast, from, to }) => (atLeast ?? 0) / (to - from) / unit.size),
      marker: { color: colour(index), symbol: "x", size: 9 },
      cliponaxis: false,
      customdata: missing.map(
        (interval) =>
          `${labelOf(interval)}: ${interval.status}${interval.atLeast === null ? "" : `, at least ${formatNumber(interval.atLeast, 15)} events`}`,
      ),
      hovertemplate: "%{customdata}<extra></extra>",
      ...more,
    },
  ];
}

drawWith<EventRates>("eventRates", eventRates);
