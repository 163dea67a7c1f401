import { describe, expect, test } from "vitest";
import { gpd } from "../../src/distribution/gpd.js";
import { laplace } from "../../src/distribution/laplace.js";
import { uniform } from "../../src/distribution/uniform.js";
import type { Measurements } from "../../src/fit/data.js";
import { fit as fitFamilies } from "../../src/fit/fit.js";
import type { FitResult } from "../../src/fit/result.js";
import { stream } from "../../src/random/stream.js";
import { plainLogLikelihood } from "../laws/fits.js";

function fitted(data: Measurements, family: string): FitResult {
  return fitFamilies(data, { families: [family] })[0]!;
}

describe("parameters set by extremes or the median, where not all values are exact", () => {
  test("uniform with a censored value: the derivative 1 / (max - 3) - 3 / (max - 1) is 0 at 4", () => {
    const { status, parameters } = fitted({ exact: [1, 2], rightCensored: [3] }, "uniform");
    expect(status).toBe("converged");
    expect(parameters!.min).toBe(1);
    expect(parameters!.max! / 4).toBeCloseTo(1, 7);
  });

  test("uniform in buckets: each end where the share of its bucket says, but not beyond it", () => {
    // The middle holds 0.8 of a law 80 wide, between (10 - 8) / 80 and (98 - 90) / 80.
    const inside = fitted(
      {
        intervals: [
          [0, 10, 20],
          [10, 74, 640],
          [74, 100, 140],
        ],
      },
      "uniform",
    );
    expect(inside.parameters!.min! / 8).toBeCloseTo(1, 5);
    expect(inside.parameters!.max! / 88).toBeCloseTo(1, 5);
    const corner = fitted(
      {
        intervals: [
          [0, 10, 300],
          [10, 20, 100],
          [20, 30, 90],
        ],
      },
      "uniform",
    );
    expect(corner.parameters!.min).toBe(0);
    expect(corner.status).toBe("converged");
  });

  test("laplace with values censored above its median: the median of all", () => {
    const values = { exact: [1, 2, 4, 5, 9], rightCensored: [10, 10, 10, 10] };
    expect(fitted(values, "laplace").parameters!.mu).toBe(9);
    const even = { exact: [1, 2, 4, 5, 9, 11], rightCensored: [12, 12] };
    expect(fitted(even, "laplace").parameters!.mu).toBe(7);
  });

  test("no parameters near are likelier", () => {
    const source = stream("edges");
    const law = laplace(10, 3);
    const lower = 8;
    const exact = Array.from({ length: 400 }, () => law.sample(source)).filter((value) => value > lower);
    const data = { exact, truncation: { lower } };
    const { parameters, logLikelihood } = fitted(data, "laplace");
    const { mu, b } = parameters as { mu: number; b: number };
    expect(plainLogLikelihood(laplace(mu, b), data)).toBeCloseTo(logLikelihood, 6);
    for (const [right, up] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
      [1, 1],
      [-1, -1],
      [1, -1],
      [-1, 1],
    ] as const)
      for (const size of [1e-3, 0.1, 0.5])
        expect(plainLogLikelihood(laplace(mu + size * right, b * Math.exp(size * up)), data)).toBeLessThan(
          logLikelihood + 1e-9,
        );
  });

  test("what lies beyond a truncation is not known", () => {
    // With xm at 8 and q = 2^-alpha the likelihood is (1 - q)^350 q^300; without the truncation xm would be less.
    const intervals = [
      [8, 16, 250],
      [16, 32, 100],
      [32, Infinity, 100],
    ] as const;
    const { status, parameters, warnings } = fitted({ intervals, truncation: { lower: 8 } }, "pareto");
    expect([status, parameters!.xm]).toEqual(["boundary", 8]);
    expect(parameters!.alpha).toBeCloseTo(-Math.log2(300 / 650), 6);
    expect(warnings[0]!.message).toBe(
      "xm is known only to be at most the truncation at 8: beyond it nothing depends on it",
    );
  });

  test("bounds of an extreme are heeded", () => {
    const [result] = fitFamilies([1, 2, 3], { families: ["uniform"], bounds: { max: [4, 9] } });
    expect([result!.status, result!.parameters]).toEqual(["boundary", { min: 1, max: 4 }]);
  });
});

test("gpd of even values is uniform, in the limit", () => {
  const source = stream("even");
  const values = Float64Array.from({ length: 200 }, () => uniform(0, 5).sample(source) ** 0.7 * 5 ** 0.3);
  const { status, distribution, parameters, logLikelihood } = fitted(values, "gpd");
  const greatest = Math.max(...values);
  expect([status, distribution!.family]).toEqual(["boundary", "uniform"]);
  expect(parameters).toEqual({ sigma: greatest, xi: -1 });
  expect(logLikelihood).toBeCloseTo(-200 * Math.log(greatest), 9);
  expect(logLikelihood).toBeGreaterThan(plainLogLikelihood(gpd(1.01 * greatest * 0.9, -0.9), values));
});
