import type { Measurements } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import type { Figure, Trace } from "../figure.js";
import { curve, dots, line, nameOf, type Panel, valueAxis } from "./panel.js";
import { type FitPanelOptions, type Shown, shareUpTo } from "./shown.js";
import { singleFigure } from "./single.js";

/**
 * The share of measurements above each value, which a log axis shows to the last of the tail. Over a log axis of values a power law
 * is a straight line; with `scale: "linear"` an exponential one is.
 *
 * Of censored values the distribution is drawn that they have by themselves (Turnbull's, which is Kaplan and Meier's where it
 * can be); of buckets only what is known, at their ends. Under truncation all is a share of what could be recorded.
 *
 * @throws RangeError for data that cannot be drawn; TypeError for what is not data
 */
export function survival(
  data: Measurements,
  results: FitResult | readonly FitResult[] = [],
  options: FitPanelOptions = {},
): Figure {
  return singleFigure("survival", "Share above each value", survivalPanel, data, results, options);
}

/** The share above each value of the data and of the fits. */
export function survivalPanel(shown: Shown): Panel {
  const { points, unit, laws, name } = shown;
  const hover = (what: string) => `${what}<br>%{y:.3~g} % above ${name} %{x:.4~g} ${unit.name}<extra></extra>`;
  const measured = points
    // Nothing is above the greatest value, and a log axis has no place for nothing; half of its own share has one.
    .map((atom) => ({ x: atom.at / unit.size, y: 100 * (1 - shareUpTo(atom)) }))
    .filter(({ y }) => y > 1e-9);
  const lowest = leastShare(shown);
  const curves = laws.map((law, index): Trace => {
    const x = curve(shown, shown.range);
    const y = x.map((at) => law.law.survival(at));
    // Far below what was measured there is nothing to compare with.
    return {
      ...line(index, law),
      x: x.map((at) => at / unit.size),
      y: y.map((share) => (share > lowest / 5 ? 100 * share : Number.NaN)),
      hovertemplate: hover(nameOf(law.result)),
    };
  });
  return {
    traces: [...curves, dots(measured, { name: "measured", hovertemplate: hover("measured") })],
    x: valueAxis(shown),
    y: survivalAxis(lowest),
  };
}

/** A log axis of shares in percent, from a little below the lowest to a little above the highest. */
export function survivalAxis(lowest: number, highest = 1, title = "share above it (%)") {
  const decades = Math.log10(100 * lowest) - 0.3;
  return {
    title: { text: title },
    type: "log",
    exponentformat: "none",
    range: [decades, Math.log10(100 * highest) + 0.1],
    dtick: decades < 0 ? 1 : "D2",
  };
}

/** Half of what the greatest value has, the lowest point of the data. */
function leastShare({ points }: Shown): number {
  return points.reduce((least, atom) => {
    const above = 1 - shareUpTo(atom);
    return above > 1e-11 ? Math.min(least, above) : least;
  }, 0.1);
}
