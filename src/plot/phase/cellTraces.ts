import type { Trace } from "../figure.js";
import { cellLine } from "./cellLine.js";
import type { CellMap } from "./cellMap.js";
import type { PlaneAxes } from "./parameterAxis.js";
import { explain, type RegimePoint } from "./regimePoints.js";
import { lookOf } from "./regimes.js";

/** Five digits: less than a pixel, and a tenth of the bytes. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

function coordinates(path: readonly ({ readonly x: number; readonly y: number } | null)[], { x, y }: PlaneAxes) {
  return {
    x: path.map((point) => (point ? rounded(x.fromAxis(point.x) / x.unit.size) : null)),
    y: path.map((point) => (point ? rounded(y.fromAxis(point.y) / y.unit.size) : null)),
  };
}

/** The areas around points, a trace for each regime. */
export function areas(
  points: readonly RegimePoint[],
  map: CellMap,
  regimes: readonly string[],
  axes: PlaneAxes,
): Trace[] {
  return regimes.flatMap((regime) => {
    const own = map.areas.filter((_, index) => points[index]!.regime === regime);
    if (own.length === 0) return [];
    return {
      type: "scatter",
      mode: "lines",
      name: regime,
      legendgroup: regime,
      showlegend: false,
      // One path of many pieces, so that there are no seams between them.
      ...coordinates(
        own.flatMap((corners) => [...corners, corners[0]!, null]),
        axes,
      ),
      fill: "toself",
      fillcolor: lookOf(regime, regimes).fill,
      line: { width: 0, simplify: false },
      hoverinfo: "skip",
    };
  });
}

/** The lines between neighbours whose regimes differ. */
export function border({ borders }: CellMap, axes: PlaneAxes): Trace[] {
  if (borders.length === 0) return [];
  return [
    {
      type: "scatter",
      mode: "lines",
      name: "border",
      legendgroup: "border",
      showlegend: false,
      ...coordinates(
        borders.flatMap(([from, to]) => [from, to, null]),
        axes,
      ),
      line: { color: "#5b6270", width: 1.2 },
      hoverinfo: "skip",
    },
  ];
}

/** The room of a diagram, px² */
const room = 640 * 320;

/** The points themselves, a trace for each regime, each explained by its hover. */
export function marks(
  points: readonly RegimePoint[],
  regimes: readonly string[],
  { x, y }: PlaneAxes,
  panels: number,
  program: string | undefined,
): Trace[] {
  const size = Math.min(10, Math.max(3, 0.42 * Math.sqrt(room / panels / points.length)));
  return regimes.flatMap((regime) => {
    const own = points.filter((point) => point.regime === regime);
    if (own.length === 0) return [];
    const { colour, symbol } = lookOf(regime, regimes);
    return {
      type: "scatter",
      mode: "markers",
      name: regime,
      legendgroup: regime,
      x: own.map(({ parameters }) => rounded((parameters[x.column] as number) / x.unit.size)),
      y: own.map(({ parameters }) => rounded((parameters[y.column] as number) / y.unit.size)),
      ids: own.map(({ parameters }) => cellLine(parameters, program)),
      customdata: own.map(({ parameters }) => parameters),
      text: own.map(explain),
      marker: { color: colour, symbol, size, line: { width: symbol.endsWith("-open") ? 1 : 0 } },
      hovertemplate: "%{text}<br>%{id}<extra></extra>",
    };
  });
}
