import type { Trace } from "../figure.js";
import type { ParameterAxis } from "./parameterAxis.js";

/** Fixed points of theory along the parameter, in the units of the table; `y` is a ratio. */
export interface TheoryBranch {
  readonly points: readonly { readonly x: number; readonly y: number; readonly stable: boolean | undefined }[];
  /** `"theory"` unless given. */
  readonly name?: string;
}

const branchLooks = [
  { stable: true, what: "stable fixed point", dash: "solid" },
  { stable: false, what: "unstable fixed point", dash: "dash" },
  { stable: undefined, what: "fixed point", dash: "dot" },
] as const;

/** A branch in pieces: solid where it is stable, dashed where not, dotted where nobody knows; each goes to the first point of the next. */
export function branchOf({ points, name = "theory" }: TheoryBranch, { unit, title }: ParameterAxis): Trace[] {
  return branchLooks.flatMap(({ stable, what, dash }) => {
    if (!points.some((point) => point.stable === stable)) return [];
    const path = points.map((point, index) => {
      const before = points[index - 1];
      return point.stable === stable || (before !== undefined && before.stable === stable) ? point : null;
    });
    const shown = `${name}: ${what}`;
    return {
      type: "scatter",
      mode: "lines",
      name: shown,
      legendgroup: shown,
      // Drawn below the marks, named after them.
      legendrank: 1001,
      x: path.map((point) => (point ? point.x / unit.size : null)),
      y: path.map((point) => (point ? 100 * point.y : null)),
      line: { color: "#000000", width: 1.8, dash },
      hovertemplate: `${shown}<br>${title} %{x:.4~g}<br>level %{y:.3~g} %<extra></extra>`,
    };
  });
}
