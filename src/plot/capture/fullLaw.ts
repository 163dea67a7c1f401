import { requireObject } from "../../argument/argument.js";
import { drawWith } from "../../capture/finding.js";
import type { FullLaw } from "../../capture/fullLaw.js";
import type { ShareAbove } from "../../capture/shareAbove.js";
import { axisTitle } from "../column.js";
import { Figure, type Layout, type Trace } from "../figure.js";
import { curve, dataColour, nameOf } from "../fit/panel.js";
import { survivalAxis } from "../fit/survival.js";
import { inOwnGroups, legendNames } from "../legend.js";
import { logTicks } from "../logTicks.js";
import { colour, titleFont, topMargin } from "../template.js";
import { formatDuration, formatNumber, formatPercent, timeUnit } from "../unit.js";
import type { CaptureFigureOptions } from "./bars.js";

/** How {@link fullLaw} is drawn. */
export interface FullLawFigureOptions extends CaptureFigureOptions {
  /** What was captured; `"wait"` unless given. */
  readonly name?: string;
  /** Values whose shares are marked, ns or durations such as "10 ms". */
  readonly at?: readonly (number | string)[];
}

/**
 * The share above each value, as counted, with its interval, and by the law; shares that were asked for are marked with theirs. Of what
 * was recorded only above a threshold, all is a share of what exceeds it.
 *
 * @throws RangeError for a value that is no duration
 */
export function fullLaw(law: FullLaw, options: FullLawFigureOptions = {}): Figure {
  requireObject("plot.fullLaw", "what fullLaw found", law, "distribution", "fits");
  const { name = "wait", at = [], height } = options;
  const { threshold, distribution, fits } = law;
  const points = law.points().filter(({ x, share }) => x > 0 && share > 0);
  const asked = at.map((x) => law.above(x, threshold > -Infinity ? { given: threshold } : {}));
  const xs = [...points, ...asked].map(({ x }) => x);
  const range = [Math.min(...xs) / 2, Math.max(...xs) * 2] as const;
  const unit = timeUnit(Math.sqrt(range[0] * range[1]));
  const whole = threshold > -Infinity ? distribution.survival(threshold) : 1;
  const lowest = Math.min(...[...points, ...asked].map(({ share }) => share).filter((share) => share > 0));
  const curveAt = curve({ log: true }, [Math.max(range[0], threshold), range[1]]);
  const by = nameOf(fits[0]!);
  const marked = (shares: readonly ShareAbove[], trace: Trace): Trace => ({
    type: "scatter",
    mode: "markers",
    x: shares.map(({ x }) => x / unit.size),
    y: shares.map(({ share }) => 100 * share),
    error_y: {
      type: "data",
      array: shares.map(({ share, high }) => 100 * (high - share)),
      // A log axis has no place for nothing.
      arrayminus: shares.map(({ share, low }) => 100 * (share - Math.max(low, lowest / 20))),
      thickness: 1.5,
      width: 4,
    },
    customdata: shares.map(describe),
    hovertemplate: "%{customdata}<extra></extra>",
    ...trace,
  });
  const data: Trace[] = inOwnGroups([
    {
      type: "scatter",
      mode: "lines",
      name: `the law: ${by}`,
      x: curveAt.map((x) => x / unit.size),
      y: curveAt
        .map((x) => distribution.survival(x) / whole)
        .map((share) => (share > lowest / 10 ? 100 * share : Number.NaN)),
      line: { color: colour(0), width: 2 },
      hovertemplate: `${by}<br>%{y:.3~g} % above %{x:.4~g} ${unit.name}<extra></extra>`,
    },
    marked(points, {
      name: `counted, ${formatNumber(100 * law.confidence)} % interval`,
      marker: { color: dataColour, size: 5 },
    }),
    ...(asked.length > 0
      ? [marked(asked, { name: "asked for", marker: { color: colour(1), size: 10, symbol: "diamond" } })]
      : []),
  ]);
  const { title = `Share of ${name}s above each value, by one law` } = options;
  const layout: Layout = {
    title: { text: title, font: titleFont(title), subtitle: { text: subtitle(law, asked) } },
    xaxis: {
      title: { text: axisTitle(name, unit) },
      type: "log",
      range: range.map((end) => Math.log10(end / unit.size)),
      exponentformat: "none",
      dtick: logTicks(range),
    },
    yaxis: survivalAxis(lowest, 1, threshold > -Infinity ? "share of those recorded (%)" : undefined),
    margin: { t: topMargin({ subtitle: true, legend: legendNames(data) }) },
    ...(height ? { height } : {}),
  };
  return new Figure({ data, layout });
}

function subtitle({ size, threshold }: FullLaw, asked: readonly ShareAbove[]): string {
  const only = threshold > -Infinity ? `, only those above ${formatDuration(threshold)}` : "";
  const shares = asked.map(describe).join("; ");
  return `${formatNumber(size, 15)} values${only}${shares === "" ? "" : `; ${shares}`}`;
}

function describe({ x, share, low, high }: ShareAbove): string {
  return `${formatPercent(share)} (${formatNumber(100 * low)} to ${formatNumber(100 * high)}) above ${formatDuration(x)}`;
}

drawWith<FullLaw>("fullLaw", fullLaw);
