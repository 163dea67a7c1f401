import { requireObject } from "../../argument/argument.js";
import { drawWith } from "../../capture/finding.js";
import { labelsOf } from "../../capture/label.js";
import type { RunTime, RunTimes } from "../../capture/runTimes.js";
import { Figure, type Trace } from "../figure.js";
import { inOwnGroups } from "../legend.js";
import { colour } from "../template.js";
import { formatNumber } from "../unit.js";
import { barsHeight, barsLayout, type CaptureFigureOptions, categories } from "./bars.js";

/**
 * What of each program's measured mean is its own and what the clock's; the mark between them is the true mean with its interval, hollow
 * where no more than that interval is known.
 *
 * @throws RangeError for no programs
 */
export function runTimes(found: RunTimes, options: CaptureFigureOptions = {}): Figure {
  requireObject("plot.runTimes", "what runTimes found", found, "programs", "clock");
  const { programs, clock } = found;
  if (programs.length === 0) throw new RangeError("plot.runTimes: expected at least one program, got none");
  const shown = programs.toSorted((first, second) => first.measured - second.measured);
  const names = categories(labelsOf(shown));
  const { title = "Mean time of a run, without the clock that measured it", height = barsHeight(shown.length) } =
    options;
  const own: Trace = {
    type: "bar",
    orientation: "h",
    name: "the program",
    x: shown.map(({ mean }) => mean ?? 0),
    y: names,
    marker: { color: colour(0) },
    customdata: shown.map(describe),
    hovertemplate: "<b>%{y}</b><br>%{customdata}<extra></extra>",
  };
  const clocks: Trace = {
    type: "bar",
    orientation: "h",
    name: "the clock",
    x: shown.map(({ measured, mean }) => measured - (mean ?? 0)),
    y: names,
    marker: { color: "#cfd4dc" },
    customdata: shown.map(({ clockShare }) => formatNumber(100 * clockShare)),
    hovertemplate: "<b>%{y}</b><br>the clock: %{customdata} % of what was measured<extra></extra>",
  };
  // Bars lie over their own error bars where they are stacked, so the intervals are marks.
  const intervals: Trace = {
    type: "scatter",
    mode: "markers",
    name: "true mean with its interval",
    x: shown.map(at),
    y: names,
    marker: {
      color: shown.map(({ mean }) => (mean === null ? "#ffffff" : "#1f2430")),
      line: { color: "#1f2430", width: 1.5 },
      size: 6,
    },
    error_x: {
      type: "data",
      array: shown.map((program) => program.high - at(program)),
      arrayminus: shown.map((program) => at(program) - program.low),
      color: "#1f2430",
      thickness: 1.5,
      width: 5,
    },
    customdata: shown.map(describe),
    hovertemplate: "<b>%{y}</b><br>%{customdata}<extra></extra>",
  };
  const data = inOwnGroups([own, clocks, intervals]);
  const [least, most] = clock.interval;
  const layout = barsLayout(data, {
    ...{ title, height, barmode: "stack", width: 480 },
    subtitle: `a clock read of ${formatNumber(clock.nanoseconds)} ns (${formatNumber(least)} to ${formatNumber(most)}) taken from what was measured`,
    ...{ xTitle: "mean time of a run (ns)", yTitle: "program (name)" },
  });
  return new Figure({ data, layout });
}

/** The true mean, or the middle of the interval where it has none. */
function at({ mean, low, high }: RunTime): number {
  return mean ?? (low + high) / 2;
}

function describe({ measured, mean, low, high, runs }: RunTime): string {
  const known = mean === null ? "" : `${formatNumber(mean, 4)} ns, `;
  const many = runs === null ? "" : ` over ${formatNumber(runs, 15)} runs`;
  return `${known}${formatNumber(low, 4)} to ${formatNumber(high, 4)} ns of ${formatNumber(measured, 4)} ns measured${many}`;
}

drawWith<RunTimes>("runTimes", runTimes);
