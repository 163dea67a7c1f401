import { describe, expect, it } from "vitest";
import { meanInterval } from "../../src/measure/interval.js";

describe("meanInterval", () => {
  // SciPy 1.17: t.interval(confidence, n - 1, loc=mean, scale=sem), see interval.py.
  it.each<[number[], number, number, number]>([
    [[1, 2, 3, 4], 0.95, 0.4457397432394794, 4.554260256760521],
    [[1, 2, 3, 4], 0.99, -1.270290747217524, 6.270290747217524],
    [[0.1, 0.4], 0.95, -1.655930710426204, 2.1559307104262038],
    [[3.58, 3.61, 3.55, 3.57, 3.59, 3.6, 3.58, 3.56, 3.57, 3.59], 0.95, 3.5669394295310917, 3.5930605704689076],
  ])("of %j at %d is what SciPy says", (values, confidence, low, high) => {
    const interval = meanInterval(values, confidence);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
    expect(interval.n).toBe(values.length);
    expect(interval.halfWidth).toBeCloseTo((high - low) / 2, 12);
  });

  it("says nothing about the spread of a single value", () => {
    expect(meanInterval([5])).toMatchObject({ mean: 5, halfWidth: Number.NaN });
  });

  it("refuses what has no interval", () => {
    expect(() => meanInterval([])).toThrow("an interval needs at least one value");
    expect(() => meanInterval([1, Number.NaN])).toThrow("value 1 is NaN; an interval needs finite values");
    expect(() => meanInterval([1, 2], 95)).toThrow("confidence: expected a number between 0 and 1, got 95");
  });
});
