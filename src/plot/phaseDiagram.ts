import type { Row, Table, Value } from "../table/table.js";
import { Figure, type Layout, type Trace } from "./figure.js";
import { legendNames } from "./legend.js";
import type { Scale } from "./lines.js";
import { cellLine } from "./phase/cellLine.js";
import { type CellMap, cellMap } from "./phase/cellMap.js";
import { type ParameterAxis, parameterAxis, plotlyAxis } from "./phase/parameterAxis.js";
import { explain, type RegimeColumns, type RegimePoint, regimePoints, tableWith } from "./phase/regimePoints.js";
import { lookOf, orderedRegimes } from "./phase/regimes.js";
import { titleFont, topMargin } from "./template.js";
import { formatNumber } from "./unit.js";

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

/** How {@link phaseDiagram} is drawn. Columns are named as in the table. */
export interface PhaseDiagramOptions extends RegimeColumns {
  readonly x: string;
  readonly y: string;
  /** The column each of whose values gets a diagram of its own, side by side. */
  readonly panel?: string;
  /** Borders drawn over the diagram. */
  readonly theory?: readonly TheoryBorder[];
  /** The function of the library that makes the model, such as `"article"`; the hover then shows the cell that runs a point. */
  readonly program?: string;
  /** Of both axes, or of each; `"log"` unless given where the values are positive and spread over a factor of 5. */
  readonly scale?: Scale | { readonly x?: Scale; readonly y?: Scale };
  readonly title?: string;
  readonly subtitle?: string;
  readonly xTitle?: string;
  readonly yTitle?: string;
  readonly xUnit?: string;
  readonly yUnit?: string;
  /** px */
  readonly height?: number;
}

/**
 * The regimes over two parameters of a model: around every point of a sweep the part of the plane that is nearer to it than to any
 * other, in the colour of its regime, with its mark; and a line wherever neighbours differ. The points need no grid: where a
 * sweep has refined a border its cells are smaller.
 *
 * Replications of a point are combined, see {@link RegimePoint}. Of every point `customdata` holds its parameters, in the units of the
 * table, and `ids` the line of a cell that runs it, `article({ processes: 3000, lifetime: "100 ms" })`: what a click has at hand.
 *
 * @throws RangeError for a column that the table does not have, for no rows, for a value that an axis has no place for, or where points
 * at the same place differ in a parameter that is not shown; TypeError for a column of another kind
 */
export function phaseDiagram(data: Table | readonly Row[], options: PhaseDiagramOptions): Figure {
  const { x, y, panel } = options;
  const table = tableWith("phaseDiagram", data, [x, y, panel, ...(options.parameters ?? [])]);
  const scale = typeof options.scale === "object" ? options.scale : { x: options.scale, y: options.scale };
  const axes: Axes = {
    x: parameterAxis("phaseDiagram", table, x, { scale: scale.x, title: options.xTitle, unit: options.xUnit }),
    y: parameterAxis("phaseDiagram", table, y, { scale: scale.y, title: options.yTitle, unit: options.yUnit }),
  };
  const points = regimePoints("phaseDiagram", table, panel === undefined ? [x, y] : [x, y, panel], options);
  const values = panel === undefined ? [null] : [...new Set(points.map(({ parameters }) => parameters[panel]!))];
  const regimes = orderedRegimes(points.map(({ regime }) => regime));
  const maps = values.map((value): PanelMap => {
    const own = panel === undefined ? points : points.filter(({ parameters }) => parameters[panel] === value);
    return { value, points: own, cells: cellMap(own, axes.x, axes.y) };
  });
  const traces = maps.map((map, index) =>
    [
      ...cells(map, regimes, axes),
      ...border(map, axes),
      ...marks(map, regimes, axes, maps.length, options.program),
      ...theoryOver(map, options.theory ?? [], axes),
    ].map((trace) => inPanel(trace, index)),
  );
  const all = explainedOnce(traces.flat());
  return new Figure({ data: all, layout: layoutOf(points, maps, legendNames(all), axes, options) });
}

interface Axes {
  readonly x: ParameterAxis;
  readonly y: ParameterAxis;
}

interface PanelMap {
  /** Of the column of panels. */
  readonly value: Value;
  readonly points: readonly RegimePoint[];
  readonly cells: CellMap;
}

