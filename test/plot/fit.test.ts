import { describe, expect, test } from "vitest";
import { displaySymbol, isDisplayable } from "../../src/display/mime.js";
import { lognormal } from "../../src/distribution/lognormal.js";
import { fit as estimate } from "../../src/fit/fit.js";
import { withoutEstimate } from "../../src/fit/result.js";
import type { Figure } from "../../src/plot/figure.js";
import { plot } from "../../src/plot/plot.js";
import { stream } from "../../src/random/stream.js";

const law = lognormal(10, 1.2);

function latencies(count: number): number[] {
  const random = stream("latencies");
  return Array.from({ length: count }, () => law.sample(random));
}

/** The points of a trace of one panel. */
function points(figure: Figure, name: string | undefined, panel: 1 | 2 | 3 | 4): [x: number, y: number][] {
  const axis = panel === 1 ? undefined : `x${panel}`;
  const trace = figure.data.find((candidate) => candidate.name === name && candidate.xaxis === axis);
  if (!trace) throw new Error(`there is no ${name} in panel ${panel}`);
  const y = trace.y as number[];
  return (trace.x as number[]).map((x, index) => [x, y[index]!]);
}

function subtitle(figure: Figure): string {
  return (figure.layout.title as { subtitle: { text: string } }).subtitle.text;
}

/** The share under the outline of the histogram, on a log axis. */
function area(figure: Figure): number {
  const outline = points(figure, "measured", 1);
  return outline.slice(1).reduce((sum, [x, y], index) => sum + y * Math.log10(x / outline[index]![0]), 0);
}

describe("the fits of latencies", () => {
  const values = latencies(2000);
  const figure = plot.fit(estimate(values, { families: ["lognormal", "exponential"] }));

  test("quantiles and shares lie on the diagonal for the law they come from, and not for another", () => {
    const worst = (name: string) => Math.max(...points(figure, name, 4).map(([x, y]) => Math.abs(x - y)));
    expect(worst("lognormal")).toBeLessThan(3);
    expect(worst("exponential")).toBeGreaterThan(8);
    for (const [x, y] of points(figure, "lognormal", 3).slice(20, -20)) expect(y / x).toBeCloseTo(1, 0);
  });

  test("the share above a value is that of the data", () => {
    const sorted = values.toSorted((first, second) => first - second);
    for (const [x, y] of points(figure, "measured", 2)) {
      const above = sorted.filter((value) => value / 1000 > x + 1e-9).length;
      expect(y).toBeCloseTo((100 * (above + 0.5)) / 2000, 6);
    }
    expect(points(figure, "measured", 2).length).toBeLessThanOrEqual(201);
  });

  test("the histogram holds all but the ends, its law nearly as much", () => {
    expect(area(figure)).toBeGreaterThan(99);
    expect(area(figure)).toBeLessThanOrEqual(100 + 1e-9);
  });

  test("the unit is the one that fits, or the one named", () => {
    expect(figure.layout).toMatchObject({ xaxis: { title: { text: "value (µs)" }, type: "log" } });
    const [best] = estimate([1, 2, 2, 3], { families: ["gamma"] });
    const named = plot.fit(best!, { unit: "KiB", name: "record size" });
    expect(named.layout).toMatchObject({ xaxis3: { title: { text: "record size by the fit (KiB)" }, type: "linear" } });
    const counts = plot.fit(estimate([0, 1, 1, 2, 5], { families: ["poisson"] }));
    expect(counts.layout).toMatchObject({ xaxis: { title: { text: "value (count)" } } });
  });

  test("a copy of a result is drawn too, one that has been a text only with its data", () => {
    const results = estimate(values, { families: ["lognormal"] });
    expect(plot.fit({ ...results[0]!, tests: {} }).data).toEqual(plot.fit(results).data);
    const law = lognormal(10, 1.2);
    const foreign = { ...results[0]!, distribution: law };
    expect(() => plot.fit(foreign)).toThrow("the data of the fit of lognormal are not known here");
    expect(plot.fit(foreign, { data: values }).data.length).toBeGreaterThan(5);
  });

  test("what has no estimate cannot be drawn, and says why", () => {
    expect(() => plot.fit([])).toThrow("expected a result");
    expect(() => plot.fit(withoutEstimate("gamma", "mle", "no-data", "there are no values to fit", 0))).toThrow(
      "gamma: there are no values to fit",
    );
  });
});

