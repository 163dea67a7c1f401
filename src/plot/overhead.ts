import type { Run } from "../engine/run.js";
import { meanInterval } from "../measure/interval.js";
import { axisTitle } from "./column.js";
import { describeModel, describeRun } from "./describe.js";
import { Figure, type Layout, type Trace } from "./figure.js";
import { colour, pale, titleFont } from "./template.js";
import { formatDuration, formatNumber, formatPercent, timeUnit, type Unit } from "./unit.js";

/** How {@link overhead} is drawn. */
export interface OverheadOptions {
  /** Of the overhead's axis; `"linear"` unless given. */
  readonly scale?: "linear" | "log";
  /** Of the interval over several runs; 0.95 unless given. */
  readonly confidence?: number;
  readonly title?: string;
  /** px */
  readonly height?: number;
}

/**
 * The overhead of a run over time, in percent: of each window by itself, and of all time up to it.
 *
 * Several runs of one model, such as replications, are drawn as the mean of their overhead up to each time, with Student's
 * interval for it as a band.
 *
 * @throws RangeError for no runs; Error for a model that does not say which accounts its overhead is made of
 */
export function overhead(runs: Run | readonly Run[], options: OverheadOptions = {}): Figure {
  const all = "model" in runs ? [runs] : runs;
  const [first] = all;
  if (!first) throw new RangeError("plot.overhead: expected a run or several, got none");
  const unit = timeUnit(Math.max(...all.map((run) => run.series.time.at(-1) ?? 0)));
  const { scale = "linear", confidence = 0.95, title = describeModel(first.model), height } = options;
  const layout: Layout = {
    title: {
      text: title,
      font: titleFont(title),
      subtitle: { text: all.length === 1 ? `overhead ${describeRun(first)}` : describeRuns(all, confidence) },
    },
    xaxis: { title: { text: axisTitle("time", unit) }, rangemode: "tozero" },
    yaxis: { title: { text: "overhead (%)" }, type: scale, ...(scale === "linear" ? { rangemode: "tozero" } : {}) },
    ...(all.some(({ time }) => time > 0) ? {} : { annotations: [nothingPassed] }),
    ...(height ? { height } : {}),
  };
  return new Figure({ data: all.length === 1 ? linesOf(first, unit) : band(all, unit, confidence), layout });
}

function linesOf(run: Run, unit: Unit): Trace[] {
  const { time } = run.series;
  // A value holds for all of its window, so each is drawn from the window's start to its end; without work there is none.
  const steps = windowedOf(run).flatMap((value, index) => {
    const [start, end] = [index === 0 ? 0 : time[index - 1]!, time[index]!];
    const explained = [`${formatDuration(start)} to ${formatDuration(end)}`, ...stateAt(run, index)];
    return [start, end].map((at) => ({ x: at / unit.size, y: percent(value), explained }));
  });
  return [
    {
      type: "scatter",
      mode: "lines",
      name: "each window",
      x: steps.map(({ x }) => x),
      y: steps.map(({ y }) => y),
      customdata: steps.map(({ explained }) => explained),
      line: { color: colour(5), width: 1.5 },
      hovertemplate: `window %{customdata[0]}<br>overhead %{y:.3~g} %${stateTemplate(run)}<extra></extra>`,
    },
    {
      type: "scatter",
      mode: "lines",
      name: "since the start",
      x: Array.from(time, (end) => end / unit.size),
      y: cumulativeOf(run).map(percent),
      customdata: Array.from(time, (end) => formatDuration(end)),
      line: { color: colour(0), width: 2.5 },
      hovertemplate: "from 0 to %{customdata}<br>overhead %{y:.3~g} %<extra></extra>",
    },
  ];
}

/** Said in the middle of a chart that has nothing to draw: all events of its run happened at time 0. */
const nothingPassed = {
  text: "no time passed in this run",
  showarrow: false,
  xref: "paper",
  yref: "paper",
  x: 0.5,
  y: 0.5,
};

/** What else is known about a window's end: the entities alive and the model's global counters. */
function stateColumns({ model }: Run): string[] {
  return ["alive", ...Object.keys(model.counters?.global ?? {})];
}

