import type { FitResult } from "../../fit/result.js";
import { axisTitle } from "../column.js";
import type { Layout, Trace } from "../figure.js";
import { colour } from "../template.js";
import type { Shown, ShownLaw } from "./shown.js";

/** One chart of a figure: its traces, as they are where it is the only one, and its axes. */
export interface Panel {
  readonly traces: readonly Trace[];
  readonly x: Readonly<Record<string, unknown>>;
  readonly y: Readonly<Record<string, unknown>>;
  /** Said in the middle of a panel that has nothing to draw. */
  readonly note?: string;
}

/** Grey, so that no fit has the colour of the data. */
export const dataColour = "#4a5160";
/** Of each curve. */
const curvePoints = 240;

/** The panels in columns of the figure's width, from the top left; each explains its colours, the first also in the legend. */
export function placed(
  panels: readonly Panel[],
  domains: readonly (Domain | undefined)[],
): { data: Trace[]; axes: Layout } {
  const data = panels.flatMap(({ traces }, index) =>
    index === 0
      ? traces
      : traces.map((trace) => ({ ...trace, showlegend: false, xaxis: `x${index + 1}`, yaxis: `y${index + 1}` })),
  );
  const number = (index: number) => (index === 0 ? "" : String(index + 1));
  const axes = panels.flatMap(({ x, y }, index) => [
    [`xaxis${number(index)}`, { ...x, domain: domains[index]?.x, anchor: `y${number(index)}` }],
    [`yaxis${number(index)}`, { ...y, domain: domains[index]?.y, anchor: `x${number(index)}` }],
  ]);
  const annotations = panels.flatMap(({ note }, index) => (note ? [noteIn(note, number(index))] : []));
  return { data, axes: { ...Object.fromEntries(axes), ...(annotations.length > 0 ? { annotations } : {}) } };
}

/** The part of the figure that a panel has, from 0 to 1. */
export interface Domain {
  readonly x: readonly [left: number, right: number];
  readonly y: readonly [bottom: number, top: number];
}

function noteIn(text: string, axis: string) {
  return { text, showarrow: false, xref: `x${axis} domain`, yref: `y${axis} domain`, x: 0.5, y: 1 };
}

/** A fit as a line in its colour, everywhere the same. */
export function line(index: number, { result }: ShownLaw): Trace {
  return {
    type: "scatter",
    mode: "lines",
    name: nameOf(result),
    legendgroup: `${index} ${nameOf(result)}`,
    showlegend: true,
    line: { color: colour(index), width: 2 },
  };
}

/** Points as small marks. */
export function dots(points: readonly { x: number; y: number }[], more: Trace): Trace {
  return {
    type: "scatter",
    mode: "markers",
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    marker: { color: dataColour, size: 4 },
    ...more,
  };
}

/** Points of a fit against those of the data. */
export function comparedDots(
  index: number,
  { result }: ShownLaw,
  points: readonly { x: number; y: number }[],
  more: Trace,
) {
  return dots(points, {
    name: nameOf(result),
    legendgroup: `${index} ${nameOf(result)}`,
    marker: { color: colour(index), size: 4 },
    ...more,
  });
}

/** Where both are the same. */
export function diagonal(low: number, high: number): Trace {
  return {
    type: "scatter",
    mode: "lines",
    showlegend: false,
    x: [low, high],
    y: [low, high],
    line: { color: "#9aa1ad", width: 1, dash: "dash" },
    hoverinfo: "skip",
  };
}

/** Values to draw a curve at, evenly spread on the axis. */
export function curve({ log }: Pick<Shown, "log">, [low, high]: Shown["range"]): number[] {
  return Array.from({ length: curvePoints + 1 }, (_, index) => {
    const part = index / curvePoints;
    return log ? low * (high / low) ** part : low + (high - low) * part;
  });
}

/** The axis of the values. */
export function valueAxis(shown: Shown): ReturnType<typeof axisOfValues> {
  return axisOfValues(shown, shown.range);
}

/** The axis of the values from one end to the other. */
export function axisOfValues({ name, unit, log }: Pick<Shown, "name" | "unit" | "log">, ends: readonly number[]) {
  const onAxis = ends.map((end) => (log ? Math.log10(end / unit.size) : end / unit.size));
  return { title: { text: axisTitle(name, unit) }, type: log ? "log" : "linear", range: onAxis };
}

/** The family, and what is made of it where the law is no member of it, as a mixture is not. */
export function nameOf({ family, distribution }: FitResult): string {
  return !distribution || distribution.family === family ? family : `${distribution.family} (${family})`;
}
