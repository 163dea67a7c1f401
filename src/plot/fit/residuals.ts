import type { Measurements } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import type { Figure, Trace } from "../figure.js";
import { colour } from "../template.js";
import { binsOf } from "./bins.js";
import { comparedDots, nameOf, type Panel, valueAxis } from "./panel.js";
import type { FitPanelOptions, Shown } from "./shown.js";
import { comparison } from "./single.js";

/**
 * By how many standard deviations the count of each bar of the histogram differs from that of each law, 2 (√n - √expected): noise
 * around 0, rarely beyond 2, where the law is right.
 *
 * @throws RangeError for results without a law or data that cannot be drawn; TypeError for what is not data
 */
export function residuals(
  data: Measurements,
  results: FitResult | readonly FitResult[],
  options: FitPanelOptions = {},
): Figure {
  return comparison("residuals", "Measured less fit, bar by bar", residualsPanel, data, results, options);
}

/** How far each bar is from each fit. */
export function residualsPanel(shown: Shown): Panel {
  const { atoms, sample, laws, unit, log, name } = shown;
  const bins = binsOf(atoms, sample, log);
  const lines = laws.map((law, index): Trace => {
    const differences = bins.map((bin) => {
      const expected = law.law.between(bin.low, bin.high);
      const x = (log ? Math.sqrt(bin.low * bin.high) : (bin.low + bin.high) / 2) / unit.size;
      // The root of a count has the same deviation, a half, whatever is expected: a bar without any does not hide the rest.
      return { x, y: 2 * (Math.sqrt(sample.size * bin.share) - Math.sqrt(sample.size * expected)) };
    });
    const by = nameOf(law.result);
    return comparedDots(index, law, differences, {
      mode: "lines+markers",
      line: { color: colour(index), width: 1 },
      marker: { color: colour(index), size: 5 },
      hovertemplate: `${by}<br>bar at ${name} %{x:.4~g} ${unit.name}<br>%{y:.2~f} standard deviations<extra></extra>`,
    });
  });
  return {
    traces: lines,
    x: valueAxis(shown),
    y: { title: { text: "measured less fit (standard deviations)" }, zeroline: true, zerolinecolor: "#9aa1ad" },
    ...(bins.length > 0 ? {} : { note: "nothing to make bars of" }),
  };
}
