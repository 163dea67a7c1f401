import { requireObject } from "../argument/argument.js";
import type { Row, Table, Value } from "../table/table.js";
import { Figure, type Layout, type Trace } from "./figure.js";
import { legendNames } from "./legend.js";
import type { Scale } from "./lines.js";
import { type CellMap, cellMap } from "./phase/cellMap.js";
import { areas, border, marks } from "./phase/cellTraces.js";
import { type PlaneAxes, parameterAxis, plotlyAxis } from "./phase/parameterAxis.js";
import { type RegimeColumns, type RegimePoint, regimePoints, tableWith } from "./phase/regimePoints.js";
import { orderedRegimes } from "./phase/regimes.js";
import { type TheoryBorder, theoryOver } from "./phase/theoryBorders.js";
import { titleFont, topMargin } from "./template.js";
import { formatNumber } from "./unit.js";

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
  requireObject("plot.phaseDiagram", "options with the columns x and y", options, "x", "y");
  const { x, y, panel } = options;
  const table = tableWith("phaseDiagram", data, [x, y, panel, ...(options.parameters ?? [])]);
  const scale = typeof options.scale === "object" ? options.scale : { x: options.scale, y: options.scale };
  const axes: PlaneAxes = {
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
      ...areas(map.points, map.cells, regimes, axes),
      ...border(map.cells, axes),
      ...marks(map.points, regimes, axes, maps.length, options.program),
      ...theoryOver(map.value, options.theory ?? [], axes),
    ].map((trace) => inPanel(trace, index)),
  );
  const all = explainedOnce(traces.flat());
  return new Figure({ data: all, layout: layoutOf(points, maps, legendNames(all), axes, options) });
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

function layoutOf(
  points: readonly RegimePoint[],
  maps: readonly PanelMap[],
  legend: readonly string[],
  axes: PlaneAxes,
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
