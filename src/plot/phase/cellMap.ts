import type { ParameterAxis } from "./parameterAxis.js";
import type { RegimePoint } from "./regimePoints.js";
import { type Bounds, type Corner, voronoi } from "./voronoi.js";

/** A place in the coordinates of the axes. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** The plane divided among points. */
export interface CellMap {
  /** Of each point the corners of its part, in the coordinates of the axes. */
  readonly areas: readonly (readonly Place[])[];
  /** The sides between neighbours whose regimes differ. */
  readonly borders: readonly (readonly [from: Place, to: Place])[];
  /** Where the axes begin and end, in the parameters' own units. */
  readonly ends: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
}

/** Divides the plane of two axes among points: each gets what is nearer to it than to any other, seen as the axes show it. */
export function cellMap(points: readonly RegimePoint[], x: ParameterAxis, y: ParameterAxis): CellMap {
  const across = unitLength(points, x);
  const up = unitLength(points, y);
  const places = points.map(({ parameters }) => ({
    x: across.to(parameters[x.column] as number),
    y: up.to(parameters[y.column] as number),
  }));
  const bounds: Bounds = { left: across.low, right: across.high, bottom: up.low, top: up.high };
  const cells = voronoi(places, bounds);
  const placed = (corner: Corner): Place => ({ x: across.from(corner.x), y: up.from(corner.y) });
  const borders = cells.flatMap(({ corners }, index) =>
    corners.flatMap((corner, at) => {
      // Each side belongs to two cells, and is drawn for one of them.
      if (corner.beyond <= index || points[corner.beyond]!.regime === points[index]!.regime) return [];
      return [[placed(corner), placed(corners[(at + 1) % corners.length]!)] as const];
    }),
  );
  return {
    areas: cells.map(({ corners }) => corners.map(placed)),
    borders,
    ends: {
      x: [x.fromAxis(across.from(across.low)), x.fromAxis(across.from(across.high))],
      y: [y.fromAxis(up.from(up.low)), y.fromAxis(up.from(up.high))],
    },
  };
}

/** The axis as a length of 1 from the least to the greatest value, with half a cell more at each end. */
function unitLength(points: readonly RegimePoint[], axis: ParameterAxis) {
  const all = new Set(points.map(({ parameters }) => axis.toAxis(parameters[axis.column] as number)));
  const sorted = Float64Array.from(all).sort();
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  // A single value has the room of half a decade, or of a tenth of itself.
  const length = most > least ? most - least : axis.scale === "log" ? 0.5 : Math.abs(least) / 10 || 1;
  const half = (first: number, second: number | undefined) =>
    second === undefined ? 0.5 : Math.max(0.015, Math.abs(first - second) / length / 2);
  return {
    to: (value: number) => (axis.toAxis(value) - least) / length,
    from: (place: number) => least + place * length,
    low: -half(least, sorted[1]),
    high: (most > least ? 1 : 0) + half(most, sorted.at(-2)),
  };
}
