import type { Layout, PlotlyHTMLElement } from "plotly.js-dist";

type Axis = { uirevision?: unknown; type?: unknown; title?: unknown; range?: unknown };

const axisName = /^[xy]axis\d*$/;

/**
 * A layout under which Plotly keeps what the reader has done to the figure before it: what is hidden by its legend, selected or
 * zoomed. An axis that has come to mean something else, by its title or type, is shown as the new figure has it.
 */
export function keepingView(layout: Partial<Layout>): Partial<Layout> {
  const axes = Object.entries(layout as Record<string, Axis | null>).flatMap(([name, axis]) =>
    isAxis(name, axis) ? [[name, { uirevision: meaningOf(axis), ...axis }]] : [],
  );
  return { uirevision: "kept", ...layout, ...Object.fromEntries(axes) };
}

function isAxis(name: string, value: Axis | null): value is Axis {
  return axisName.test(name) && typeof value === "object" && value !== null;
}

function meaningOf({ type, title }: Axis): string {
  const text = typeof title === "object" && title !== null ? (title as { text?: unknown }).text : title;
  return `${type ?? "as the data are"}, ${text ?? "no title"}`;
}

/** What is in view: the ranges of the axes. */
export function rangesOf(graph: HTMLElement): Record<string, unknown> {
  const { layout } = graph as PlotlyHTMLElement & { layout?: Record<string, Axis | null> };
  return Object.fromEntries(
    Object.entries(layout ?? {}).flatMap(([name, axis]) =>
      isAxis(name, axis) && Array.isArray(axis.range) ? [[name, axis.range]] : [],
    ),
  );
}
