import { describe, expect, it } from "vitest";
import { autocorrelation } from "../../src/measure/autocorrelation.js";
import { remembering } from "./minimalStandard.js";

describe("autocorrelation", () => {
  it("is what statsmodels says", () => {
    // acf(series, nlags=5), see series.py.
    const expected = [
      1.0, 0.8081450191212242, 0.639171993423682, 0.5189881055467991, 0.4200894766801809, 0.32835076459112245,
    ];
    const found = autocorrelation(remembering(1003, 0.8), 5);
    expect(found).toHaveLength(6);
    for (const [lag, value] of expected.entries()) expect(found[lag]).toBeCloseTo(value, 12);
  });

  it("goes to a quarter of the series unless told", () => {
    expect(autocorrelation(remembering(100, 0.5))).toHaveLength(26);
  });

  it("is not defined for a constant series", () => {
    expect(autocorrelation([0.1, 0.1, 0.1, 0.1])).toEqual(Float64Array.of(Number.NaN, Number.NaN));
  });

  it("refuses what has none, and says why", () => {
    expect(() => autocorrelation([1])).toThrow("an autocorrelation needs at least 2 values, got 1");
    expect(() => autocorrelation([1, Infinity])).toThrow("value 1 is Infinity");
    expect(() => autocorrelation([1, 2, 3], 3)).toThrow("maxLag: expected a whole number from 0 to 2, got 3");
  });
});
