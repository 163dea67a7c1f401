import { requireObject } from "../argument/argument.js";
import type { Row, Table } from "../table/table.js";
import { Figure, type Trace } from "./figure.js";
import { legendNames } from "./legend.js";
import type { Scale } from "./lines.js";
import { branchOf, type TheoryBranch } from "./phase/branches.js";
import { cellLine } from "./phase/cellLine.js";
import { bands, type LevelColumns, type Levelled, levelled, type Upright, uprightOf } from "./phase/levels.js";
import { type ParameterAxis, parameterAxis, plotlyAxis } from "./phase/parameterAxis.js";
import { explain, type RegimeColumns, regimePoints, tableWith } from "./phase/regimePoints.js";
import { lookOf, orderedRegimes } from "./phase/regimes.js";
import { titleFont, topMargin } from "./template.js";
import { formatNumber, formatPercent } from "./unit.js";

/** How {@link bifurcation} is drawn. Columns are named as in the table. */
export interface BifurcationOptions extends RegimeColumns, LevelColumns {
  /** The parameter along the horizontal axis. */
  readonly x: string;
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
  requireObject("plot.bifurcation", "options with the column x", options, "x");
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
  const upright = uprightOf(points, options.theory ?? [], scale.y);
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

function widened({ least, most, scale, toAxis, fromAxis }: ParameterAxis): readonly [number, number] {
  const [low, high] = [toAxis(least), toAxis(most)];
  const margin = high > low ? (high - low) / 30 : scale === "log" ? 0.2 : Math.abs(least) / 10 || 1;
  return [fromAxis(low - margin), fromAxis(high + margin)];
}

function marks(
  points: readonly Levelled[],
  regimes: readonly string[],
  { unit }: ParameterAxis,
  { range }: Upright,
  program: string | undefined,
): Trace[] {
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
        array: own.map(({ point: { level } }) => 100 * (level ? level.high - level.mean : Number.NaN)),
        arrayminus: own.map(({ point: { level } }) => 100 * (level ? level.mean - level.low : Number.NaN)),
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
