import type { Evidence, Regime } from "../../regime/evidence.js";
import { percentWithin } from "../../table/words.js";
import type { Trace } from "../figure.js";
import { lookOf } from "../phase/regimes.js";
import { percent } from "./curves.js";

/** What a classification says of the overhead's level, as far as it is drawn. */
export interface ShownClassification {
  readonly regime: Regime;
  readonly evidence: Pick<Evidence, "level"> & Partial<Pick<Evidence, "confidence">>;
}

/** The level that the overhead goes to or stays around, over all of the time that is shown, with its interval as a band. */
export function levelOf({ regime, evidence }: ShownClassification, end: number): Trace[] {
  const { level, confidence } = evidence;
  if (!level) return [];
  const { colour, fill } = lookOf(regime, [regime]);
  const interval = confidence === undefined ? "" : `, ${Math.round(confidence * 1000) / 10} % interval`;
  const name = `${regime}: level ${percentWithin(level)}${interval}`;
  const across = (value: number): Trace => ({
    type: "scatter",
    mode: "lines",
    x: [0, end],
    y: [percent(value), percent(value)],
    legendgroup: "level",
    showlegend: false,
    line: { width: 0 },
    hoverinfo: "skip",
  });
  return [
    across(level.high),
    { ...across(level.low), fill: "tonexty", fillcolor: fill },
    {
      ...across(level.value),
      name,
      showlegend: true,
      line: { color: colour, width: 2, dash: "dash" },
      hoverinfo: undefined,
      hovertemplate: `${name}<extra></extra>`,
    },
  ];
}
