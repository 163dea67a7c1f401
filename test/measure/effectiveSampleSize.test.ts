import { describe, expect, it } from "vitest";
import { effectiveSampleSize } from "../../src/measure/effectiveSampleSize.js";
import { autoregressive } from "./autoregressive.js";
import { remembering } from "./minimalStandard.js";

describe("effectiveSampleSize", () => {
  // Geyer's sequence on statsmodels' acf, see series.py.
  it.each([
    [0.8, 101.30107471079636],
    [0, 940.3284048591044],
  ])("of a series with memory %d is that of its definition", (memory, expected) => {
    expect(effectiveSampleSize(remembering(1003, memory))).toBeCloseTo(expected, 8);
  });

  it.each([0.9, 0.5, -0.5])("of a long AR(1) series with coefficient %d is near n (1 - a) / (1 + a)", (coefficient) => {
    const n = 100_000;
    const size = effectiveSampleSize(autoregressive("long", n, coefficient)) / n;
    const theory = (1 - coefficient) / (1 + coefficient);
    expect(Math.abs(size / theory - 1)).toBeLessThan(0.1);
  });

  it("is bounded for a series that alternates, and not defined for a constant one", () => {
    const alternating = Array.from({ length: 100 }, (_, index) => index % 2);
    expect(effectiveSampleSize(alternating)).toBeCloseTo(200, 9);
    expect(effectiveSampleSize([0.1, 0.1, 0.1, 0.1, 0.1])).toBeNaN();
  });

  it("refuses a series too short", () => {
    expect(() => effectiveSampleSize([1, 2, 3])).toThrow("an effective sample size needs at least 4 values, got 3");
  });
});
