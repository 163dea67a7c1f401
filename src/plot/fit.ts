import { displaySymbol } from "../display/mime.js";
import type { Distribution } from "../distribution/distribution.js";
import { isSample, type Measurements, type Sample, sampleOf } from "../fit/data.js";
import { drawing, evidenceOf } from "../fit/evidence.js";
import type { FitResult } from "../fit/result.js";
import { axisTitle } from "./column.js";
import { Figure, type Layout, type Trace } from "./figure.js";
import { type Bin, binsOf } from "./fitBins.js";
import { type Seen, seen } from "./fitSeen.js";
import { type Atom, sharesOf } from "./fitShares.js";
import { colour, titleFont, topMargin } from "./template.js";
import { formatNumber, timeUnit, type Unit } from "./unit.js";

/** How {@link fitFigure} is drawn. */
export interface FitFigureOptions {
  /** What was measured, where the results do not know it any more: read from a file, or sent by a worker. */
  readonly data?: Measurements;
  /** What the values are called; `"value"` unless given. */
  readonly name?: string;
  /** Their unit; unless given they are ns, shown in the unit that fits them, and counts where the law is one of counts. */
  readonly unit?: string;
  /** How many results are drawn, the best ones; 4 unless given. */
  readonly most?: number;
  readonly title?: string;
  /** px */
  readonly height?: number;
}

/** What all four panels are drawn from. */
interface Shown {
  readonly laws: readonly { readonly result: FitResult; readonly law: Seen }[];
  readonly atoms: readonly Atom[];
  /** The atoms that are drawn: not a million, and more of them where the ends are. */
  readonly points: readonly Atom[];
  readonly bins: readonly Bin[];
  readonly log: boolean;
  readonly range: readonly [low: number, high: number];
  readonly unit: Unit;
  readonly name: string;
}

/** Grey, so that no fit has the colour of the data. */
const dataColour = "#4a5160";
const barColour = "#cfd4dc";
/** Of each curve. */
const curvePoints = 240;
/** As many as a histogram of powers of two has, from 1 ns to minutes. */
const fewBuckets = 40;
/** Marks for the data in each panel. */
const marks = 200;

/**
 * Fits beside what they were fitted to, in four panels: the histogram with the densities; the share above each value, whose
 * log axis shows the tail; the quantiles of each law against those measured; and the shares up to each value against each
 * other, or, where there are only buckets, by how many standard deviations of a count each bar differs.
 *
 * Of censored values the distribution is drawn that they have by themselves (Turnbull's, which is Kaplan and Meier's where it
 * can be); of buckets only what is known, at their ends. Under truncation all is shown as a share of what could be recorded.
 *
 * @throws RangeError for results without a law, or whose data are not known; TypeError for what is not a result
 */
export function fitFigure(results: FitResult | readonly FitResult[], options: FitFigureOptions = {}): Figure {
  const all = "family" in results ? [results] : results;
  const { most = 4, name = "value" } = options;
  const fitted = all.filter(({ distribution }) => distribution).slice(0, most);
  const [best] = fitted;
  if (!best) throw new RangeError(`plot.fit: ${all[0]?.summary ?? "expected a result of fit or several, got none"}`);
  const sample = sampleFor(best, options.data);
  const laws = fitted.map((result) => ({ result, law: seen(result.distribution as Distribution, sample) }));
  const atoms = sharesOf(sample);
  const { log, range } = rangeOf(atoms, laws[0]!.law);
  const unit = options.unit ? { name: options.unit, size: 1 } : unitOfValues(best, laws[0]!.law.quantile(0.5));
  const buckets = sample.intervals.length > 0 && !atoms.some(({ exact }) => exact);
  // A few buckets are shown all; the many of a clock's ticks as values are.
  const bins = binsOf(atoms.length <= fewBuckets && buckets ? atoms : atoms.filter(inTheMiddle), sample, log);
  const shown: Shown = { laws, atoms, points: pointsOf(atoms), bins, log, range, unit, name };
  const fourth = buckets ? residuals(shown, binsOf(atoms, sample, log), sample.size) : probabilities(shown);
  return new Figure({
    data: [...histogram(shown), ...survival(shown), ...quantiles(shown), ...fourth],
    layout: layoutOf(shown, sample, buckets, options),
  });
}