describe("the fits of data that are not exact", () => {
  test("right-censored values: Kaplan and Meier's curve", () => {
    // Worked out by hand: 4/5, then 4/5 · 2/3 after one of four has left unseen.
    const results = estimate({ exact: [1, 3, 5, 6], rightCensored: [2] }, { families: ["exponential"] });
    const figure = plot.fit(results, { unit: "s" });
    const above = points(figure, "measured", 2).map(([, y]) => y);
    const halves = [1 - 0.2 / 2, 0.8 - 0.8 / 6, (0.8 * 2) / 3 - 0.8 / 6, 0.8 / 3 - 0.8 / 6];
    expect(above).toEqual(halves.map((share) => expect.closeTo(100 * share, 5)));
    expect(subtitle(figure)).toContain("4 values, 1 known from below");
  });

  test("buckets: only their ends, and by how much each differs", () => {
    const counts = new Map<number, number>();
    for (const value of latencies(5000)) {
      const bucket = 2 ** Math.floor(Math.log2(value));
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
    const intervals = [...counts].map(([low, count]) => [low, 2 * low, count] as const);
    const figure = plot.fit(estimate({ intervals }, { families: ["lognormal", "gamma"] }));
    expect(points(figure, "measured", 2).map(([x]) => Math.log2(1000 * x))).toSatisfy((ends: number[]) =>
      ends.every((end) => Math.abs(end - Math.round(end)) < 1e-9),
    );
    expect(area(figure)).toBeCloseTo(100, 6);
    const differences = points(figure, "lognormal", 4).map(([, y]) => y);
    expect(differences).toHaveLength(intervals.length);
    expect(Math.max(...differences.map(Math.abs))).toBeLessThan(3.5);
    expect(Math.max(...points(figure, "gamma", 4).map(([, y]) => Math.abs(y)))).toBeGreaterThan(5);
    expect(figure.layout).toMatchObject({ yaxis4: { title: { text: "measured less fit (standard deviations)" } } });
    expect(subtitle(figure)).toContain(`5,000 in ${intervals.length} buckets`);
  });

  test("values above a threshold are compared with the law above it", () => {
    const exact = latencies(4000).filter((value) => value > 20_000);
    const data = { exact, truncation: { lower: 20_000 } };
    const figure = plot.fit(estimate(data, { families: ["lognormal"] }));
    for (const [x, y] of points(figure, "lognormal", 4)) expect(Math.abs(x - y)).toBeLessThan(5);
    expect(points(figure, "lognormal", 2)[0]![1]).toBeCloseTo(100, 0);
    expect(subtitle(figure)).toContain("none recorded up to 20,000");
  });

  test("ticks of a clock: no bar of the histogram is empty between two of them", () => {
    const ticks = latencies(5000).map((value) => Math.round(value / 5000) * 5000 + 5000);
    const figure = plot.fit(estimate(ticks, { families: ["gamma"] }));
    const heights = points(figure, "measured", 1)
      .slice(1, -1)
      .map(([, y]) => y);
    expect(heights.filter((height) => height === 0)).toEqual([]);
  });

  test("totals are counted, and only the law is drawn", () => {
    const aggregates = [
      [10, 1000],
      [20, 2300],
      [5, 450],
    ] as const;
    const figure = plot.fit(estimate({ aggregates }, { families: ["exponential"] }));
    expect(subtitle(figure)).toContain("3 totals, which only the fit can show");
    expect(points(figure, "exponential", 1).length).toBeGreaterThan(100);
  });
});

test("results show themselves as a table and the figure", async () => {
  const results = estimate(latencies(100), { families: ["lognormal", "gamma"] });
  for (const shown of [results, results[0]!]) {
    if (!isDisplayable(shown)) throw new Error("a result is not displayable");
    const bundle = await shown[displaySymbol]();
    expect(bundle["text/plain"]).toMatch(/family +ΔAIC +estimate\n *lognormal +0\.0 +mu [\s\S]*traces/);
    expect(bundle["text/html"]).toMatch(/<table>[\s\S]*<img alt="the fits" src="data:image\/svg\+xml,/);
  }
  expect(Object.keys(results[0]!)).not.toContain(String(displaySymbol));
});
