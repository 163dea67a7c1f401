import type { Measurements } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import { axisTitle } from "../column.js";
import type { Figure } from "../figure.js";
import { comparedDots, diagonal, nameOf, type Panel, valueAxis } from "./panel.js";
import { type FitPanelOptions, type Shown, shareUpTo } from "./shown.js";
import { comparison } from "./single.js";

/**
 * The quantiles of each law against those measured: on the diagonal where the law is right.
 *
 * @throws RangeError for results without a law or data that cannot be drawn; TypeError for what is not data
 */
export function qq(
  data: Measurements,
  results: FitResult | readonly FitResult[],
  options: FitPanelOptions = {},
): Figure {
  return comparison("qq", "Quantiles, measured and by the fit", quantilesPanel, data, results, options);
}

/** The quantiles of the fits against those measured. */
export function quantilesPanel(shown: Shown): Panel {
  const { points, unit, laws, range, log, name } = shown;
  const pairs = laws.map((law, index) => {
    const compared = points
      .filter((atom) => shareUpTo(atom) < 1)
      .map((atom) => ({ x: law.law.quantile(shareUpTo(atom)) / unit.size, y: atom.at / unit.size }))
      .filter(({ x }) => Number.isFinite(x) && (!log || x > 0));
    const by = nameOf(law.result);
    return comparedDots(index, law, compared, {
      hovertemplate: `${by} %{x:.4~g} ${unit.name}<br>measured ${name} %{y:.4~g} ${unit.name}<extra></extra>`,
    });
  });
  const axis = valueAxis(shown);
  return {
    traces: [diagonal(range[0] / unit.size, range[1] / unit.size), ...pairs],
    x: { ...axis, title: { text: axisTitle(`${name} by the fit`, unit) } },
    y: { ...axis, title: { text: axisTitle(`${name} as measured`, unit) } },
  };
}