function sampleFor(result: FitResult, data: Measurements | undefined): Sample {
  if (data === undefined) {
    const sample = evidenceOf(result);
    if (sample) return sample;
    throw new RangeError(`plot.fit: the data of the fit of ${result.family} are not known here; pass them as data`);
  }
  const sample = sampleOf(data);
  if (isSample(sample)) return sample;
  throw new RangeError(`plot.fit: ${sample.message}`);
}

function unitOfValues({ distribution }: FitResult, middle: number): Unit {
  return distribution?.kind === "discrete" ? { name: "count", size: 1 } : timeUnit(middle);
}

/** The values the axes run over, and whether they are so far apart that only a log axis shows all. */
function rangeOf(atoms: readonly Atom[], law: Seen): Pick<Shown, "log" | "range"> {
  const finite = atoms.filter(({ at }) => Number.isFinite(at));
  const low = finite[0]?.at ?? law.quantile(0.001);
  const high = finite.at(-1)?.at ?? law.quantile(0.999);
  const log = low > 0 && high / low >= 20;
  const spread = high > low ? high - low : Math.abs(high) || 1;
  return { log, range: log ? [low / 1.1, high * 1.2] : [low - spread / 50, high + spread / 20] };
}

/** Whether a histogram shows it: a few far values would leave all others in one bar, and the other panels show them. */
function inTheMiddle({ upTo, share }: Atom): boolean {
  return upTo > 0.001 && upTo - share < 0.995;
}

/** Spread over the log odds, so that both ends are there. */
function pointsOf(atoms: readonly Atom[]): Atom[] {
  const finite = atoms.filter(({ at }) => Number.isFinite(at));
  if (finite.length <= marks) return finite;
  const end = Math.log(2 * finite.length);
  const chosen = new Set<Atom>();
  let next = 0;
  for (let index = 0; index <= marks; index++) {
    const upTo = 1 / (1 + Math.exp(end * (1 - (2 * index) / marks)));
    while (next < finite.length - 1 && finite[next]!.upTo < upTo) next += 1;
    chosen.add(finite[next]!);
  }
  return [...chosen];
}

/** The share up to a value that its own share is half counted in: where it was measured exactly, the fair place for it. */
function shareUpTo({ upTo, share, exact }: Atom): number {
  return exact ? upTo - share / 2 : upTo;
}

function curve({ log }: Shown, [low, high]: Shown["range"]): number[] {
  return Array.from({ length: curvePoints + 1 }, (_, index) => {
    const part = index / curvePoints;
    return log ? low * (high / low) ** part : low + (high - low) * part;
  });
}

/** A little more than the bars. */
function histogramRange({ bins, log, range }: Shown): readonly [low: number, high: number] {
  const [low, high] = [bins[0]?.low ?? range[0], bins.at(-1)?.high ?? range[1]];
  return log ? [low / 1.1, high * 1.1] : [low - (high - low) / 40, high + (high - low) / 40];
}

function line(index: number, { result }: Shown["laws"][number], axes: string): Trace {
  return {
    type: "scatter",
    mode: "lines",
    name: nameOf(result),
    legendgroup: `${index} ${nameOf(result)}`,
    showlegend: axes === "",
    line: { color: colour(index), width: 2 },
    ...(axes ? { xaxis: `x${axes}`, yaxis: `y${axes}` } : {}),
  };
}

/** The width of a bar on its axis: decades where that is logarithmic, else units. */
function widthOf({ low, high }: Bin, { log, unit }: Shown): number {
  return log ? Math.log10(high / low) : (high - low) / unit.size;
}

