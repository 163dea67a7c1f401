/**
 * The look of every figure, in one place: a Plotly template, which a figure's own layout overrides.
 *
 * The colours are those of Okabe and Ito (2008), which people with the common colour vision deficiencies tell apart, in an
 * order that keeps neighbours far from each other; yellow is left out, because a thin line of it is lost on white.
 */
export const palette: readonly string[] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

/** Drawn with the colours, for readers and printers without any. */
export const symbols: readonly string[] = ["circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "x"];

/** Fonts with the widths of Helvetica, one of which nearly every system has. */
export const fontFamily = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

const ink = "#1f2430";
const quiet = "#5b6270";
const grid = "#e6e8ec";

const axis = {
  automargin: true,
  gridcolor: grid,
  linecolor: "#9aa1ad",
  showline: true,
  ticks: "outside",
  tickcolor: "#9aa1ad",
  ticklen: 5,
  tickfont: { size: 12, color: quiet },
  title: { standoff: 10, font: { size: 13, color: ink } },
  zeroline: false,
  separatethousands: true,
  // From a million on; below, numbers with few zeros read better, and agree with those of a logarithmic axis.
  exponentformat: "SI",
  minexponent: 5,
};

/** The template; `layout.template` of every figure that names no other. */
export const template = {
  layout: {
    font: { family: fontFamily, size: 13, color: ink },
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    colorway: palette,
    margin: { l: 72, r: 40, t: 104, b: 60 },
    separators: ".,",
    title: {
      x: 0,
      xref: "paper",
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      pad: { t: 12 },
      font: { size: 17 },
      subtitle: { font: { size: 13, color: quiet } },
    },
    // Above the data, in the order of the traces; never over them.
    legend: {
      orientation: "h",
      x: 0,
      xanchor: "left",
      y: 1.02,
      yanchor: "bottom",
      font: { size: 12 },
      title: { font: { size: 12, color: quiet } },
      tracegroupgap: 0,
    },
    // In the right margin, where it covers neither the title nor the data.
    modebar: { orientation: "v", bgcolor: "rgba(255, 255, 255, 0)" },
    hovermode: "closest",
    hoverlabel: { align: "left", bgcolor: "#ffffff", bordercolor: "#9aa1ad", font: { size: 12, color: ink } },
    xaxis: axis,
    yaxis: axis,
  },
  data: {
    scatter: [{ line: { width: 2 }, marker: { size: 7 } }],
  },
};

/** A low figure has no room for a column of buttons in its right margin: there they are in a row, at its upper edge. */
export function modebarFor(height: number): { readonly modebar?: object } {
  return height < 320 ? { modebar: { orientation: "h" } } : {};
}

/** The room right of the data for a legend with many entries, which would not fit above it. */
export const legendAtTheSide = { orientation: "v", x: 1.02, xanchor: "left", y: 1, yanchor: "top" };

/** The room above the data, px: for the title, a subtitle, a legend, whose names may need several rows of the data's width. */
export function topMargin({
  subtitle,
  legend,
  width = 690,
}: {
  readonly subtitle: boolean;
  readonly legend: boolean | readonly string[];
  readonly width?: number;
}): number {
  const rows = legend === true ? 1 : legend === false ? 0 : legendRows(legend, width);
  return 48 + (subtitle ? 28 : 0) + (rows > 0 ? 28 + 20 * (rows - 1) : 0);
}

/** The rows of a legend, about: each name has its mark beside it. */
function legendRows(names: readonly string[], room: number): number {
  const widths = [...new Set(names)].map((name) => 42 + 5.6 * name.length);
  let [rows, left] = [0, 0];
  for (const width of widths) {
    if (width > left) [rows, left] = [rows + 1, room];
    left -= width;
  }
  return rows;
}

/** The font of a title: smaller where it is long, so that it fits a figure as wide as a cell. */
export function titleFont(title: string): { readonly size: number } {
  return { size: Math.max(10, Math.min(17, Math.floor((17 * 84) / title.length))) };
}

/** The kind of a line, which tells lines of one colour apart where there are more of them than colours. */
export function dash(index: number): string {
  return ["solid", "dash", "dot", "dashdot"][Math.floor(index / palette.length) % 4]!;
}

/** A colour of the palette, the same again after the last. */
export function colour(index: number): string {
  return palette[index % palette.length]!;
}

/** A colour of the palette as the fill of a band. */
export function pale(index: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour(index).slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, 0.18)`;
}
