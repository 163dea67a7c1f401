import type { Row, Table } from "../table/table.js";
import { Figure, type Trace } from "./figure.js";
import { legendNames } from "./legend.js";
import type { Scale } from "./lines.js";
import { cellLine } from "./phase/cellLine.js";
import { type ParameterAxis, parameterAxis, plotlyAxis } from "./phase/parameterAxis.js";
import {
  explain,
  finite,
  type RegimeColumns,
  type RegimePoint,
  regimePoints,
  tableWith,
} from "./phase/regimePoints.js";
import { lookOf, orderedRegimes } from "./phase/regimes.js";
import { titleFont, topMargin } from "./template.js";
import { formatNumber, formatPercent } from "./unit.js";

/** Fixed points of theory along the parameter, in the units of the table; `y` is a ratio. */
export interface TheoryBranch {
  readonly points: readonly { readonly x: number; readonly y: number; readonly stable: boolean | undefined }[];
  /** `"theory"` unless given. */
  readonly name?: string;
}

/** How {@link bifurcation} is drawn. Columns are named as in the table. */
export interface BifurcationOptions extends RegimeColumns {
  /** The parameter along the horizontal axis. */
  readonly x: string;
  /**
   * How far the overhead swings from its level to either side, a ratio: `"amplitude"` unless given, read where the table has it. That of
   * damped swings is not drawn: it is what they begin with.
   */
  readonly amplitude?: string;
  /** Fixed points drawn over it. */
  readonly theory?: readonly TheoryBranch[];
  /** As of {@link phaseDiagram}. */
  readonly program?: string;
  /** Of both axes, or of each; `"log"` unless given where the values are positive and spread over a factor of 5. */
  readonly scale?: Scale | { readonly x?: Scale; readonly y?: Scale };
  readonly title?: string;
  readonly subtitle?: string;
  readonly xTitle?: string;
  readonly xUnit?: string;
  /** px */
  readonly height?: number;
}

/**
 * The level of the overhead along one parameter, with the band in which it swings, in the colours and marks of its regimes: where the
 * band opens, the system begins to swing for good. A point without a level, as one that explodes, is marked at the upper edge.
 *
 * Replications, `customdata` and `ids` are as in {@link phaseDiagram}; over replications a band is that of their mean amplitude.
 *
 * @throws RangeError for a column that the table does not have, for no rows, for a value that an axis has no place for, or where points
 * at the same place differ in a parameter that is not shown; TypeError for a column of another kind
 */
export function bifurcation(data: Table | readonly Row[], options: BifurcationOptions): Figure {
  const { x } = options;
  const table = tableWith("bifurcation", data, [
    x,
    options.level ?? "level",
    options.amplitude,
    ...(options.parameters ?? []),
  ]);
  const scale = typeof options.scale === "object" ? options.scale : { x: options.scale, y: options.scale };
  const axis = parameterAxis("bifurcation", table, x, { scale: scale.x, title: options.xTitle, unit: options.xUnit });
  const points = regimePoints("bifurcation", table, [x], options)
    .map((point) => levelled(point, axis, options))
    .sort((first, second) => first.x - second.x);
  const upright = uprightOf(points, options, scale.y);
  const regimes = orderedRegimes(points.map(({ point }) => point.regime));
  const traces = [
    ...bands(points, regimes, axis, upright),
    ...(options.theory ?? []).flatMap((branch) => branchOf(branch, axis)),
    ...marks(points, regimes, axis, upright, options.program),
  ];
  const title = options.title ?? `level of the overhead by ${axis.title}`;
  return new Figure({
    data: traces,
    layout: {
      title: { text: title, font: titleFont(title), subtitle: { text: options.subtitle ?? describe(points) } },
      xaxis: plotlyAxis(axis, widened(axis)),
      yaxis: {
        title: { text: "level of the overhead (%)" },
        type: upright.scale,
        range:
          upright.scale === "log"
            ? upright.range.map((end) => Math.log10(100 * end))
            : upright.range.map((end) => 100 * end),
        ...(upright.scale === "log"
          ? { exponentformat: "none", dtick: upright.range[1] / upright.range[0] > 100 ? 1 : "D2" }
          : {}),
      },
      margin: { t: topMargin({ subtitle: true, legend: legendNames(traces) }) },
      height: options.height ?? 480,
    },
  });
}

