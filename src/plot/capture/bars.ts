import type { Layout, Trace } from "../figure.js";
import { legendNames } from "../legend.js";
import { titleFont, topMargin } from "../template.js";

/** How the pictures of captures are drawn. */
export interface CaptureFigureOptions {
  readonly title?: string;
  /** px */
  readonly height?: number;
}

const barHeight = 34;

/** The height of a figure with so many horizontal bars, px. */
export function barsHeight(bars: number): number {
  return topMargin({ subtitle: true, legend: true }) + 80 + barHeight * Math.max(3, bars);
}

/** Names of bars: with a space behind, so that Plotly takes none for a number and none stands at the axis. */
export function categories(names: readonly string[]): string[] {
  return names.map((name) => `${name} `);
}

/** The layout of horizontal bars: what differs between the pictures of captures, and `width`, what the legend has room for, px. */
export interface BarsLayoutOptions extends Required<CaptureFigureOptions> {
  readonly subtitle: string;
  readonly barmode: "stack" | "overlay";
  readonly xTitle: string;
  readonly yTitle: string;
  readonly width: number;
  readonly yaxis?: Layout;
  readonly legend?: Layout;
}

export function barsLayout(
  data: readonly Trace[],
  { title, subtitle, height, barmode, xTitle, yTitle, width, yaxis, legend }: BarsLayoutOptions,
): Layout {
  return {
    title: { text: title, font: titleFont(title), subtitle: { text: subtitle } },
    barmode,
    xaxis: { title: { text: xTitle }, rangemode: "tozero" },
    yaxis: { title: { text: yTitle }, ticks: "", showgrid: false, type: "category", ...yaxis },
    ...(legend ? { legend } : {}),
    margin: { t: topMargin({ subtitle: true, legend: legendNames(data), width }) },
    height,
  };
}
