import { displaySymbol } from "../display/mime.js";
import type { Measurements, Sample } from "../fit/data.js";
import { drawing, evidenceOf } from "../fit/evidence.js";
import type { FitResult } from "../fit/result.js";
import { Figure } from "./figure.js";
import { histogramPanel } from "./fit/histogram.js";
import { type Domain, nameOf, placed } from "./fit/panel.js";
import { probabilitiesPanel } from "./fit/probabilities.js";
import { quantilesPanel } from "./fit/quantiles.js";
import { residualsPanel } from "./fit/residuals.js";
import { drawnSample, type FitPanelOptions, shownOf } from "./fit/shown.js";
import { listOf, requireLaw } from "./fit/single.js";
import { survivalPanel } from "./fit/survival.js";
import { describeShown } from "./fit/words.js";
import { titleFont, topMargin } from "./template.js";

/** How {@link fitFigure} is drawn. */
export interface FitFigureOptions extends FitPanelOptions {
  /** What was measured, where the results do not know it any more: read from a file, or sent by a worker. */
  readonly data?: Measurements;
}

const [left, right] = [
  [0, 0.44],
  [0.56, 1],
] as const;
const [top, bottom] = [
  [0.57, 1],
  [0, 0.42],
] as const;
const grid: readonly Domain[] = [
  { x: left, y: top },
  { x: right, y: top },
  { x: left, y: bottom },
  { x: right, y: bottom },
];

/**
 * Fits beside what they were fitted to, in four panels: the histogram with the densities; the share above each value, whose
 * log axis shows the tail; the quantiles of each law against those measured; and the shares up to each value against each
 * other, or, where there are only buckets, by how many standard deviations of a count each bar differs.
 *
 * Of censored values the distribution is drawn that they have by themselves (Turnbull's, which is Kaplan and Meier's where it
 * can be); of buckets only what is known, at their ends. Under truncation all is shown as a share of what could be recorded.
 *
 * @throws RangeError for results without a law, or whose data are not known; TypeError for what is not a result
 */
export function fitFigure(results: FitResult | readonly FitResult[], options: FitFigureOptions = {}): Figure {
  const all = listOf("fit", results);
  const best = requireLaw("fit", all);
  const shown = shownOf("fit", sampleFor(best, options.data), all, options);
  const fourth = shown.buckets ? residualsPanel : probabilitiesPanel;
  const panels = [histogramPanel, survivalPanel, quantilesPanel, fourth].map((panelOf) => panelOf(shown));
  const { data, axes } = placed(panels, grid);
  const { length } = shown.laws;
  const title = options.title ?? (length === 1 ? `Fit of ${nameOf(best)}` : `Fits of ${length} families`);
  return new Figure({
    data,
    layout: {
      title: { text: title, font: titleFont(title), subtitle: { text: describeShown(shown) } },
      height: options.height ?? 720,
      margin: { t: topMargin({ subtitle: true, legend: true }) },
      ...axes,
    },
  });
}

function sampleFor(result: FitResult, data: Measurements | undefined): Sample {
  if (data !== undefined) return drawnSample("fit", data);
  const sample = evidenceOf(result);
  if (sample) return sample;
  throw new RangeError(`plot.fit: the data of the fit of ${result.family} are not known here; pass them as data`);
}

drawing.of = async (results) => fitFigure(results)[displaySymbol]();
