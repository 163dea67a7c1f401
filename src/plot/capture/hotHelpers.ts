import { requireObject } from "../../argument/argument.js";
import { drawWith } from "../../capture/finding.js";
import type { HotHelpers, HotPart } from "../../capture/hotHelpers.js";
import { Figure, type Trace } from "../figure.js";
import { inOwnGroups } from "../legend.js";
import { colour } from "../template.js";
import { formatNumber, formatPercent } from "../unit.js";
import { barsHeight, barsLayout, type CaptureFigureOptions, categories } from "./bars.js";

const roles = [
  ["program", "the programs themselves"],
  ["helper", "helpers"],
  ["dispatch", "what calls the programs"],
] as const;

/** Where the time of programs goes, the greatest share on top, with its interval where the number of samples is known. */
export function hotHelpers(found: HotHelpers, options: CaptureFigureOptions = {}): Figure {
  requireObject("plot.hotHelpers", "what hotHelpers found", found, "parts");
  const { parts, ofAll, samples } = found;
  // Plotly draws the first at the bottom.
  const order = categories(parts.map(({ name }) => name).reverse());
  const { title = "Where the time of BPF programs goes", height = barsHeight(parts.length) } = options;
  const data = inOwnGroups(
    roles.flatMap(([role, name], index): Trace[] => {
      const own = parts.filter((part) => part.role === role);
      return own.length > 0 ? [bars(own, name, index)] : [];
    }),
  );
  const of = samples === null ? "" : `, ${formatNumber(samples, 15)} samples`;
  const layout = barsLayout(data, {
    ...{ title, height, barmode: "overlay", width: 560 },
    subtitle: `BPF takes ${formatPercent(ofAll)} of all time${of}`,
    ...{ xTitle: "share of the programs' time (%)", yTitle: "part (name)" },
    yaxis: { categoryorder: "array", categoryarray: order },
  });
  return new Figure({ data, layout });
}

function bars(parts: readonly HotPart[], name: string, index: number): Trace {
  const known = parts.every(({ low }) => low !== null);
  return {
    type: "bar",
    orientation: "h",
    name,
    x: parts.map(({ share }) => 100 * share),
    y: categories(parts.map((part) => part.name)),
    marker: { color: colour(index) },
    ...(known && {
      error_x: {
        type: "data",
        array: parts.map(({ share, high }) => 100 * (high! - share)),
        arrayminus: parts.map(({ share, low }) => 100 * (share - low!)),
        color: "#1f2430",
        thickness: 1.5,
        width: 5,
      },
    }),
    customdata: parts.map(
      ({ symbols, advice }) =>
        `${Object.entries(symbols)
          .slice(0, 4)
          .map(([symbol, share]) => `${symbol} ${formatPercent(share)} of all`)
          .join("<br>")}<br>look at ${advice}`,
    ),
    hovertemplate: "<b>%{y}</b> %{x:.3~g} %<br>%{customdata}<extra></extra>",
  };
}

drawWith<HotHelpers>("hotHelpers", hotHelpers);
