import { requireObject } from "../../argument/argument.js";
import type { Bottleneck } from "../../capture/bottleneck.js";
import { drawWith } from "../../capture/finding.js";
import { slotKinds } from "../../capture/slots.js";
import type { TopDown } from "../../reader/kind/topDown.js";
import { Figure, type Trace } from "../figure.js";
import { inOrder, inOwnGroups } from "../legend.js";
import { colour } from "../template.js";
import { formatNumber } from "../unit.js";
import { barsHeight, barsLayout, type CaptureFigureOptions, categories } from "./bars.js";

/** How much of the colour is left in the parts of one share. */
const shades = [1, 0.55, 0.3];
/** Retiring, what counts, in green; the others as far from it as they can be. */
const places: Readonly<Record<string, number>> = { retiring: 2, badSpeculation: 3, frontendBound: 0, backendBound: 1 };

/** Where the slots went, a bar for each CPU and interval, from what counts to what is lost; split where the second level was measured. */
export function bottleneck(found: Bottleneck, options: CaptureFigureOptions = {}): Figure {
  requireObject("plot.bottleneck", "what bottleneck found", found, "topDown");
  // Plotly draws the first at the bottom.
  const rows = found.topDown.toReversed();
  const names = categories(rows.map((row, index) => nameOf(row, rows.length - index)));
  const ordered = slotKinds.toReversed().flatMap(({ name, words, parts }) => {
    const split = parts.filter((part) => rows.some(({ shares }) => part.name in shares));
    const rest = {
      name: split.length > 0 ? `${words}, not split` : words,
      shares: rows.map(
        ({ shares }) => (shares[name] ?? 0) - split.reduce((sum, part) => sum + (shares[part.name] ?? 0), 0),
      ),
    };
    const known = split.map((part) => ({
      name: part.words,
      shares: rows.map(({ shares }) => shares[part.name] ?? 0),
    }));
    // What is left beyond rounding.
    const all = rest.shares.some((share) => share > 0.005) ? [...known, rest] : known;
    return all.map((each, shade) => ({ ...each, colour: tint(places[name]!, shades[shade]!) }));
  });
  const data = inOwnGroups(
    ordered.map(
      (each): Trace => ({
        type: "bar",
        orientation: "h",
        name: each.name,
        x: each.shares.map((share) => 100 * Math.max(0, share)),
        y: names,
        marker: { color: each.colour },
        hovertemplate: `<b>%{y}</b><br>${each.name} %{x:.3~g} %<extra></extra>`,
      }),
    ),
  );
  const { title = "Where the slots of the pipeline went", height = barsHeight(rows.length) + 40 } = options;
  const told = found.sections.map(({ section, dominates, share, doubt }) => {
    return `${section === null ? "" : `${section}: `}${dominates} ${formatNumber(100 * share)} %${doubt === null ? "" : ", in doubt"}`;
  });
  const layout = barsLayout(data, {
    ...{ title, height, barmode: "stack", width: 560 },
    subtitle: told.length > 3 ? `${told.length} CPUs or groups` : told.join("; "),
    ...{ xTitle: "share of the slots (%)", yTitle: "measurement (name)" },
    legend: inOrder,
  });
  return new Figure({ data, layout });
}

/** A colour with white in it, in legends too, which know no opacity. */
function tint(index: number, shade: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour(index).slice(at, at + 2), 16));
  return `rgb(${parts.map((part) => Math.round(255 - shade * (255 - part))).join(", ")})`;
}

function nameOf({ section, time }: TopDown, place: number): string {
  const parts = [section ?? [], time === null ? [] : `${formatNumber(time, 6)} s`].flat();
  return parts.length > 0 ? parts.join(" ") : `all, ${place}`;
}

drawWith<Bottleneck>("bottleneck", bottleneck);
