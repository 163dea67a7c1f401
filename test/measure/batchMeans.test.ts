import { describe, expect, it } from "vitest";
import { batchMeans } from "../../src/measure/batchMeans.js";
import { mm1 } from "../../src/measure/queueing/mm1.js";
import { autoregressive } from "./autoregressive.js";
import { waits } from "./lindley.js";
import { remembering } from "./minimalStandard.js";

describe("batchMeans", () => {
  // NumPy, SciPy and statsmodels, see series.py: low, high, lag 1, von Neumann's ratio (Durbin-Watson of the deviations), p.
  it.each([
    [7, 2.399993435612236, 2.569274210340289, 0.13728641686378196, 1.6541112643937532, 0.2960316211587824],
    [10, 2.4050682700478627, 2.5674469624274416, 0.09851392838627009, 1.7102485503224962, 0.30514990754137217],
    [20, 2.395962767814467, 2.5765524646608373, -0.29036869264200993, 2.3136646701884835, 0.7698612539912055],
    [30, 2.404736924651675, 2.58008072038408, 0.041461371511363684, 1.7247171296544874, 0.21771900115417336],
  ])("of %d batches are what SciPy says", (batches, low, high, lag1, ratio, pValue) => {
    const found = batchMeans(remembering(1003, 0.8), { batches });
    expect(found.interval.low).toBeCloseTo(low, 12);
    expect(found.interval.high).toBeCloseTo(high, 12);
    expect(found.lag1).toBeCloseTo(lag1, 12);
    expect(found.vonNeumann).toBeCloseTo(ratio, 12);
    expect(found.pValue).toBeCloseTo(pValue, 12);
    const batchSize = Math.floor(1003 / batches);
    expect(found).toMatchObject({ batches, batchSize, omitted: 1003 - batches * batchSize, independent: true });
  });

  it("takes 30 batches where they look independent, and fewer where they do not", () => {
    expect(batchMeans(autoregressive(1, 30_000, 0.5))).toMatchObject({ batches: 30, independent: true });
    const counts = Array.from({ length: 40 }, (_, seed) => batchMeans(autoregressive(seed, 3000, 0.98)).batches);
    expect(new Set(counts)).toEqual(new Set([30, 20, 10]));
  });

  it("says when even ten batches depend on each other", () => {
    const slope = Array.from({ length: 1000 }, (_, index) => index);
    expect(batchMeans(slope)).toMatchObject({ batches: 10, independent: false });
  });

  // Each interval holds the truth or not: of 300 at 95 %, 285 do on average, with a standard deviation of 3.8.
  it.each([0, 0.5, 0.9])("holds the mean of an AR(1) series with coefficient %d as often as it says", (coefficient) => {
    const held = Array.from({ length: 300 }, (_, seed) => {
      const { low, high } = batchMeans(autoregressive(`coverage/${seed}`, 3000, coefficient)).interval;
      return low <= 0 && 0 <= high;
    }).filter(Boolean).length;
    expect(held / 300).toBeGreaterThan(0.9);
    expect(held / 300).toBeLessThan(0.99);
  });

  it("is as wide as theory says for a long series", () => {
    // var(mean) of AR(1) is 1 / (n (1 - a)²) nearly, and half the interval 2.045 standard errors for 30 batches.
    const widths = Array.from({ length: 50 }, (_, seed) => {
      const { interval } = batchMeans(autoregressive(`width/${seed}`, 20_000, 0.8), { batches: 30 });
      return interval.halfWidth ** 2;
    });
    const variance = widths.reduce((sum, square) => sum + square, 0) / 50 / 2.0452296 ** 2;
    // Each squared width is chi-square with 29 degrees of freedom: the mean of 50 has a standard deviation of 3.7 %.
    expect(Math.abs(variance * 20_000 * 0.2 ** 2 - 1)).toBeLessThan(4 * 0.037);
  });

  it("holds the mean wait of M/M/1", () => {
    const expected = mm1({ arrivalRate: 0.5, serviceRate: 1 }).meanWait;
    const held = Array.from({ length: 100 }, (_, seed) => {
      // From any wait the steady state is near after 1,000 customers at this load.
      const { low, high } = batchMeans(waits(`coverage/${seed}`, 21_000, 0.5).subarray(1000)).interval;
      return low <= expected && expected <= high;
    }).filter(Boolean).length;
    expect(held).toBeGreaterThanOrEqual(88);
  });

  it("has an interval of no length for a constant series", () => {
    const { interval, independent } = batchMeans(new Array(1000).fill(0.1));
    expect(interval).toMatchObject({ mean: 0.1, halfWidth: 0 });
    expect(independent).toBe(true);
  });

  it("refuses what has no batches, and says why", () => {
    expect(() => batchMeans([1, 2, 3])).toThrow("an interval by batch means needs at least 20 values, got 3");
    expect(() => batchMeans(remembering(50, 0), { batches: 2 })).toThrow(
      "batches: expected a whole number from 3, got 2",
    );
    expect(() => batchMeans(remembering(50, 0), { batches: 30 })).toThrow("needs at least 60 values, got 50");
    expect(() => batchMeans(remembering(50, 0), { confidence: 95 })).toThrow(
      "confidence: expected a number between 0 and 1",
    );
    expect(() => batchMeans([...remembering(50, 0), Number.NaN])).toThrow("value 50 is NaN");
  });
});
