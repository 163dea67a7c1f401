import type { Trace } from "./figure.js";

/** What the legend of these traces names. */
export function legendNames(traces: readonly Trace[]): string[] {
  return traces.flatMap(({ name, showlegend }) => (name === undefined || showlegend === false ? [] : [name]));
}

/**
 * Traces each in a legend group of its own, unless it has one: Plotly then gives a name as much room as it needs, and lays those without groups
 * out in columns as wide as the longest.
 */
export function inOwnGroups(traces: readonly Trace[]): Trace[] {
  return traces.map((trace) =>
    trace.name === undefined || trace.legendgroup !== undefined ? trace : { ...trace, legendgroup: trace.name },
  );
}

/** In the order of the traces, which Plotly would turn round where there is a band. */
export const inOrder = { traceorder: "grouped" };
