import type { Value } from "../../table/table.js";
import type { Trace } from "../figure.js";
import { rounded } from "./cellTraces.js";
import type { PlaneAxes } from "./parameterAxis.js";

/** A border that theory has between regimes, in the columns and units of the table. */
export interface TheoryBorder {
  /** Where the level passes epsilon, where it begins to swing for good, where it grows without bound. */
  readonly kind: "epsilon" | "hopf" | "explosion";
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Unless given, what the kind says. */
  readonly name?: string;
  /** In which panel it belongs; in all of them unless given. */
  readonly panel?: Value;
}

const theoryKinds = {
  epsilon: { name: "theory: level passes epsilon", dash: "dash" },
  hopf: { name: "theory: begins to swing for good (Hopf)", dash: "solid" },
  explosion: { name: "theory: explosion", dash: "dot" },
} as const;

/** The borders that belong in a panel, drawn over it. */
export function theoryOver(panelValue: Value, borders: readonly TheoryBorder[], axes: PlaneAxes): Trace[] {
  return borders
    .filter(({ panel }) => panel === undefined || panel === panelValue)
    .flatMap(({ kind, points, name }) => {
      const look = theoryKinds[kind];
      if (!look)
        throw new RangeError(
          `plot.phaseDiagram: theory of the kind ${JSON.stringify(kind)}; known: ${Object.keys(theoryKinds).join(", ")}`,
        );
      const shown = name ?? look.name;
      const line: Trace = {
        type: "scatter",
        mode: "lines",
        name: shown,
        legendgroup: shown,
        x: points.map((point) => rounded(point.x / axes.x.unit.size)),
        y: points.map((point) => rounded(point.y / axes.y.unit.size)),
        line: { color: "#000000", width: 2.5, dash: look.dash },
        hovertemplate: `${shown}<br>${axes.x.title} %{x:.4~g}<br>${axes.y.title} %{y:.4~g}<extra></extra>`,
      };
      // Light beneath, so that it is seen on every colour.
      const under = { ...line, showlegend: false, hovertemplate: undefined, hoverinfo: "skip" };
      return [{ ...under, line: { color: "rgba(255, 255, 255, 0.85)", width: 6 } }, line];
    });
}
