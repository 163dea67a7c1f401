import { describe, expect, test } from "vitest";
import { proportionInterval } from "../../src/capture/proportion.js";
import { countInterval, ratioInterval } from "../../src/capture/ratio.js";
import { reference } from "./sample.js";

describe("intervals as SciPy has them", () => {
  test.each<{ k: number; n: number; confidence: number; low: number; high: number }>(reference.proportions)(
    "Clopper and Pearson's of $k in $n",
    ({ k, n, confidence, low, high }) => {
      const found = proportionInterval(k, n, confidence);
      expect(found[0]).toBeCloseTo(low, 10);
      expect(found[1]).toBeCloseTo(high, 10);
    },
  );

  test.each<{ k: number; confidence: number; low: number; high: number }>(reference.counts)(
    "Garwood's of a count of $k",
    ({ k, confidence, low, high }) => {
      const found = countInterval(k, confidence);
      expect(found[0] / Math.max(1, low)).toBeCloseTo(low / Math.max(1, low), 9);
      expect(found[1] / high).toBeCloseTo(1, 9);
    },
  );

  test.each<{ y: number[]; x: number[]; value: number; low: number; high: number; dispersion: number }>(
    reference.ratios,
  )("Student's of the ratio of $y to $x", ({ y, x, value, low, high, dispersion }) => {
    const found = ratioInterval(y, x, 0.95, false);
    expect(found.value).toBeCloseTo(value, 9);
    expect(found.low).toBeCloseTo(Math.max(0, low), 6);
    expect(found.high).toBeCloseTo(high, 6);
    expect(ratioInterval(y, x, 0.95, true).dispersion! / dispersion).toBeCloseTo(1, 9);
  });
});

test("counts that hardly differ still have Poisson's spread", () => {
  const found = ratioInterval([100, 100, 100], [1, 1, 1], 0.95, true);
  const [low, high] = countInterval(300, 0.95);
  expect([found.low, found.high]).toEqual([low / 3, high / 3]);
  expect(found.dispersion).toBe(0);
});

test("one interval has Poisson's for a count and none for anything else", () => {
  expect(ratioInterval([7], [2], 0.9, true)).toMatchObject({
    value: 3.5,
    low: countInterval(7, 0.9)[0] / 2,
    dispersion: null,
  });
  expect(ratioInterval([7], [2], 0.9, false).low).toBeNaN();
});
