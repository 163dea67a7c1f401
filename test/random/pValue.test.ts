import { describe, expect, it } from "vitest";
import { chiSquare, normalPValue, poissonPValue, uniformChiSquare } from "./battery/pValue.js";

describe("the p-values of the battery", () => {
  // SciPy 1.17, see battery/pValue.py.
  it("are SciPy's for chi-square", () => {
    expect(uniformChiSquare([18, 22, 30, 10])).toBeCloseTo(0.015454827216857748, 14);
    const probabilities = [0.6, 0.25, 0.15];
    expect(chiSquare([50, 30, 20], (cell) => probabilities[cell]!)).toBeCloseTo(0.11455884399268768, 14);
    const rising = Array.from({ length: 200 }, (_, index) => 900 + index);
    expect(uniformChiSquare(rising) / 7.411160959548396e-52).toBeCloseTo(1, 10);
  });

  it.each([
    [0, 2, 0.9323323583816936],
    [5, 2, 0.03460831291216278],
    [430, 400, 0.06816482051519418],
    [330, 400, 0.999841178674739],
  ])("are SciPy's for %d events where %d are expected", (count, mean, expected) => {
    expect(poissonPValue(count, mean)).toBeCloseTo(expected, 14);
  });

  it("are SciPy's for a normal statistic", () => {
    expect(normalPValue(3)).toBeCloseTo(0.0013498980316300933, 16);
  });
});
