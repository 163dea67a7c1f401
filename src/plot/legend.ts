import type { Trace } from "./figure.js";

/** What the legend of these traces names. */
export function legendNames(traces: readonly Trace[]): string[] {
  return traces.flatMap(({ name, showlegend }) => (name === undefined || showlegend === false ? [] : [name]));
}