function histogram(shown: Shown): Trace[] {
  const { bins, unit, laws, log, name } = shown;
  const per = log ? "a decade" : `a ${unit.name}`;
  const heights = bins.map((bin) => (100 * bin.share) / widthOf(bin, shown));
  // An outline rather than bars, whose widths a log axis would not keep.
  const outline = bins.flatMap(({ low, high }, index) => [
    { x: low, y: heights[index]! },
    { x: high, y: heights[index]! },
  ]);
  const [first, last] = [outline[0], outline.at(-1)];
  const closed = first && last ? [{ x: first.x, y: 0 }, ...outline, { x: last.x, y: 0 }] : [];
  const measured: Trace = {
    type: "scatter",
    mode: "lines",
    name: "measured",
    x: closed.map(({ x }) => x / unit.size),
    y: closed.map(({ y }) => y),
    fill: "tozeroy",
    fillcolor: barColour,
    line: { color: dataColour, width: 1 },
    hovertemplate: `measured<br>${name} %{x:.4~g} ${unit.name}<br>%{y:.3~g} % ${per}<extra></extra>`,
  };
  const curves = laws.map((law, index): Trace => {
    const points =
      law.law.kind === "continuous"
        ? curve(shown, histogramRange(shown)).map((x) => ({
            x,
            y: law.law.density(x) * (log ? x * Math.LN10 : unit.size),
          }))
        : bins.map((bin) => ({
            x: log ? Math.sqrt(bin.low * bin.high) : (bin.low + bin.high) / 2,
            y: law.law.between(bin.low, bin.high) / widthOf(bin, shown),
          }));
    return {
      ...line(index, law, ""),
      x: points.map(({ x }) => x / unit.size),
      y: points.map(({ y }) => 100 * y),
      hovertemplate: `${nameOf(law.result)}<br>${name} %{x:.4~g} ${unit.name}<br>%{y:.3~g} % ${per}<extra></extra>`,
    };
  });
  return [measured, ...curves];
}

function dots(axes: string, points: readonly { x: number; y: number }[], more: Trace): Trace {
  return {
    type: "scatter",
    mode: "markers",
    showlegend: false,
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    xaxis: `x${axes}`,
    yaxis: `y${axes}`,
    marker: { color: dataColour, size: 4 },
    ...more,
  };
}

function survival(shown: Shown): Trace[] {
  const { points, unit, laws, name } = shown;
  const hover = (what: string) => `${what}<br>%{y:.3~g} % above ${name} %{x:.4~g} ${unit.name}<extra></extra>`;
  const measured = points
    // Nothing is above the greatest value, and a log axis has no place for nothing; half of its own share has one.
    .map((atom) => ({ x: atom.at / unit.size, y: 100 * (1 - shareUpTo(atom)) }))
    .filter(({ y }) => y > 1e-9);
  const least = leastShare(shown) / 5;
  const curves = laws.map((law, index): Trace => {
    const x = curve(shown, shown.range);
    const y = x.map((at) => law.law.survival(at));
    // Far below what was measured there is nothing to compare with.
    return {
      ...line(index, law, "2"),
      x: x.map((at) => at / unit.size),
      y: y.map((share) => (share > least ? 100 * share : Number.NaN)),
      hovertemplate: hover(nameOf(law.result)),
    };
  });
  return [...curves, dots("2", measured, { name: "measured", hovertemplate: hover("measured") })];
}

/** Half of what the greatest value has, the lowest point of the data. */
function leastShare({ points }: Shown): number {
  return points.reduce((least, atom) => {
    const above = 1 - shareUpTo(atom);
    return above > 1e-11 ? Math.min(least, above) : least;
  }, 0.1);
}

