import type { Trace } from "../figure.js";
import type { Scale } from "../lines.js";
import type { TheoryBranch } from "./branches.js";
import type { ParameterAxis } from "./parameterAxis.js";
import { finite, type RegimeColumns, type RegimePoint } from "./regimePoints.js";
import { lookOf } from "./regimes.js";

/** The columns that say how far the overhead swings. */
export interface LevelColumns extends Pick<RegimeColumns, "swings"> {
  /**
   * How far the overhead swings from its level to either side, a ratio: `"amplitude"` unless given, read where the table has it. That of
   * damped swings is not drawn: it is what they begin with.
   */
  readonly amplitude?: string;
}

/** A point with what is drawn of it; ratios, NaN where there is none. */
export interface Levelled {
  readonly point: RegimePoint;
  readonly x: number;
  readonly level: number;
  readonly amplitude: number;
}

export function levelled(
  point: RegimePoint,
  { column }: ParameterAxis,
  { amplitude = "amplitude", swings = "swings" }: LevelColumns,
): Levelled {
  const lasting = point.rows.filter((row) => row[swings] !== "damped");
  const all = lasting.map((row) => finite(row[amplitude])).filter(Number.isFinite);
  return {
    point,
    x: point.parameters[column] as number,
    level: point.level?.mean ?? Number.NaN,
    amplitude: all.length > 0 ? all.reduce((sum, value) => sum + value, 0) / all.length : 0,
  };
}

/** The vertical axis: what it shows, ratios. */
export interface Upright {
  readonly scale: Scale;
  readonly range: readonly [low: number, high: number];
}

/**
 * @throws RangeError where no point has a level, or one has none on a log axis
 */
export function uprightOf(
  points: readonly Levelled[],
  theory: readonly TheoryBranch[],
  scale: Scale | undefined,
): Upright {
  const levels = points.map(({ level }) => level).filter(Number.isFinite);
  if (levels.length === 0) throw new RangeError("plot.bifurcation: no point has a level");
  const wrong = scale === "log" ? levels.find((level) => level <= 0) : undefined;
  if (wrong !== undefined)
    throw new RangeError(
      `plot.bifurcation: a log axis has no place for the level ${wrong}; use scale: { y: "linear" }`,
    );
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  const swings = points
    .flatMap(({ level, amplitude }) => [level - amplitude, level + amplitude])
    .filter(Number.isFinite);
  const fixed = theory.flatMap((branch) => branch.points.map(({ y }) => y)).filter(Number.isFinite);
  const highest = Math.max(...swings, ...fixed);
  if ((scale ?? (least > 0 && most >= 5 * least ? "log" : "linear")) === "linear")
    return { scale: "linear", range: [Math.min(0, ...fixed), highest * 1.12] };
  // A trough at zero has no place on it; it goes to the lower edge.
  const lowest = Math.min(
    least / 1.6,
    ...[...swings, ...fixed].filter((value) => value > least / 10).map((value) => value / 1.3),
  );
  return { scale: "log", range: [lowest, highest * 1.6] };
}

/** Between each point and the next the area in which the overhead swings, in the colour of the one that swings. */
export function bands(
  points: readonly Levelled[],
  regimes: readonly string[],
  axis: ParameterAxis,
  { scale, range }: Upright,
): Trace[] {
  const ends = ({ level, amplitude }: Levelled) =>
    [Math.max(scale === "log" ? range[0] : 0, level - amplitude), level + amplitude].map((end) => 100 * end) as [
      number,
      number,
    ];
  const pieces = new Map<string, { x: (number | null)[]; y: (number | null)[] }>();
  points.slice(1).forEach((to, index) => {
    const from = points[index]!;
    if (!(from.amplitude + to.amplitude > 0) || !Number.isFinite(from.level + to.level)) return;
    const { regime } = (to.amplitude > 0 ? to : from).point;
    const piece = pieces.get(regime) ?? { x: [], y: [] };
    const [left, right] = [from.x / axis.unit.size, to.x / axis.unit.size];
    const [[leftLow, leftHigh], [rightLow, rightHigh]] = [ends(from), ends(to)];
    piece.x.push(left, right, right, left, left, null);
    piece.y.push(leftLow, rightLow, rightHigh, leftHigh, leftLow, null);
    pieces.set(regime, piece);
  });
  return [...pieces].map(([regime, { x, y }]) => ({
    type: "scatter",
    mode: "lines",
    name: regime,
    legendgroup: regime,
    showlegend: false,
    x,
    y,
    fill: "toself",
    fillcolor: lookOf(regime, regimes).fill,
    line: { width: 0 },
    hoverinfo: "skip",
  }));
}
