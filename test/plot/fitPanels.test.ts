import { describe, expect, test } from "vitest";
import { lognormal } from "../../src/distribution/lognormal.js";
import { pareto } from "../../src/distribution/pareto.js";
import { fit as estimate } from "../../src/fit/fit.js";
import { peaksOverThreshold } from "../../src/fit/methods/peaksOverThreshold.js";
import { withoutEstimate } from "../../src/fit/result.js";
import type { Figure } from "../../src/plot/figure.js";
import { plot } from "../../src/plot/plot.js";
import { stream } from "../../src/random/stream.js";

const random = stream("panels");
const latencies = Array.from({ length: 1000 }, () => lognormal(10, 1.2).sample(random));
const fits = estimate(latencies, { families: ["lognormal", "exponential"] });

function points(figure: Figure, name: string): [x: number, y: number][] {
  const trace = figure.data.find((candidate) => candidate.name === name);
  if (!trace) throw new Error(`no trace is called ${name}`);
  const y = trace.y as number[];
  return (trace.x as number[]).map((x, index) => [x, y[index]!]);
}

describe("the empirical distribution function", () => {
  test("is a step at each value, by hand", () => {
    const figure = plot.ecdf([3, 1, 2, 2], [], { unit: "s" });
    expect(points(figure, "measured").slice(1, -1)).toEqual([
      [1, 25],
      [2, 75],
      [3, 100],
    ]);
    expect(figure.data[0]).toMatchObject({ line: { shape: "hv" }, mode: "lines" });
    expect(figure.data).toHaveLength(1);
  });

  test("of buckets is known at their ends only", () => {
    const intervals = [
      [1, 2, 3],
      [2, 4, 1],
    ] as const;
    const figure = plot.ecdf({ intervals }, [], { unit: "s" });
    expect(figure.data[0]).toMatchObject({
      mode: "markers",
      x: [2, 4],
      y: [expect.closeTo(75, 6), expect.closeTo(100, 6)],
    });
  });

  test("stays small for a million values, and right", () => {
    const many = Float64Array.from({ length: 1e6 }, () => random.exponential());
    const figure = plot.ecdf(many, [], { unit: "s" });
    expect(JSON.stringify(figure).length).toBeLessThan(30_000);
    for (const [x, y] of points(figure, "measured").slice(1, -1)) expect(y / 100).toBeCloseTo(-Math.expm1(-x), 2);
  });
});

describe("a panel of plot.fit by itself", () => {
  const panels = [
    ["histogram", plot.histogram],
    ["survival", plot.survival],
    ["qq", plot.qq],
    ["pp", plot.pp],
  ] as const;

  test.each(panels)("plot.%s shows what it shows there", (_, single) => {
    const index = panels.findIndex(([, one]) => one === single);
    const own = plot.fit(fits).data.filter(({ xaxis }) => (xaxis ?? "x1") === `x${index + 1}`);
    expect(single(latencies, fits).data.map(({ x, y }) => [x, y])).toEqual(own.map(({ x, y }) => [x, y]));
  });

  test.each(panels)("plot.%s names every fit in its legend once", (_, single) => {
    const named = single(latencies, fits).data.filter(({ showlegend }) => showlegend !== false);
    for (const family of ["lognormal", "exponential"])
      expect(named.filter(({ name }) => name === family)).toHaveLength(1);
  });

  test("residuals are those of the bars", () => {
    const intervals = [
      [0, 1, 70],
      [1, 2, 20],
      [2, 4, 10],
    ] as const;
    const [best] = estimate({ intervals }, { families: ["exponential"] });
    const law = best!.distribution!;
    const expected = intervals.map(
      ([low, high, count]) => 2 * (Math.sqrt(count) - Math.sqrt(100 * (law.cdf(high) - law.cdf(low)))),
    );
    const shown = plot.residuals({ intervals }, best!, { unit: "s" });
    expect(points(shown, "exponential").map(([, y]) => y)).toEqual(expected.map((value) => expect.closeTo(value, 6)));
  });

  test("the scale of the values can be named", () => {
    expect(plot.survival(latencies, [], { scale: "linear" }).layout).toMatchObject({ xaxis: { type: "linear" } });
    expect(() => plot.survival([0, 1, 5], [], { scale: "log" })).toThrow(
      'plot.survival: a log axis has no place for the value 0; use scale: "linear"',
    );
  });

  test("what cannot be drawn says why", () => {
    expect(() => plot.ecdf([])).toThrow(/^plot\.ecdf: /);
    expect(() => plot.ecdf([1, Number.NaN])).toThrow(/plot\.ecdf: exact\[1\] is NaN/);
    expect(() => plot.survival({ aggregates: [[10, 1000]] })).toThrow("nothing can be drawn without a fit");
    expect(() => plot.qq(latencies, [])).toThrow("plot.qq: expected a result of fit or several, got none");
    const none = withoutEstimate("gamma", "mle", "no-data", "there are no values to fit", 0);
    expect(() => plot.pp(latencies, none)).toThrow("plot.pp: gamma: there are no values to fit");
  });
});

