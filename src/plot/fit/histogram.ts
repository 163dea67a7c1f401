import type { Measurements } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import type { Figure, Trace } from "../figure.js";
import { type Bin, binsOf } from "./bins.js";
import { axisOfValues, curve, dataColour, line, nameOf, type Panel } from "./panel.js";
import type { Atom } from "./shares.js";
import type { FitPanelOptions, Shown } from "./shown.js";
import { singleFigure } from "./single.js";

const barColour = "#cfd4dc";
/** As many as a histogram of powers of two has, from 1 ns to minutes. */
const fewBuckets = 40;

/**
 * The histogram of measurements, its area 100 %, with the densities of fits over it. On a log axis both are per decade. Bars begin
 * and end where buckets and ticks of a clock do.
 *
 * @throws RangeError for data that cannot be drawn; TypeError for what is not data
 */
export function histogram(
  data: Measurements,
  results: FitResult | readonly FitResult[] = [],
  options: FitPanelOptions = {},
): Figure {
  return singleFigure("histogram", "Histogram", histogramPanel, data, results, options);
}

/** The histogram with the densities of the fits. */
export function histogramPanel(shown: Shown): Panel {
  const { atoms, buckets, sample, log, unit } = shown;
  // A few buckets are shown all; the many of a clock's ticks as values are.
  const bins = binsOf(atoms.length <= fewBuckets && buckets ? atoms : atoms.filter(inTheMiddle), sample, log);
  const ends = histogramRange(shown, bins);
  const axis = axisOfValues(shown, ends);
  const decades = log ? Math.log10(ends[1] / ends[0]) : Infinity;
  return {
    traces: [outlineOf(shown, bins), ...densities(shown, bins)],
    // Every digit of a decade, as Plotly would have it, is too much for half a figure.
    x: { ...axis, ...(decades < 2 ? { dtick: "D2" } : {}) },
    y: { title: { text: log ? "density (% per decade)" : `density (% per ${unit.name})` }, rangemode: "tozero" },
    ...(bins.length > 0 ? {} : { note: "nothing to make a histogram of" }),
  };
}

/** Whether a histogram shows it: a few far values would leave all others in one bar, and the other panels show them. */
function inTheMiddle({ upTo, share }: Atom): boolean {
  return upTo > 0.001 && upTo - share < 0.995;
}

/** A little more than the bars. */
function histogramRange({ log, range }: Shown, bins: readonly Bin[]): readonly [low: number, high: number] {
  const [low, high] = [bins[0]?.low ?? range[0], bins.at(-1)?.high ?? range[1]];
  return log ? [low / 1.1, high * 1.1] : [low - (high - low) / 40, high + (high - low) / 40];
}

/** The width of a bar on its axis: decades where that is logarithmic, else units. */
function widthOf({ low, high }: Bin, { log, unit }: Shown): number {
  return log ? Math.log10(high / low) : (high - low) / unit.size;
}

function middleOf({ low, high }: Bin, { log }: Shown): number {
  return log ? Math.sqrt(low * high) : (low + high) / 2;
}

function perOf({ log, unit }: Shown): string {
  return log ? "a decade" : `a ${unit.name}`;
}

function outlineOf(shown: Shown, bins: readonly Bin[]): Trace {
  const { unit, name } = shown;
  const heights = bins.map((bin) => (100 * bin.share) / widthOf(bin, shown));
  // An outline rather than bars, whose widths a log axis would not keep.
  const outline = bins.flatMap(({ low, high }, index) => [
    { x: low, y: heights[index]! },
    { x: high, y: heights[index]! },
  ]);
  const [first, last] = [outline[0], outline.at(-1)];
  const closed = first && last ? [{ x: first.x, y: 0 }, ...outline, { x: last.x, y: 0 }] : [];
  return {
    type: "scatter",
    mode: "lines",
    name: "measured",
    x: closed.map(({ x }) => x / unit.size),
    y: closed.map(({ y }) => y),
    fill: "tozeroy",
    fillcolor: barColour,
    line: { color: dataColour, width: 1 },
    hovertemplate: `measured<br>${name} %{x:.4~g} ${unit.name}<br>%{y:.3~g} % ${perOf(shown)}<extra></extra>`,
  };
}

function densities(shown: Shown, bins: readonly Bin[]): Trace[] {
  const { laws, log, unit, name } = shown;
  return laws.map((law, index) => {
    const points =
      law.law.kind === "continuous"
        ? curve(shown, histogramRange(shown, bins)).map((x) => ({
            x,
            y: law.law.density(x) * (log ? x * Math.LN10 : unit.size),
          }))
        : bins.map((bin) => ({
            x: middleOf(bin, shown),
            y: law.law.between(bin.low, bin.high) / widthOf(bin, shown),
          }));
    return {
      ...line(index, law),
      x: points.map(({ x }) => x / unit.size),
      y: points.map(({ y }) => 100 * y),
      hovertemplate: `${nameOf(law.result)}<br>${name} %{x:.4~g} ${unit.name}<br>%{y:.3~g} % ${perOf(shown)}<extra></extra>`,
    };
  });
}