function inPanel(trace: Trace, index: number): Trace {
  return index === 0 ? trace : { ...trace, xaxis: `x${index + 1}`, yaxis: `y${index + 1}` };
}

/** Every name once in the legend. */
function explainedOnce(traces: readonly Trace[]): Trace[] {
  const named = new Set<string>();
  return traces.map((trace) => {
    const name = String(trace.legendgroup);
    if (trace.showlegend === false) return trace;
    if (named.has(name)) return { ...trace, showlegend: false };
    named.add(name);
    return trace;
  });
}

/** Five digits: less than a pixel, and a tenth of the bytes. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

function coordinates(path: readonly ({ readonly x: number; readonly y: number } | null)[], { x, y }: Axes) {
  return {
    x: path.map((point) => (point ? rounded(x.fromAxis(point.x) / x.unit.size) : null)),
    y: path.map((point) => (point ? rounded(y.fromAxis(point.y) / y.unit.size) : null)),
  };
}

function cells({ points, cells: { areas } }: PanelMap, regimes: readonly string[], axes: Axes): Trace[] {
  return regimes.flatMap((regime) => {
    const own = areas.filter((_, index) => points[index]!.regime === regime);
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

function border({ cells: { borders } }: PanelMap, axes: Axes): Trace[] {
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

function marks(
  { points }: PanelMap,
  regimes: readonly string[],
  { x, y }: Axes,
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

const theoryKinds = {
  epsilon: { name: "theory: level passes epsilon", dash: "dash" },
  hopf: { name: "theory: begins to swing for good (Hopf)", dash: "solid" },
  explosion: { name: "theory: explosion", dash: "dot" },
} as const;

function theoryOver({ value }: PanelMap, borders: readonly TheoryBorder[], axes: Axes): Trace[] {
  return borders
    .filter(({ panel }) => panel === undefined || panel === value)
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

function layoutOf(
  points: readonly RegimePoint[],
  maps: readonly PanelMap[],
  legend: readonly string[],
  axes: Axes,
  options: PhaseDiagramOptions,
): Layout {
  const title = options.title ?? `regimes by ${axes.x.title} and ${axes.y.title}`;
  const gap = 0.03;
  const width = (1 - gap * (maps.length - 1)) / maps.length;
  const panelAxes = maps.flatMap(({ cells: { ends } }, index) => {
    const number = index === 0 ? "" : String(index + 1);
    const left = index * (width + gap);
    return [
      [
        `xaxis${number}`,
        { ...plotlyAxis(axes.x, ends.x), domain: [left, left + width], anchor: `y${number}`, showgrid: false },
      ],
      [
        `yaxis${number}`,
        {
          ...plotlyAxis(axes.y, ends.y),
          anchor: `x${number}`,
          showgrid: false,
          // The first says what all of them are.
          ...(index === 0 ? {} : { matches: "y", showticklabels: false, title: { text: "" } }),
        },
      ],
    ];
  });
  const names =
    options.panel === undefined ? [] : maps.map(({ value }, index) => nameOfPanel(`${options.panel} ${value}`, index));
  const { height = 520 } = options;
  return {
    title: { text: title, font: titleFont(title), subtitle: { text: options.subtitle ?? describe(points) } },
    ...Object.fromEntries(panelAxes),
    margin: { t: topMargin({ subtitle: true, legend }) + (names.length > 0 ? nameHeight : 0) },
    ...(names.length > 0 ? { annotations: names, legend: { y: 1 + nameHeight / (height - 200) } } : {}),
    height,
  };
}

/** Of the line with the names of panels, px. */
const nameHeight = 24;

function nameOfPanel(text: string, index: number) {
  const axis = index === 0 ? "" : index + 1;
  return { text, showarrow: false, xref: `x${axis} domain`, yref: `y${axis} domain`, x: 0.5, y: 1, yanchor: "bottom" };
}

function describe(points: readonly RegimePoint[]): string {
  const sizes = points.map(({ rows }) => rows.length);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const each =
    most === 1 ? "" : least === most ? `, ${most} replications each` : `, ${least} to ${most} replications each`;
  return `${formatNumber(points.length, 15)} ${points.length === 1 ? "point" : "points"}${each}`;
}