function quantiles(shown: Shown): Trace[] {
  const { points, unit, laws, range, log, name } = shown;
  const [low, high] = [range[0] / unit.size, range[1] / unit.size];
  const pairs = laws.map((law, index): Trace => {
    const compared = points
      .filter((atom) => shareUpTo(atom) < 1)
      .map((atom) => ({ x: law.law.quantile(shareUpTo(atom)) / unit.size, y: atom.at / unit.size }))
      .filter(({ x }) => Number.isFinite(x) && (!log || x > 0));
    return dots("3", compared, {
      name: nameOf(law.result),
      legendgroup: `${index} ${nameOf(law.result)}`,
      marker: { color: colour(index), size: 4 },
      hovertemplate: `${nameOf(law.result)} %{x:.4~g} ${unit.name}<br>measured ${name} %{y:.4~g} ${unit.name}<extra></extra>`,
    });
  });
  return [diagonal("3", low, high), ...pairs];
}

function probabilities({ points, laws, name, unit }: Shown): Trace[] {
  const pairs = laws.map((law, index): Trace => {
    const compared = points.map((atom) => ({
      // Half of what a law of counts has at a value too, so that both are read at the same place.
      x: 100 * (atom.exact ? law.law.upToMiddle(atom.at) : law.law.upTo(atom.at)),
      y: 100 * shareUpTo(atom),
    }));
    return dots("4", compared, {
      name: nameOf(law.result),
      legendgroup: `${index} ${nameOf(law.result)}`,
      marker: { color: colour(index), size: 4 },
      customdata: points.map(({ at }) => at / unit.size),
      hovertemplate: `up to ${name} %{customdata:.4~g} ${unit.name}<br>${nameOf(law.result)} %{x:.3~f} %<br>measured %{y:.3~f} %<extra></extra>`,
    });
  });
  return [diagonal("4", 0, 100), ...pairs];
}

function residuals(shown: Shown, bins: readonly Bin[], size: number): Trace[] {
  const { laws, unit, log, name } = shown;
  return laws.map((law, index) => {
    const differences = bins.map((bin) => {
      const expected = law.law.between(bin.low, bin.high);
      const x = (log ? Math.sqrt(bin.low * bin.high) : (bin.low + bin.high) / 2) / unit.size;
      // The root of a count has the same deviation, a half, whatever is expected: a bar without any does not hide the rest.
      return { x, y: 2 * (Math.sqrt(size * bin.share) - Math.sqrt(size * expected)) };
    });
    return {
      ...dots("4", differences, {}),
      mode: "lines+markers",
      name: nameOf(law.result),
      legendgroup: `${index} ${nameOf(law.result)}`,
      line: { color: colour(index), width: 1 },
      marker: { color: colour(index), size: 5 },
      hovertemplate: `${nameOf(law.result)}<br>bar at ${name} %{x:.4~g} ${unit.name}<br>%{y:.2~f} standard deviations<extra></extra>`,
    };
  });
}

/** Where both are the same. */
function diagonal(axes: string, low: number, high: number): Trace {
  return {
    type: "scatter",
    mode: "lines",
    showlegend: false,
    x: [low, high],
    y: [low, high],
    xaxis: `x${axes}`,
    yaxis: `y${axes}`,
    line: { color: "#9aa1ad", width: 1, dash: "dash" },
    hoverinfo: "skip",
  };
}

