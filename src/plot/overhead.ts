import { requireObject } from "../argument/argument.js";
import type { Run } from "../engine/run.js";
import { meanInterval } from "../measure/interval.js";
import { axisTitle } from "./column.js";
import { describeModel, describeRun } from "./describe.js";
import { Figure } from "./figure.js";
import { inOrder, inOwnGroups, legendNames } from "./legend.js";
import { levelOf, type ShownClassification } from "./overhead/level.js";
import { oneRun } from "./overhead/oneRun.js";
import { replications } from "./overhead/replications.js";
import { titleFont, topMargin } from "./template.js";
import { formatPercent, timeUnit } from "./unit.js";

/** How {@link overhead} is drawn. */
export interface OverheadOptions {
  /** Of the overhead's axis; `"linear"` unless given. */
  readonly scale?: "linear" | "log";
  /** Of the interval over several runs; 0.95 unless given. */
  readonly confidence?: number;
  /** What `classify` says of the runs: its level is drawn as a line with its interval. */
  readonly classification?: ShownClassification;
  readonly title?: string;
  /** px */
  readonly height?: number;
}

/**
 * The overhead of a run over time, in percent: of each window by itself, and of all time up to it.
 *
 * Of several runs of one model, such as replications, the median of each window is drawn with the band that holds all but the highest and
 * the lowest tenth of them, and the mean of their overhead up to each time with Student's interval for it.
 *
 * @throws RangeError for no runs; Error for a model that does not say which accounts its overhead is made of
 */
export function overhead(runs: Run | readonly Run[], options: OverheadOptions = {}): Figure {
  if (!Array.isArray(runs)) requireObject("plot.overhead", "a run or several", runs, "model", "series");
  const all = "model" in runs ? [runs] : runs;
  const [first] = all;
  if (!first) throw new RangeError("plot.overhead: expected a run or several, got none");
  const end = Math.max(...all.map((run) => run.series.time.at(-1) ?? 0));
  const unit = timeUnit(end);
  const { scale = "linear", confidence = 0.95, title = describeModel(first.model), height, classification } = options;
  const data = inOwnGroups([
    ...(all.length === 1 ? oneRun(first, unit) : replications(all, unit, confidence)),
    ...(classification ? levelOf(classification, end / unit.size) : []),
  ]);
  return new Figure({
    data,
    layout: {
      title: {
        text: title,
        font: titleFont(title),
        subtitle: { text: all.length === 1 ? `overhead ${describeRun(first)}` : describeRuns(all, confidence) },
      },
      margin: { t: topMargin({ subtitle: true, legend: legendNames(data) }) },
      legend: inOrder,
      xaxis: { title: { text: axisTitle("time", unit) }, rangemode: "tozero" },
      yaxis: { title: { text: "overhead (%)" }, type: scale, ...(scale === "linear" ? { rangemode: "tozero" } : {}) },
      ...(all.some(({ time }) => time > 0) ? {} : { annotations: [nothingPassed] }),
      ...(height ? { height } : {}),
    },
  });
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

function describeRuns(runs: readonly Run[], confidence: number): string {
  const { mean, halfWidth } = meanInterval(runs.map((run) => run.overhead).filter(Number.isFinite), confidence);
  const cut = runs.filter(({ stopped }) => stopped !== "done").length;
  const ended = cut > 0 ? `; ${cut === runs.length ? "all" : cut} cut off before their end` : "";
  return `overhead ${formatPercent(mean)} ± ${formatPercent(halfWidth)} over ${runs.length} runs${ended}`;
}
