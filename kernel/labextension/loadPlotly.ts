import type * as PlotlyModule from "plotly.js-dist";
import type { Config, Data, Layout } from "plotly.js-dist";

export type Plotly = typeof PlotlyModule;

/** A figure as an output holds it. */
export interface Figure {
  data: Data[];
  layout: Partial<Layout>;
  config: Partial<Config>;
}

let loading: Promise<Plotly> | undefined;

/** Plotly, fetched with the first figure of the page from beside this file, so that no network is needed. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= fetchPlotly().catch((error) => {
    loading = undefined; // The next figure tries again: the server may have been away for a moment.
    throw error;
  });
  return loading;
}

async function fetchPlotly(): Promise<Plotly> {
  // Plotly's bundle is no ES module: it leaves itself on the window. Another extension's Plotly is put back.
  const page = window as unknown as { Plotly?: Plotly };
  const before = page.Plotly;
  await import(new URL("plotly.js", import.meta.url).href);
  const plotly = page.Plotly;
  if (!plotly) throw new Error("plotly.js was loaded but did not start");
  if (before) page.Plotly = before;
  return plotly;
}
