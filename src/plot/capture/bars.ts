import { topMargin } from "../template.js";

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
