import { describe, expect, it } from "vitest";
import { hill } from "../../../src/fit/methods/hill.js";
import { sampleLMoments } from "../../../src/fit/methods/sampleLMoments.js";
import { sampleQuantile } from "../../../src/fit/methods/sampleQuantile.js";
import { hasSharedData } from "../../sharedData.js";
import { exactOf, isWithin, referenceCases } from "../judgement/cases.js";

describe.skipIf(!hasSharedData)("statistics of a sample against the reference", () => {
  it.each(referenceCases("quantile-matching").map((each) => [each.id, each] as const))("quantiles: %s", (_, each) => {
    const { probs } = each.data as { probs?: number[] };
    const { sampleQuantiles } = each.expected as { sampleQuantiles: number[] };
    const sorted = Float64Array.from(exactOf(each)).sort();
    expect(probs?.map((p, index) => isWithin(sampleQuantile(sorted, p), sampleQuantiles[index]!, 1e-14))).toEqual(
      sampleQuantiles.map(() => true),
    );
  });

  it.each(referenceCases("l-moments").map((each) => [each.id, each] as const))("L-moments: %s", (_, each) => {
    const found = sampleLMoments(Float64Array.from(exactOf(each)).sort());
    for (const name of ["l1", "l2", "t3", "t4"] as const) {
      const expected = each.expected[name] as number;
      expect(isWithin(found[name], expected, 1e-10), `${name}: ${found[name]}, expected ${expected}`).toBe(true);
    }
  });

  it.each(referenceCases("hill").map((each) => [each.id, each] as const))("Hill: %s", (_, each) => {
    const expected = (each.expected as unknown as { hill: { k: number; alpha: number }[] }).hill;
    const found = hill(
      exactOf(each),
      expected.map(({ k }) => k),
    );
    expect(expected.length).toBeGreaterThan(0);
    found.forEach(({ alpha }, index) => {
      expect(isWithin(alpha, expected[index]!.alpha, 1e-10)).toBe(true);
    });
  });
});

describe("sampleQuantile", () => {
  it("interpolates between values", () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => sampleQuantile([1, 2, 4, 8], p))).toEqual([
      1,
      1.75,
      3,
      expect.closeTo(6.8, 12),
      8,
    ]);
    expect(sampleQuantile([3], 0.7)).toBe(3);
  });

  it("refuses what has no quantile", () => {
    expect(() => sampleQuantile([], 0.5)).toThrow("a quantile needs at least one value");
    expect(() => sampleQuantile([1], 1.1)).toThrow("a probability is between 0 and 1, got 1.1");
  });
});

describe("sampleLMoments", () => {
  it("leaves out what few values cannot say", () => {
    expect(sampleLMoments([1, 3])).toEqual({ l1: 2, l2: 1, t3: Number.NaN, t4: Number.NaN });
    expect(sampleLMoments([1, 2, 3, 4])).toMatchObject({ l1: 2.5, t3: 0 });
  });
});

describe("hill", () => {
  it("gives a point for each k unless told which", () => {
    expect(hill([1, 2, 4, 8]).map(({ k }) => k)).toEqual([1, 2, 3]);
    expect(hill([1, 2, 4, 8])[0]!.alpha).toBeCloseTo(1 / Math.LN2, 12);
    expect(hill([-1, 0, 2, 4])).toHaveLength(1);
  });

  it("refuses a k that the values do not allow", () => {
    expect(() => hill([1, 2, 3], [3])).toThrow("k is a whole number from 1 to 2");
    expect(() => hill([-1, 2, 3], [2])).toThrow("only 2 values are positive; k = 2 needs 3");
  });
});
