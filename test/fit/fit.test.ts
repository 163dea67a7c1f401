import { describe, expect, test } from "vitest";
import { families } from "../../src/distribution/families.js";
import { gev } from "../../src/distribution/gev.js";
import { gpd } from "../../src/distribution/gpd.js";
import { laplace } from "../../src/distribution/laplace.js";
import { lognormal } from "../../src/distribution/lognormal.js";
import { negativeBinomial } from "../../src/distribution/negativeBinomial.js";
import { normal } from "../../src/distribution/normal.js";
import { weibull } from "../../src/distribution/weibull.js";
import { fit as fitFamilies } from "../../src/fit/fit.js";
import type { FitResult } from "../../src/fit/result.js";
import { stream } from "../../src/random/stream.js";

const waits = Float64Array.from({ length: 500 }, drawnFrom(lognormal(3, 0.8), "waits"));

function drawnFrom(law: { sample: (numbers: ReturnType<typeof stream>) => number }, seed: string): () => number {
  const numbers = stream(seed);
  return () => law.sample(numbers);
}

function only(results: FitResult[]): FitResult {
  expect(results.length).toBe(1);
  return results[0]!;
}

describe("fit", () => {
  test("ranks the families that suit the data, best first", () => {
    const results = fitFamilies(waits);
    expect(results[0]!.family).toBe("lognormal");
    const criteria = results.map(({ aic }) => aic).filter((aic) => !Number.isNaN(aic));
    expect(criteria).toEqual([...criteria].sort((first, second) => first - second));
  });

  test("says that it took whole numbers for counts, and finds the law of times where it is told their tick", () => {
    const draw = drawnFrom(lognormal(3, 0.8), "microseconds");
    const microseconds = Array.from({ length: 4000 }, () => Math.round(draw()));
    const codes = (result: FitResult) => result.warnings.map(({ code }) => code);
    const counts = fitFamilies(microseconds);
    expect(counts.map(({ family }) => family).sort()).toEqual(["geometric", "negative-binomial", "poisson"]);
    for (const each of counts) expect(codes(each)).toEqual(["counts"]);
    expect(counts[0]!.warnings[0]!.message).toContain("resolution: 1");
    const times = fitFamilies(microseconds, { resolution: 1 });
    expect(times[0]!.family).toBe("lognormal");
    expect(codes(times[0]!)).not.toContain("counts");
    expect(codes(only(fitFamilies(microseconds, { families: ["poisson"] })))).not.toContain("counts");
    expect(fitFamilies(waits).flatMap(codes)).not.toContain("counts");
  });

  test("takes families as functions, and gives their distribution", () => {
    const { distribution, parameters } = only(fitFamilies(waits, { families: [weibull] }));
    expect(distribution?.toJSON()).toEqual({ family: "weibull", parameters });
  });

  test("a unit of the data changes parameters by it and nothing else", () => {
    for (const name of ["gamma", "weibull", "gev", "student-t", "burr12", "lognormal", "exponential"]) {
      const plain = only(fitFamilies(waits, { families: [name] }));
      const tiny = only(
        fitFamilies(
          waits.map((value) => value * 2 ** -40),
          { families: [name] },
        ),
      );
      expect(tiny.logLikelihood / (plain.logLikelihood + 500 * 40 * Math.LN2)).toBeCloseTo(1, 12);
      expect(tiny.distribution!.quantile(0.9) / (plain.distribution!.quantile(0.9) * 2 ** -40)).toBeCloseTo(1, 9);
    }
  });

  test("integer weights are repetitions", () => {
    const exact = [...waits.subarray(0, 60)];
    const weights = exact.map((_, index) => 1 + (index % 4));
    const repeated = exact.flatMap((value, index) => Array.from({ length: weights[index]! }, () => value));
    for (const name of ["gamma", "loglogistic", "laplace", "inverse-gamma"]) {
      const first = only(fitFamilies({ exact, weights }, { families: [name] }));
      const second = only(fitFamilies(repeated, { families: [name] }));
      for (const [parameter, value] of Object.entries(first.parameters!))
        expect(second.parameters![parameter]! / value).toBeCloseTo(1, 7);
      expect(first.logLikelihood).toBeCloseTo(second.logLikelihood, 8);
    }
  });

  test("many values have the estimate that the sketch is only a way to", () => {
    const many = Float64Array.from({ length: 20_000 }, drawnFrom(gev(10, 3, 0.2), "many"));
    for (const name of ["gev", "student-t", "logistic"]) {
      const quick = only(fitFamilies(many, { families: [name] }));
      // Weights that differ in the last digits make no ties and change nothing else.
      const names = Object.keys(quick.parameters!);
      const law = families.get(name)!;
      const at = (values: number[]): number => {
        const { logPdf } = law(...values);
        return many.reduce((sum, value) => sum + logPdf(value), 0);
      };
      const best = Object.values(quick.parameters!);
      expect(quick.logLikelihood / at(best)).toBeCloseTo(1, 12);
      for (const [index, parameter] of names.entries()) {
        const error = quick.standardErrors![parameter]!;
        const moved = (by: number): number[] =>
          best.map((value, each) => (each === index ? value + by * error : value));
        const slope = (at(moved(1e-2)) - at(moved(-1e-2))) / 2e-2;
        expect(Math.abs(slope)).toBeLessThan(1e-3);
      }
    }
  });

  test("a law that ends is not fitted short of the greatest of many values", () => {
    const many = Float64Array.from({ length: 20_000 }, drawnFrom(gpd(10, -0.4), "ends"));
    const { status, distribution, logLikelihood } = only(fitFamilies(many, { families: ["gpd"] }));
    expect([status, Number.isFinite(logLikelihood)]).toEqual(["converged", true]);
    expect(distribution!.support[1]).toBeGreaterThan(Math.max(...many));
  });

  test("counts and medians of many values are exact", () => {
    const counts = Float64Array.from({ length: 5001 }, drawnFrom(negativeBinomial(3, 0.3), "counts"));
    expect(only(fitFamilies(counts, { families: ["negative-binomial"] })).status).toBe("converged");
    const errors = Float64Array.from({ length: 5001 }, drawnFrom(laplace(3, 2), "errors"));
    expect(only(fitFamilies(errors, { families: ["laplace"] })).parameters!.mu).toBe(
      [...errors].sort((a, b) => a - b)[2500],
    );
  });

  test("a parameter held is not counted; a bound that holds is said", () => {
    const held = only(fitFamilies(waits, { families: ["gamma"], fixed: { shape: 2 } }));
    expect([held.k, held.parameters!.shape, held.covariance!.order]).toEqual([1, 2, ["scale"]]);
    const bounded = only(fitFamilies(waits, { families: ["weibull"], bounds: { shape: [2, 5] } }));
    expect([bounded.status, bounded.converged, bounded.parameters!.shape]).toEqual(["boundary", false, 2]);
    expect(bounded.warnings[0]!.message).toMatch(/shape is at its bound 2/);
    const free = only(fitFamilies(waits, { families: ["weibull"], bounds: { shape: [0.1, 5] } }));
    expect(free.status).toBe("converged");
  });

  test("all parameters may be held: the likelihood of a given law", () => {
    const result = only(fitFamilies(waits, { families: ["lognormal"], fixed: { mu: 3, sigma: 0.8 } }));
    const { logPdf } = lognormal(3, 0.8);
    expect(result.k).toBe(0);
    expect(result.logLikelihood).toBeCloseTo(
      waits.reduce((sum, value) => sum + logPdf(value), 0),
      8,
    );
  });

  test("a clock's resolution is seen through", () => {
    const seen = Float64Array.from({ length: 4000 }, drawnFrom(normal(20, 5), "clock"));
    const ticks = seen.map((value) => 10 * Math.round(value / 10));
    const { parameters } = only(fitFamilies(ticks, { families: ["normal"], resolution: 10 }));
    expect(Math.abs(parameters!.sigma! - 5)).toBeLessThan(0.25);
  });

  test("what stands in the way is said in words", () => {
    const refused = (data: Parameters<typeof fitFamilies>[0], family: string): string => {
      const { status, summary, distribution, parameters } = only(fitFamilies(data, { families: [family] }));
      expect([distribution, parameters]).toEqual([undefined, undefined]);
      return `${status} ${summary}`;
    };
    expect(refused([], "gamma")).toMatch(/^no-data gamma: there are no values/);
    expect(refused([1, -2], "gamma")).toMatch(/^out-of-support gamma: it gives no density to exact\[1\] = -2/);
    expect(refused([1.5, 2], "poisson")).toMatch(/^out-of-support/);
    expect(refused([0, 0, 0], "poisson")).toMatch(/^no-mle/);
    expect(refused([4], "normal")).toMatch(/^no-mle normal: one value cannot tell how values spread/);
    expect(refused({ rightCensored: [1, 2] }, "weibull")).toMatch(
      /^no-mle weibull: every value is known only to exceed/,
    );
    expect(refused({ leftCensored: [1, 2] }, "weibull")).toMatch(/^no-mle/);
    expect(refused({ aggregates: [[2, 3]] }, "weibull")).toMatch(/^invalid-data weibull: the law of a sum/);
    expect(refused([1e200, 2e200], "normal")).toMatch(/^invalid-data normal: exact\[0\] is 1e\+200: its square/);
    expect(
      refused(
        {
          intervals: [
            [1, 2, 5],
            [2, 4, 5],
          ],
        },
        "gamma",
      ),
    ).toMatch(/^no-mle gamma: all values are in two/);
    expect(
      refused(
        {
          intervals: [
            [0, 1, 5],
            [1, Infinity, 5],
          ],
        },
        "gamma",
      ),
    ).toMatch(/^no-mle gamma: 2 buckets/);
    expect(refused({ exact: [1, 2], weights: [1e-9, 0] }, "gamma")).toMatch(/^invalid-data gamma: the weights add up/);
  });

  test("mistakes of the caller throw", () => {
    expect(() => fitFamilies(waits, { families: ["gauss"] })).toThrow(
      /cannot fit "gauss"; families that can be fitted: beta/,
    );
    expect(() => fitFamilies(waits, { method: "magic" })).toThrow(/unknown method "magic"; known: mle/);
    expect(() => fitFamilies(waits, { families: ["gamma"], fixed: { mu: 1 } })).toThrow(
      /no.* parameter "mu"|has a parameter "mu"/,
    );
    expect(() => fitFamilies(waits, { families: ["gamma"], bounds: { shape: [2, 1] } })).toThrow(/low < high/);
  });
});

