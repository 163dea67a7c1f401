import { describe, expect, it } from "vitest";
import { mser5 } from "../../src/measure/mser5.js";
import { mm1 } from "../../src/measure/queueing/mm1.js";
import { autoregressive } from "./autoregressive.js";
import { waits } from "./lindley.js";
import { remembering } from "./minimalStandard.js";

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("mser5", () => {
  it("is its definition", () => {
    // By the double sum in series.py.
    const series = remembering(1003, 0.8);
    expect(mser5(series)).toEqual({ settled: true, drop: 10, statistic: expect.closeTo(0.0008389895598926668, 14) });
    const high = series.map((value, index) => value + 20 * 0.97 ** index);
    expect(mser5(high)).toEqual({ settled: true, drop: 120, statistic: expect.closeTo(0.0009617787657720726, 14) });
  });

  it("says of a slope that its transient is not over, and gives no number", () => {
    const slope = remembering(1003, 0.8).map((value, index) => value + 0.02 * index);
    const found = mser5(slope);
    expect(found).toEqual({
      settled: false,
      reason:
        "of 1000 values the first 970 differ from the rest: the transient is not over, or the run too short to tell",
      statistic: expect.closeTo(0.00886279553722108, 14),
    });
    expect(found).not.toHaveProperty("drop");
  });

  it("drops nothing of a constant series", () => {
    expect(mser5(new Array(100).fill(0.1))).toEqual({ settled: true, drop: 0, statistic: 0 });
  });

  it("drops little of a series without a transient", () => {
    const drops = Array.from({ length: 100 }, (_, seed) => {
      const found = mser5(autoregressive(seed, 5000, 0.5));
      return found.settled ? found.drop / 5000 : 1;
    });
    expect(drops.filter((share) => share < 0.2).length).toBeGreaterThanOrEqual(95);
  });

  it("removes the bias of a busy begin from the mean wait of M/M/1", () => {
    const expected = mm1({ arrivalRate: 0.5, serviceRate: 1 }).meanWait;
    const runs = Array.from({ length: 60 }, (_, seed) => {
      // 100 units of work to begin with are gone after about 200 units of time, or 100 customers.
      const values = waits(`transient/${seed}`, 10_000, 0.5, 100);
      const found = mser5(values);
      if (!found.settled) throw new Error(found.reason);
      return { drop: found.drop, raw: mean(values), kept: mean(values.subarray(found.drop)) };
    });
    const average = (of: (run: (typeof runs)[number]) => number) => runs.reduce((sum, run) => sum + of(run), 0) / 60;
    expect(average((run) => run.drop)).toBeGreaterThan(80);
    expect(average((run) => run.drop)).toBeLessThan(400);
    expect(average((run) => run.raw)).toBeGreaterThan(expected + 0.4);
    // The mean of n waits has variance ρ (2 + 5ρ - 4ρ² + ρ³) / (1 - ρ)⁴ / n = 29 / n: a standard error of 0.007 for all 60 runs.
    expect(Math.abs(average((run) => run.kept) - expected)).toBeLessThan(4 * 0.007);
  });

  it("refuses a series too short", () => {
    expect(() => mser5(remembering(99, 0))).toThrow("MSER-5 needs at least 100 values, got 99");
    expect(() => mser5([...remembering(100, 0), Infinity])).toThrow("value 100 is Infinity");
  });
});
