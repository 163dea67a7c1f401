import { requireArray } from "../argument/argument.js";
import { Table } from "../table/table.js";
import { axisTitle } from "./column.js";
import { Figure } from "./figure.js";
import { colour, titleFont, topMargin } from "./template.js";
import { formatNumber, timeUnit, type Unit } from "./unit.js";

/** A paired difference with its interval. */
export interface Difference {
  readonly name: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** How {@link tornado} is drawn. */
export interface TornadoOptions {
  /** What differs, such as `"overhead"`; `"difference"` unless given. */
  readonly name?: string;
  /** The unit of the differences; durations in `"ns"` are shown in the unit that fits them. */
  readonly unit?: string;
  /** The differences are of ratios, and shown in percentage points. */
  readonly percent?: boolean;
  /** How many are drawn, the largest; 20 unless given. */
  readonly most?: number;
  readonly title?: string;
  readonly subtitle?: string;
  /** px */
  readonly height?: number;
}

const barHeight = 26;

/**
 * Differences as bars from zero, the largest on top, each with its interval. One whose interval holds zero is pale: it may be
 * luck.
 *
 * @throws RangeError for no rows, a number that is not finite, or an interval that does not hold its mean; TypeError for a table
 * whose columns `mean`, `low` and `high` are not numbers
 */
export function tornado(rows: Table | readonly Difference[], options: TornadoOptions = {}): Figure {
  const all = differencesOf(rows);
  const { name = "difference", most = 20 } = options;
  const { title = `${name}: what changes it most` } = options;
  // Plotly draws the first at the bottom.
  const shown = all
    .toSorted((first, second) => Math.abs(second.mean) - Math.abs(first.mean))
    .slice(0, most)
    .reverse();
  const largest = Math.max(...shown.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  const { name: unit, size } = unitOf(options, largest);
  const sure = shown.map(({ low, high }) => low > 0 || high < 0);
  const hidden = all.length > shown.length ? `, the ${shown.length} largest of ${all.length}` : "";
  return new Figure({
    data: [
      {
        type: "bar",
        orientation: "h",
        showlegend: false,
        x: shown.map(({ mean }) => mean / size),
        y: shown.map((row) => row.name),
        marker: {
          color: shown.map(({ mean }, index) => (sure[index] ? colour(mean < 0 ? 0 : 1) : "#cfd4dc")),
          pattern: { shape: sure.map((one) => (one ? "" : "/")), fgcolor: "#9aa1ad" },
        },
        error_x: {
          type: "data",
          array: shown.map(({ mean, high }) => (high - mean) / size),
          arrayminus: shown.map(({ mean, low }) => (mean - low) / size),
          color: "#1f2430",
          thickness: 1.5,
          width: 5,
        },
        customdata: shown.map(
          ({ low, high }, index) =>
            `${formatNumber(low / size)} to ${formatNumber(high / size)}${sure[index] ? "" : "; may be zero"}`,
        ),
        hovertemplate: `<b>%{y}</b><br>${name} %{x:.3~g} ${unit}<br>%{customdata}<extra></extra>`,
      },
    ],
    layout: {
      title: {
        text: title,
        font: titleFont(title),
        subtitle: { text: options.subtitle ?? `with their intervals${hidden}; hatched: may be zero` },
      },
      xaxis: {
        title: { text: axisTitle(name, { name: unit, size }) },
        zeroline: true,
        zerolinecolor: "#1f2430",
        zerolinewidth: 1.5,
      },
      yaxis: { title: { text: "change (name)" }, ticks: "", showgrid: false, type: "category" },
      margin: { t: topMargin({ subtitle: true, legend: false }) },
      height:
        options.height ?? topMargin({ subtitle: true, legend: false }) + 80 + barHeight * Math.max(3, shown.length),
    },
  });
}

function unitOf({ unit, percent }: TornadoOptions, largest: number): Unit {
  if (percent) return { name: unit ?? "percentage points", size: 0.01 };
  return unit === "ns" ? timeUnit(largest) : { name: unit ?? "unit not given", size: 1 };
}

function differencesOf(rows: Table | readonly Difference[]): Difference[] {
  const list: readonly Difference[] =
    rows instanceof Table
      ? (["mean", "low", "high"] as const).reduce<Difference[]>(
          (all, column) => {
            const values = rows.numbers(column);
            return all.map((row, index) => ({ ...row, [column]: values[index]! }));
          },
          rows.column("name").map((name) => ({ name: String(name), mean: 0, low: 0, high: 0 })),
        )
      : rows;
  requireArray("plot.tornado", "a table or a list of differences", list);
  if (list.length === 0) throw new RangeError("plot.tornado: expected at least one difference, got none");
  for (const [index, { name, mean, low, high }] of list.entries()) {
    if (![mean, low, high].every(Number.isFinite))
      throw new RangeError(
        `plot.tornado: row ${index} (${name}): expected finite numbers, got ${mean}, ${low} to ${high}`,
      );
    if (!(low <= mean && mean <= high))
      throw new RangeError(
        `plot.tornado: row ${index} (${name}): the interval ${low} to ${high} does not hold ${mean}`,
      );
  }
  return [...list];
}
