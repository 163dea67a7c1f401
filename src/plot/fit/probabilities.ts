import type { Measurements } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import type { Figure } from "../figure.js";
import { comparedDots, diagonal, nameOf, type Panel } from "./panel.js";
import { type FitPanelOptions, type Shown, shareUpTo } from "./shown.js";
import { comparison } from "./single.js";

/**
 * The share that each law has up to a value against the share measured: on the diagonal where the law is right. It shows the middle
 * where {@link qq} shows the ends.
 *
 * @throws RangeError for results without a law or data that cannot be drawn; TypeError for what is not data
 */
export function pp(
  data: Measurements,
  results: FitResult | readonly FitResult[],
  options: FitPanelOptions = {},
): Figure {
  return comparison("pp", "Shares, measured and by the fit", probabilitiesPanel, data, results, options);
}

/** The shares up to each value by the fits against those measured. */
export function probabilitiesPanel({ points, laws, name, unit }: Shown): Panel {
  const pairs = laws.map((law, index) => {
    const compared = points.map((atom) => ({
      // Half of what a law of counts has at a value too, so that both are read at the same place.
      x: 100 * (atom.exact ? law.law.upToMiddle(atom.at) : law.law.upTo(atom.at)),
      y: 100 * shareUpTo(atom),
    }));
    const by = nameOf(law.result);
    return comparedDots(index, law, compared, {
      customdata: points.map(({ at }) => at / unit.size),
      hovertemplate: `up to ${name} %{customdata:.4~g} ${unit.name}<br>${by} %{x:.3~f} %<br>measured %{y:.3~f} %<extra></extra>`,
    });
  });
  return {
    traces: [diagonal(0, 100), ...pairs],
    x: { title: { text: "share up to it by the fit (%)" }, range: [0, 100] },
    y: { title: { text: "share up to it as measured (%)" }, range: [0, 100] },
  };
}
