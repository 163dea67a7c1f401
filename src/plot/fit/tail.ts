import { requireObject } from "../../argument/argument.js";
import { evidenceOf } from "../../fit/evidence.js";
import type { TailFit } from "../../fit/methods/peaksOverThreshold.js";
import { Figure } from "../figure.js";
import { colour, titleFont, topMargin } from "../template.js";
import { formatNumber, timeUnit, type Unit } from "../unit.js";
import { axisOfValues, curve, dataColour, dots } from "./panel.js";
import { type FitPanelOptions, shareUpTo, shownOf } from "./shown.js";
import { requireLaw } from "./single.js";
import { survivalAxis } from "./survival.js";
import { describeFit } from "./words.js";

/** How {@link tail} is drawn. */
export interface TailFigureOptions extends Omit<FitPanelOptions, "most"> {
  /**
   * Probabilities whose quantiles are marked, such as 0.999; unless given those of 0.9, 0.99, … that lie beyond the threshold, to
   * one beyond the data.
   */
  readonly quantiles?: readonly number[];
}

/**
 * The tail beyond a threshold: the share of all values above each, with the generalised Pareto law fitted to the excesses, drawn as
 * far as the quantiles that are marked on it, beyond the data too.
 *
 * @throws RangeError for a tail without a fit, or a quantile that is not beyond its threshold
 */
export function tail(fit: TailFit, options: TailFigureOptions = {}): Figure {
  requireObject("plot.tail", "what peaksOverThreshold found", fit, "excess");
  const best = requireLaw("tail", [fit.excess]);
  const unit = unitFor(fit, options);
  const { name = "value", title = `Tail of ${name} beyond ${formatted(fit.threshold, unit)}` } = options;
  const measured = measuredBeyond(fit, options);
  const quantiles = quantilesOf(fit, options);
  const log = isLog(fit, options);
  const last = [...measured, ...quantiles].reduce((most, { x }) => Math.max(most, x), fit.threshold);
  const end = log ? last * 1.2 : last + (last - fit.threshold) / 20;
  const lowest = Math.min(...measured.map(({ y }) => y), ...quantiles.map(({ y }) => y));
  const law = curve({ log }, [fit.threshold, end])
    .map((x) => ({ x, y: fit.survival(x) }))
    .filter(({ y }) => y > lowest / 5);
  const hovertemplate = `%{y:.3~g} % above ${name} %{x:.4~g} ${unit.name}<extra></extra>`;
  const onAxes = (points: readonly Point[]) => points.map(({ x, y }) => ({ x: x / unit.size, y: 100 * y }));
  const subtitle = `${formatNumber(fit.exceedances, 15)} of ${formatNumber(fit.n, 15)} values exceed it; excesses: ${describeFit(best)}`;
  return new Figure({
    data: [
      dots(onAxes(law), {
        mode: "lines",
        name: "generalised Pareto",
        line: { color: colour(0), width: 2 },
        hovertemplate: `generalised Pareto<br>${hovertemplate}`,
      }),
      dots(onAxes(measured), { name: "measured", hovertemplate: `measured<br>${hovertemplate}` }),
      dots(onAxes(quantiles), {
        name: "quantiles",
        mode: "markers+text",
        marker: { color: colour(1), size: 10, symbol: "diamond", line: { color: "#ffffff", width: 1 } },
        text: quantiles.map(({ x, p }) => `${formatNumber(100 * p, 12)} %: ${formatted(x, unit)}`),
        // Beside the falling curve, and within the figure.
        textposition: quantiles.map(({ x }) =>
          law.findIndex((point) => point.x > x) > 0.7 * law.length ? "bottom left" : "top right",
        ),
        textfont: { color: dataColour },
        cliponaxis: false,
        hovertemplate: "%{text}<extra></extra>",
      }),
    ],
    layout: {
      title: { text: title, font: titleFont(title), subtitle: { text: subtitle } },
      margin: { t: topMargin({ subtitle: true, legend: true }) },
      xaxis: axisOfValues({ name, unit, log }, [log ? fit.threshold / 1.05 : fit.threshold, end]),
      yaxis: survivalAxis(lowest, fit.exceedances / fit.n, "share of all values above it (%)"),
      ...(options.height ? { height: options.height } : {}),
    },
  });
}

interface Point {
  readonly x: number;
  /** The share of all values above x. */
  readonly y: number;
}

function measuredBeyond({ threshold, exceedances, n, excess }: TailFit, options: TailFigureOptions): Point[] {
  const sample = evidenceOf(excess);
  if (!sample) throw new RangeError("plot.tail: the values beyond the threshold are not known here any more");
  const { points } = shownOf("tail", sample, [], { ...options, scale: "linear" });
  return points.map((atom) => ({ x: threshold + atom.at, y: (exceedances / n) * (1 - shareUpTo(atom)) }));
}

function quantilesOf(fit: TailFit, { quantiles = nines(fit) }: TailFigureOptions): (Point & { readonly p: number })[] {
  return quantiles.map((p) => {
    const x = fit.quantile(p);
    if (Number.isFinite(x)) return { p, x, y: 1 - p };
    const least = 1 - fit.exceedances / fit.n;
    throw new RangeError(`plot.tail: quantiles: expected probabilities from ${least} on, below 1, got ${p}`);
  });
}

function isLog({ threshold }: TailFit, { scale }: TailFigureOptions): boolean {
  if (scale === "log" && !(threshold > 0))
    throw new RangeError(`plot.tail: a log axis has no place for the threshold ${threshold}; use scale: "linear"`);
  return scale ? scale === "log" : threshold > 0;
}

function unitFor(fit: TailFit, { unit }: TailFigureOptions): Unit {
  return unit ? { name: unit, size: 1 } : timeUnit(fit.threshold || fit.quantile(1 - fit.exceedances / fit.n / 2));
}

function formatted(value: number, unit: Unit): string {
  return `${formatNumber(value / unit.size)} ${unit.name}`;
}

/** 0.9, 0.99, … beyond the threshold, to the first that fewer than one of the values is expected to exceed. */
function nines({ exceedances, n }: TailFit): number[] {
  return Array.from({ length: 9 }, (_, index) => 10 ** -(index + 1))
    .filter((above) => above <= exceedances / n && above * n > 0.1)
    .map((above) => 1 - above);
}