/** A point with what is drawn of it; ratios, NaN where there is none. */
interface Levelled {
  readonly point: RegimePoint;
  readonly x: number;
  readonly level: number;
  readonly amplitude: number;
}

function levelled(
  point: RegimePoint,
  { column }: ParameterAxis,
  { amplitude = "amplitude", swings = "swings" }: BifurcationOptions,
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
interface Upright {
  readonly scale: Scale;
  readonly range: readonly [low: number, high: number];
}

function uprightOf(
  points: readonly Levelled[],
  { theory = [] }: BifurcationOptions,
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

function widened({ least, most, scale, toAxis, fromAxis }: ParameterAxis): readonly [number, number] {
  const [low, high] = [toAxis(least), toAxis(most)];
  const margin = high > low ? (high - low) / 30 : scale === "log" ? 0.2 : Math.abs(least) / 10 || 1;
  return [fromAxis(low - margin), fromAxis(high + margin)];
}

/** Between each point and the next the area in which the overhead swings, in the colour of the one that swings. */
function bands(
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

function marks(
  points: readonly Levelled[],
  regimes: readonly string[],
  { unit }: ParameterAxis,
  { range }: Upright,
  program: string | undefined,
): Trace[] {
  const percent = (ratio: number) => (Number.isFinite(ratio) ? 100 * ratio : 0);
  return regimes.map((regime) => {
    const own = points.filter(({ point }) => point.regime === regime);
    const { colour, symbol } = lookOf(regime, regimes);
    return {
      type: "scatter",
      mode: "markers",
      name: regime,
      legendgroup: regime,
      x: own.map(({ x }) => x / unit.size),
      y: own.map(({ level }) => 100 * (Number.isFinite(level) ? level : range[1])),
      error_y: {
        type: "data",
        array: own.map(({ point: { level } }) => (level ? percent(level.high - level.mean) : 0)),
        arrayminus: own.map(({ point: { level } }) => (level ? percent(level.mean - level.low) : 0)),
        color: colour,
        thickness: 1.2,
        width: 3,
      },
      ids: own.map(({ point }) => cellLine(point.parameters, program)),
      customdata: own.map(({ point }) => point.parameters),
      text: own.map(
        ({ point, amplitude }) =>
          `${explain(point)}${amplitude > 0 ? `<br>swings by ${formatPercent(amplitude)} to either side` : ""}`,
      ),
      // What has no level stands on the edge, whole.
      cliponaxis: false,
      marker: { color: colour, symbol, size: 9 },
      hovertemplate: "%{text}<br>%{id}<extra></extra>",
    };
  });
}

const branchLooks = [
  { stable: true, what: "stable fixed point", dash: "solid" },
  { stable: false, what: "unstable fixed point", dash: "dash" },
  { stable: undefined, what: "fixed point", dash: "dot" },
] as const;

/** A branch in pieces: solid where it is stable, dashed where not, dotted where nobody knows; each goes to the first point of the next. */
function branchOf({ points, name = "theory" }: TheoryBranch, { unit, title }: ParameterAxis): Trace[] {
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

function describe(points: readonly Levelled[]): string {
  const replicated = points.some(({ point }) => point.rows.length > 1);
  const swinging = points.some(({ amplitude }) => amplitude > 0);
  const without = points.filter(({ level }) => !Number.isFinite(level)).length;
  const parts = [
    replicated ? "mean over replications with its 95 % interval" : "level with its interval",
    swinging ? "area: the swings" : "",
    without > 0 ? `at the upper edge: ${formatNumber(without)} without a level` : "",
  ];
  return parts.filter(Boolean).join("; ");
}