describe("the tail beyond a threshold", () => {
  const values = Array.from({ length: 4000 }, () => pareto(1000, 2).sample(random));
  const fit = peaksOverThreshold(values, 3000);
  const figure = plot.tail(fit, { quantiles: [0.99, 0.9999] });

  test("the share of all values above each, not of the tail only", () => {
    for (const [x, y] of points(figure, "measured")) {
      const above = values.filter((value) => value > 1000 * x * (1 + 1e-9)).length;
      expect(y).toBeCloseTo((100 * (above + 0.5)) / values.length, 6);
    }
  });

  test("the quantiles lie on the law, beyond the data too", () => {
    expect(points(figure, "quantiles")).toEqual(
      [0.99, 0.9999].map((p) => [fit.quantile(p) / 1000, expect.closeTo(100 * (1 - p), 9)]),
    );
    const [x, y] = points(figure, "generalised Pareto")[50]!;
    expect(y).toBeCloseTo(100 * fit.survival(x * 1000), 9);
    expect(figure.data.find(({ name }) => name === "quantiles")?.text).toEqual([
      expect.stringMatching(/^99 %: .* µs$/),
      expect.stringMatching(/^99.99 %: .* µs$/),
    ]);
  });

  test("a quantile below the threshold is refused", () => {
    expect(() => plot.tail(fit, { quantiles: [0.5] })).toThrow(
      /quantiles: expected probabilities from 0\.8\d* on, below 1, got 0\.5/,
    );
  });
});

describe("the Hill plot", () => {
  test("of exact quantiles of a power law is level at its index, within its interval", () => {
    const n = 20_000;
    const values = Array.from({ length: n }, (_, index) => ((index + 0.5) / n) ** (-1 / 1.5));
    const figure = plot.hill(values, { unit: "s", ks: [100, 1000, 10_000] });
    for (const [, alpha] of points(figure, "tail index")) expect(alpha).toBeCloseTo(1.5, 1);
    const [upper, lower, index] = figure.data.map(({ y }) => y as number[]);
    // 1.959964 is the 97.5 % point of the normal law.
    expect(upper![0]! / index![0]!).toBeCloseTo(1 + 1.959964 / 10, 6);
    expect(lower![2]! / index![2]!).toBeCloseTo(1 - 1.959964 / 100, 6);
  });

  test("stays small for many values, and refuses what has no tail", () => {
    const values = Float64Array.from({ length: 200_000 }, () => random.exponential());
    expect(JSON.stringify(plot.hill(values)).length).toBeLessThan(40_000);
    expect(() => plot.hill([0, 0, 1])).toThrow("plot.hill: needs at least 3 positive values, got 1");
    expect(() => plot.hill([1, 2, Number.NaN])).toThrow("plot.hill: expected finite values, one of them is NaN");
  });
});
