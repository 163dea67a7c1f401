import type { Run } from "../../engine/run.js";
import { sampleQuantile } from "../../fit/methods/sampleQuantile.js";
import { meanInterval } from "../../measure/interval.js";
import type { Trace } from "../figure.js";
import { colour, pale } from "../template.js";
import { formatDuration, type Unit } from "../unit.js";
import { cumulativeOf, interpolated, percent, stepped, windowedOf } from "./curves.js";

/** Points in time at which runs with windows of their own are compared: as many as one has windows, within these bounds. */
const [fewestPoints, mostPoints] = [200, 500];
/** Of the runs, that the band of the windows leaves out at either side. */
const outside = 0.1;

/** A middle and its band at one time. */
interface Middle {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/**
 * The overhead of several runs: of each window their median with the band of most of them, for one window says little of the next; since
 * the start their mean with Student's interval for it.
 */
export function replications(runs: readonly Run[], unit: Unit, confidence: number): Trace[] {
  // Where the first run has ended there is nothing of all any more.
  const end = Math.min(...runs.map((run) => run.series.time.at(-1) ?? 0));
  const windowsOfOne = Math.max(...runs.map((run) => run.series.time.length));
  const points = Math.min(mostPoints, Math.max(fewestPoints, windowsOfOne));
  const times = Array.from({ length: points }, (_, index) => ((index + 1) * end) / points);
  const windows = runs.map((run) => stepped(times, run.series.time, windowedOf(run)));
  const cumulative = runs.map((run) => interpolated(times, run.series.time, cumulativeOf(run)));
  return [
    ...curve(times, unit, middles(times, windows, quantiles), 5, "window at", {
      band: `each window, ${100 * outside} to ${100 * (1 - outside)} % of the runs`,
      middle: `each window, median of ${runs.length} runs`,
    }),
    ...curve(
      times,
      unit,
      middles(times, cumulative, (values) => interval(values, confidence)),
      0,
      "from 0 to",
      {
        band: `${Math.round(confidence * 100)} % interval of the mean`,
        middle: `since the start, mean of ${runs.length} runs`,
      },
    ),
  ];
}

function middles(
  times: readonly number[],
  curves: readonly (readonly number[])[],
  middleOf: (values: number[]) => Middle,
): (Middle | undefined)[] {
  return times.map((_, index) => {
    const values = curves.map((curve) => curve[index]!).filter(Number.isFinite);
    return values.length > 0 ? middleOf(values) : undefined;
  });
}

function quantiles(values: number[]): Middle {
  const sorted = Float64Array.from(values).sort();
  const [low, middle, high] = [outside, 0.5, 1 - outside].map((p) => sampleQuantile(sorted, p)) as [
    number,
    number,
    number,
  ];
  return { low, middle, high };
}

function interval(values: number[], confidence: number): Middle {
  const { low, mean, high } = meanInterval(values, confidence);
  return { low, middle: mean, high };
}

function curve(
  times: readonly number[],
  unit: Unit,
  values: readonly (Middle | undefined)[],
  index: number,
  when: string,
  names: { readonly band: string; readonly middle: string },
): Trace[] {
  const x = times.map((time) => time / unit.size);
  const edge = { type: "scatter", mode: "lines", x, line: { width: 0 }, hoverinfo: "skip", showlegend: false };
  return [
    { ...edge, y: values.map((value) => percent(value?.high)) },
    {
      ...edge,
      y: values.map((value) => percent(value?.low)),
      name: names.band,
      showlegend: true,
      fill: "tonexty",
      fillcolor: pale(index),
    },
    {
      type: "scatter",
      mode: "lines",
      name: names.middle,
      x,
      y: values.map((value) => percent(value?.middle)),
      customdata: values.map((value, at) => [formatDuration(times[at]!), percent(value?.low), percent(value?.high)]),
      line: { color: colour(index), width: index === 0 ? 2.5 : 1.5 },
      hovertemplate: `${when} %{customdata[0]}<br>overhead %{y:.3~g} %<br>%{customdata[1]:.3~g} to %{customdata[2]:.3~g} %<extra></extra>`,
    },
  ];
}