function layoutOf(shown: Shown, sample: Sample, buckets: boolean, options: FitFigureOptions): Layout {
  const { laws, log, range, unit, name, bins } = shown;
  const { result } = laws[0]!;
  const title = options.title ?? (laws.length === 1 ? `Fit of ${nameOf(result)}` : `Fits of ${laws.length} families`);
  const type = log ? "log" : "linear";
  const onAxis = (ends: readonly number[]) => ends.map((end) => (log ? Math.log10(end / unit.size) : end / unit.size));
  const bars = onAxis(histogramRange(shown));
  const decadesOf = ([low = 0, high = 0]: readonly number[]) => high - low;
  const decades = Math.log10(100 * leastShare(shown)) - 0.3;
  const values = { title: { text: axisTitle(name, unit) }, type, range: onAxis(range) };
  const [left, right] = [
    [0, 0.44],
    [0.56, 1],
  ];
  const [top, bottom] = [
    [0.57, 1],
    [0, 0.42],
  ];
  const y = (text: string, domain: number[] | undefined, anchor: string, more: object) => ({
    title: { text },
    domain,
    anchor,
    ...more,
  });
  return {
    title: { text: title, font: titleFont(title), subtitle: { text: describe(sample, result, laws.length) } },
    height: options.height ?? 720,
    margin: { t: topMargin({ subtitle: true, legend: true }) },
    // Every digit of a decade, as Plotly would have it, is too much for half a figure.
    xaxis: {
      ...values,
      range: bars,
      domain: left,
      anchor: "y",
      ...(log && decadesOf(bars) < 2 ? { dtick: "D2" } : {}),
    },
    yaxis: y(log ? "density (% per decade)" : `density (% per ${unit.name})`, top, "x", { rangemode: "tozero" }),
    xaxis2: { ...values, domain: right, anchor: "y2" },
    yaxis2: y("share above it (%)", top, "x2", {
      type: "log",
      exponentformat: "none",
      range: [decades, 2.1],
      dtick: decades < 0 ? 1 : "D2",
    }),
    xaxis3: { ...values, title: { text: axisTitle(`${name} by the fit`, unit) }, domain: left, anchor: "y3" },
    yaxis3: y(axisTitle(`${name} as measured`, unit), bottom, "x3", { type, range: onAxis(range) }),
    xaxis4: buckets
      ? { ...values, domain: right, anchor: "y4" }
      : { title: { text: "share up to it by the fit (%)" }, range: [0, 100], domain: right, anchor: "y4" },
    yaxis4: buckets
      ? y("measured less fit (standard deviations)", bottom, "x4", { zeroline: true, zerolinecolor: "#9aa1ad" })
      : y("share up to it as measured (%)", bottom, "x4", { range: [0, 100] }),
    ...(bins.length > 0 ? {} : { annotations: [noHistogram] }),
  };
}

const noHistogram = {
  text: "nothing to make a histogram of",
  showarrow: false,
  xref: "x domain",
  yref: "y domain",
  x: 0.5,
  y: 1,
};

/** The family, and what is made of it where the law is no member of it, as a mixture is not. */
function nameOf({ family, distribution }: FitResult): string {
  return !distribution || distribution.family === family ? family : `${distribution.family} (${family})`;
}

/** What the data are made of, and the best fit in a few words. */
function describe(sample: Sample, best: FitResult, laws: number): string {
  const { exact, leftCensored, rightCensored, intervals, aggregates, lower, upper } = sample;
  const inBuckets = intervals.reduce((sum, [, , count]) => sum + count, 0);
  const exactly = sample.size - leftCensored.length - rightCensored.length - aggregates.length - inBuckets;
  const parts = [
    exact.length > 0 ? `${formatNumber(exactly, 15)} values` : "",
    inBuckets > 0 ? `${formatNumber(inBuckets, 15)} in ${formatNumber(intervals.length)} buckets` : "",
    leftCensored.length > 0 ? `${formatNumber(leftCensored.length)} known from above` : "",
    rightCensored.length > 0 ? `${formatNumber(rightCensored.length)} known from below` : "",
    aggregates.length > 0 ? `${formatNumber(aggregates.length)} totals, which only the fit can show` : "",
    Number.isFinite(lower) ? `none recorded up to ${formatNumber(lower)}` : "",
    Number.isFinite(upper) ? `none recorded above ${formatNumber(upper)}` : "",
  ].filter(Boolean);
  const parameters = Object.entries(best.parameters ?? {}).map(([name, value]) => `${name} ${formatNumber(value, 4)}`);
  // A mixture has more of them than a line has room for; its summary tells them.
  const values = parameters.length <= 4 ? `(${parameters.join(", ")})` : "";
  return `${parts.join(", ")}; ${laws > 1 ? "best " : ""}${nameOf(best)}${values}`;
}

drawing.of = async (results) => fitFigure(results)[displaySymbol]();
