import type { Run } from "../../engine/run.js";
import type { Trace } from "../figure.js";
import { colour } from "../template.js";
import { formatDuration, formatNumber, type Unit } from "../unit.js";
import { cumulativeOf, percent, windowedOf } from "./curves.js";

/** The overhead of one run: of each window, and since the start. */
export function oneRun(run: Run, unit: Unit): Trace[] {
  const { time } = run.series;
  // A value holds for all of its window, so each is drawn from the window's start to its end; without work there is none.
  const steps = Array.from(windowedOf(run)).flatMap((value, index) => {
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