describe("what families say of their estimation", () => {
  const fitted = [...families.values()].filter(({ estimation }) => estimation);

  test("23 families can be fitted", () => expect(fitted.length).toBe(23));

  test.each(fitted.map((family) => [family.family, family] as const))(
    "%s: quick density and sums agree",
    (_, family) => {
      const { roles, logDensity, logLikelihood, domain } = family.estimation!;
      expect(roles.length).toBe(family.parameterNames.length);
      const values = domain === "unit" ? [0.2, 0.5, 0.9] : domain === "counts" ? [3, 7, 12] : [11.5, 20.25, 300];
      for (const scale of [0.3, 1.7, 60]) {
        const parameters = roles.map((role) =>
          role === "real"
            ? 0.3
            : role === "probability"
              ? 0.4
              : role === "location"
                ? 10
                : role === "scale"
                  ? 7
                  : scale,
        );
        if (family.family === "uniform") parameters[1] = 400;
        const { logPdf } = family(...parameters);
        const quick = logDensity?.(...parameters);
        for (const x of values) if (quick) expect(quick(x, Math.log(x)) / logPdf(x)).toBeCloseTo(1, 11);
        if (!logLikelihood) continue;
        const mean = (of: (x: number) => number): number => values.reduce((sum, x) => sum + of(x), 0) / values.length;
        const sums = {
          size: 3,
          mean: mean((x) => x),
          variance: mean((x) => (x - mean((each) => each)) ** 2),
          minimum: Math.min(...values),
          maximum: Math.max(...values),
          meanLog: mean(Math.log),
          varianceLog: mean((x) => (Math.log(x) - mean(Math.log)) ** 2),
          meanInverse: mean((x) => 1 / x),
        };
        expect(logLikelihood(sums, ...parameters) / (3 * mean(logPdf))).toBeCloseTo(1, 11);
      }
    },
  );
});