function stateAt(run: Run, index: number): string[] {
  return stateColumns(run).map((name) => formatNumber(run.series[name]?.[index] ?? 0, 15));
}

function stateTemplate(run: Run): string {
  return stateColumns(run)
    .map((name, index) => `<br>${name} %{customdata[${index + 1}]}`)
    .join("");
}

/** Points in time at which runs with windows of their own are compared. */
const gridPoints = 200;

function band(runs: readonly Run[], unit: Unit, confidence: number): Trace[] {
  // Where the first run has ended there is no mean of all any more.
  const end = Math.min(...runs.map((run) => run.series.time.at(-1) ?? 0));
  const times = Array.from({ length: gridPoints }, (_, index) => ((index + 1) * end) / gridPoints);
  const curves = runs.map((run) => at(times, run.series.time, cumulativeOf(run)));
  const intervals = times.map((_, index) => {
    const values = curves.map((curve) => curve[index]!).filter(Number.isFinite);
    return values.length > 0 ? meanInterval(values, confidence) : undefined;
  });
  const x = times.map((time) => time / unit.size);
  const edge = { type: "scatter", mode: "lines", x, line: { width: 0 }, hoverinfo: "skip", showlegend: false };
  return [
    { ...edge, y: intervals.map((interval) => percent(interval?.high ?? Number.NaN)) },
    {
      ...edge,
      y: intervals.map((interval) => percent(interval?.low ?? Number.NaN)),
      name: `${Math.round(confidence * 100)} % interval of the mean`,
      showlegend: true,
      fill: "tonexty",
      fillcolor: pale(0),
    },
    {
      type: "scatter",
      mode: "lines",
      name: `since the start, mean of ${runs.length} runs`,
      x,
      y: intervals.map((interval) => percent(interval?.mean ?? Number.NaN)),
      customdata: intervals.map((interval, index) => [
        formatDuration(times[index]!),
        interval ? formatPercent(interval.halfWidth) : "",
      ]),
      line: { color: colour(0), width: 2.5 },
      hovertemplate: "from 0 to %{customdata[0]}<br>overhead %{y:.3~g} % ± %{customdata[1]}<extra></extra>",
    },
  ];
}

function describeRuns(runs: readonly Run[], confidence: number): string {
  const { mean, halfWidth } = meanInterval(runs.map((run) => run.overhead).filter(Number.isFinite), confidence);
  const cut = runs.filter(({ stopped }) => stopped !== "done").length;
  const ended = cut > 0 ? `; ${cut === runs.length ? "all" : cut} cut off before their end` : "";
  return `overhead ${formatPercent(mean)} ± ${formatPercent(halfWidth)} over ${runs.length} runs${ended}`;
}

/** The values of a curve through (x, y) at other x, straight between its points. */
function at(wanted: readonly number[], x: Float64Array, y: readonly number[]): number[] {
  let next = 0;
  return wanted.map((time) => {
    while (next < x.length - 1 && x[next]! < time) next += 1;
    if (next === 0) return y[0] ?? Number.NaN;
    const [before, after] = [x[next - 1]!, x[next]!];
    return y[next - 1]! + ((y[next]! - y[next - 1]!) * (time - before)) / (after - before);
  });
}

function windowedOf({ series, model }: Run): number[] {
  if (!series.overhead) throw new Error(`plot.overhead: the model "${model.name}" does not say what its overhead is`);
  return [...series.overhead];
}

/** Bookkeeping per work from the start to the end of each window. */
function cumulativeOf({ series, model }: Run): number[] {
  const { bookkeeping, work } = model.overhead ?? { bookkeeping: "", work: "" };
  let [spent, done] = [model.accounts[bookkeeping] ?? 0, model.accounts[work] ?? 0];
  return Array.from(series.time, (_, index) => {
    spent += series[bookkeeping]?.[index] ?? Number.NaN;
    done += series[work]?.[index] ?? Number.NaN;
    return done === 0 ? Number.NaN : spent / done;
  });
}

function percent(ratio: number | undefined): number {
  return (ratio ?? Number.NaN) * 100;
}
