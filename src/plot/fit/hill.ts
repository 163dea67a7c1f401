import { requireArray } from "../../argument/argument.js";
import { normal } from "../../distribution/normal.js";
import { type HillPoint, hill } from "../../fit/methods/hill.js";
import { requireConfidence } from "../../measure/interval.js";
import { Figure } from "../figure.js";
import { colour, pale, titleFont, topMargin } from "../template.js";
import { formatNumber, timeUnit } from "../unit.js";
import type { FitPanelOptions } from "./shown.js";

/** How {@link hillFigure} is drawn; `name` and `unit` are those of the values. */
export interface HillFigureOptions extends Pick<FitPanelOptions, "name" | "unit" | "title" | "height"> {
  /** Of the interval, alpha ± z alpha / √k; 0.95 unless given. */
  readonly confidence?: number;
  /** Numbers of largest values to draw it for; some 200 from 10 on, evenly spread over the log axis, unless given. */
  readonly ks?: readonly number[];
}

/** With fewer of the largest values the estimate is noise. */
const fewest = 10;
const mostPoints = 200;

/**
 * The Hill plot: the tail index that the k largest values give, over k, with its interval if the tail were a power law from there
 * on. Where it is level the tail is a power law with that index; where it is nowhere level there is none.
 *
 * @throws RangeError for fewer than 3 positive values, for a k out of range, or a value that is not finite
 */
export function hillFigure(values: ArrayLike<number>, options: HillFigureOptions = {}): Figure {
  requireArray("plot.hill", "a list of values", values);
  const { name = "value", confidence = 0.95, title = `Tail index of ${name}` } = options;
  requireConfidence(confidence);
  const falling = Float64Array.from(values).sort().reverse();
  const wrong = falling.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`plot.hill: expected finite values, one of them is ${wrong}`);
  const positive = falling.findLastIndex((value) => value > 0) + 1;
  if (positive < 3) throw new RangeError(`plot.hill: needs at least 3 positive values, got ${positive}`);
  const points = hill(falling, options.ks ?? spread(Math.min(fewest, positive - 1), positive - 1)).filter(
    // The largest values are all the same: they say nothing of an index.
    ({ alpha }) => Number.isFinite(alpha),
  );
  const z = normal(0, 1).quantile((1 + confidence) / 2);
  const unit = options.unit ? { name: options.unit, size: 1 } : timeUnit(falling[0]!);
  const x = points.map(({ k }) => k);
  const edge = (end: number) => points.map(({ alpha, standardError }) => alpha + end * z * standardError);
  const band = { type: "scatter", mode: "lines", x, line: { width: 0 }, hoverinfo: "skip" };
  const explained = ({ k, standardError }: HillPoint) => [
    formatNumber(z * standardError),
    `${formatNumber(falling[k]! / unit.size)} ${unit.name}`,
  ];
  const subtitle = `Hill's estimate from the k largest of ${formatNumber(falling.length, 15)} values; a power law where it is level`;
  return new Figure({
    data: [
      { ...band, y: edge(1), showlegend: false },
      {
        ...band,
        y: edge(-1),
        name: `${Math.round(confidence * 1000) / 10} % interval, if the tail is a power law`,
        fill: "tonexty",
        fillcolor: pale(0),
      },
      {
        type: "scatter",
        mode: "lines",
        name: "tail index",
        x,
        y: points.map(({ alpha }) => alpha),
        customdata: points.map(explained),
        line: { color: colour(0), width: 2 },
        hovertemplate: `tail index %{y:.3~f} ± %{customdata[0]}<br>of the %{x} largest, above ${name} %{customdata[1]}<extra></extra>`,
      },
    ],
    layout: {
      title: { text: title, font: titleFont(title), subtitle: { text: subtitle } },
      margin: { t: topMargin({ subtitle: true, legend: true }) },
      xaxis: { title: { text: "largest values used, k (count)" }, type: "log", exponentformat: "none" },
      yaxis: { title: { text: "tail index (no unit)" }, rangemode: "tozero" },
      ...(options.height ? { height: options.height } : {}),
    },
  });
}

/** Whole numbers from `low` to `high`, evenly spread on a log axis, each once. */
function spread(low: number, high: number): number[] {
  const all = Array.from({ length: mostPoints }, (_, index) =>
    Math.round(low * (high / low) ** (index / (mostPoints - 1))),
  );
  return [...new Set(all)];
}
