import { requireObject } from "../../argument/argument.js";
import type { Measurements } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import { Figure } from "../figure.js";
import { titleFont, topMargin } from "../template.js";
import { nameOf, type Panel, placed } from "./panel.js";
import { drawnSample, type FitPanelOptions, type Shown, shownOf } from "./shown.js";
import { describeShown } from "./words.js";

/** A figure of one panel. */
export function singleFigure(
  plot: string,
  what: string,
  panelOf: (shown: Shown) => Panel,
  data: Measurements,
  results: FitResult | readonly FitResult[],
  options: FitPanelOptions,
): Figure {
  const shown = shownOf(plot, drawnSample(plot, data), listOf(plot, results), options);
  const { data: traces, axes } = placed([panelOf(shown)], []);
  const [only, ...others] = shown.laws;
  const fits = only && others.length === 0 ? `, with ${nameOf(only.result)}` : "";
  const title = options.title ?? `${what}${fits}`;
  return new Figure({
    data: traces,
    layout: {
      title: { text: title, font: titleFont(title), subtitle: { text: describeShown(shown) } },
      margin: { t: topMargin({ subtitle: true, legend: true }) },
      ...axes,
      ...(options.height ? { height: options.height } : {}),
    },
  });
}

/**
 * A figure of one panel that says nothing without a law.
 *
 * @throws RangeError where no result has one
 */
export function comparison(...figure: Parameters<typeof singleFigure>): Figure {
  const [plot, , , , results] = figure;
  requireLaw(plot, listOf(plot, results));
  return singleFigure(...figure);
}

/** One result or several. */
export function listOf(plot: string, results: FitResult | readonly FitResult[]): readonly FitResult[] {
  if (Array.isArray(results)) return results;
  requireObject(`plot.${plot}`, "a result of fit or several", results, "family", "summary");
  return [results as FitResult];
}

/** The best of the results that have a law; throws a RangeError that says why where none has. */
export function requireLaw(plot: string, results: readonly FitResult[]): FitResult {
  const best = results.find(({ distribution }) => distribution);
  if (best) return best;
  throw new RangeError(`plot.${plot}: ${results[0]?.summary ?? "expected a result of fit or several, got none"}`);
}
