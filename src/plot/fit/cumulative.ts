import type { Measurements } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import type { Figure, Trace } from "../figure.js";
import { curve, dataColour, line, nameOf, type Panel, valueAxis } from "./panel.js";
import type { FitPanelOptions, Shown } from "./shown.js";
import { singleFigure } from "./single.js";

/**
 * The share of measurements up to each value: the empirical distribution function, a step at each value, with those of fits over
 * it. Censored values and buckets as in {@link survival}.
 *
 * @throws RangeError for data that cannot be drawn; TypeError for what is not data
 */
export function ecdf(
  data: Measurements,
  results: FitResult | readonly FitResult[] = [],
  options: FitPanelOptions = {},
): Figure {
  return singleFigure("ecdf", "Share up to each value", cumulativePanel, data, results, options);
}

/** The share up to each value of the data and of the fits. */
function cumulativePanel(shown: Shown): Panel {
  const { points, unit, laws, name, buckets, range } = shown;
  const hover = (what: string) => `${what}<br>%{y:.4~g} % up to ${name} %{x:.4~g} ${unit.name}<extra></extra>`;
  // From nothing to all that is known, over the whole axis.
  const ends = [
    { at: range[0], upTo: 0 },
    { at: range[1], upTo: points.at(-1)?.upTo ?? Number.NaN },
  ] as const;
  const steps = [ends[0], ...points, ends[1]];
  const measured: Trace = {
    type: "scatter",
    // Between the ends of a bucket nothing is known, so there is no step either.
    ...(buckets ? { mode: "markers", marker: { color: dataColour, size: 5 } } : { mode: "lines" }),
    name: "measured",
    x: (buckets ? points : steps).map(({ at }) => at / unit.size),
    y: (buckets ? points : steps).map(({ upTo }) => 100 * upTo),
    line: { color: dataColour, width: 1.5, shape: "hv" },
    hovertemplate: hover("measured"),
  };
  const curves = laws.map((law, index): Trace => {
    const x = curve(shown, range);
    // A law of counts jumps from one to the next as the data do.
    return {
      ...line(index, law),
      ...(law.law.kind === "discrete" ? { line: { ...(line(index, law).line as object), shape: "hv" } } : {}),
      x: x.map((at) => at / unit.size),
      y: x.map((at) => 100 * law.law.upTo(at)),
      hovertemplate: hover(nameOf(law.result)),
    };
  });
  return {
    traces: points.length > 0 ? [measured, ...curves] : curves,
    x: valueAxis(shown),
    y: { title: { text: "share up to it (%)" }, range: [0, 102] },
  };
}
